package io.ihcattribution.source;

/**
 * Costs that count, as the source has them.
 *
 * @param sessionId the session whose cost it is; null where it is a sum
 * @param label the channel's label; empty where the source has none
 * @param date the session's date, UTC, {@code YYYY-MM-DD}; null where there is none that can be read
 * @param time the session's time, UTC, {@code HH:MM:SS}; null where there is none that can be read, or where it is a
 *     sum over a date
 * @param cost in the shop's currency
 */
public record SourceCost(String sessionId, String label, String date, String time, double cost) {}
