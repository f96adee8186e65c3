package io.ihcattribution.journey;

/**
 * One row of the stream from which journeys are made, as the shop's database has it; nothing is trusted. A user's
 * conversions come first, then the user's sessions.
 *
 * @param isConversion whether it is a conversion; otherwise a session
 * @param userId who ordered, or who came
 * @param id the conversion's or the session's key
 * @param date UTC, {@code YYYY-MM-DD}
 * @param time UTC, {@code HH:MM:SS}
 * @param channel of a session: the marketing channel
 * @param holderEngagement of a session: 0 or 1
 * @param closerEngagement of a session: 0 or 1
 * @param impressionInteraction of a session: 0 or 1
 * @param revenue of a conversion: what it brought, in the shop's currency; 0 where it is not known
 * @param isRepeated whether the key stands in several rows of its table
 */
public record SourceRow(
        boolean isConversion, String userId, String id, String date, String time, String channel,
        String holderEngagement, String closerEngagement, String impressionInteraction, double revenue,
        boolean isRepeated) {}
