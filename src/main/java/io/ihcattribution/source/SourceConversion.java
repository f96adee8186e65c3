package io.ihcattribution.source;

/**
 * A row of the source's conversions.
 *
 * @param convId its id as text; {@code (no id) <n>} where it is missing or cannot be read as text
 * @param userId who ordered; may be null
 * @param date UTC, {@code YYYY-MM-DD}; empty where there is none that can be read
 * @param time UTC, {@code HH:MM:SS}; empty where there is none that can be read
 * @param revenue in the shop's currency; 0 where the source has none, or what is no figure
 * @param isReadable whether its time can be read, and what stands in the revenue's place is a figure or nothing
 */
public record SourceConversion(
        String convId, String userId, String date, String time, double revenue, boolean isReadable) {}
