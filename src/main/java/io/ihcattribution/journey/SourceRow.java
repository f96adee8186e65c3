package io.ihcattribution.journey;

import java.util.Objects;

/**
 * One row of the stream from which journeys are made, as the shop's database has it; nothing is trusted. Times and
 * flags that can be read stand there in their one form. A user's conversions come first, then the user's sessions.
 *
 * @param isConversion whether it is a conversion; otherwise a session
 * @param userId who ordered, or who came
 * @param id the conversion's or the session's key
 * @param date UTC, {@code YYYY-MM-DD}; what the source has where date and time cannot be read
 * @param time UTC, {@code HH:MM:SS}; what the source has where they cannot be read
 * @param channel of a session: the marketing channel
 * @param holderEngagement of a session: 0 or 1
 * @param closerEngagement of a session: 0 or 1
 * @param impressionInteraction of a session: 0 or 1
 * @param revenue of a conversion: what it brought, in the shop's currency, see {@link SourceValues#figure}; may be null
 * @param isRepeated whether the key stands in several rows of its table
 * @param order whether the stream has it in its place
 */
public record SourceRow(
        boolean isConversion, String userId, String id, String date, String time, String channel,
        String holderEngagement, String closerEngagement, String impressionInteraction, Object revenue,
        boolean isRepeated, Order order) {

    /** Whether the stream has a row in its place, in the order of time and then of id. */
    public enum Order {
        /** It has: the source gives the time in the form in which it is compared. */
        IN_PLACE,
        /** Not for sure: the time was read of another form; ids are ordered as text. */
        BY_TEXT,
        /** Not for sure, and the id is a number to the source: ids are ordered as numbers. */
        BY_NUMBER
    }

    /** Its date and time as a sentence shows them. */
    String when() {
        return (Objects.toString(date, "") + " " + Objects.toString(time, "")).strip();
    }

    /** A row that the stream has in its place. */
    public SourceRow(
            boolean isConversion, String userId, String id, String date, String time, String channel,
            String holderEngagement, String closerEngagement, String impressionInteraction, Object revenue,
            boolean isRepeated) {
        this(isConversion, userId, id, date, time, channel, holderEngagement, closerEngagement, impressionInteraction,
                revenue, isRepeated, Order.IN_PLACE);
    }
}
