package io.ihcattribution.journey;

import java.time.LocalDateTime;

/**
 * One visit of a user to the shop, through one marketing channel.
 *
 * @param sessionId the key of the session, unique in the shop's database
 * @param startedAt when it started, UTC, to the second
 * @param timestamp the same as it is sent and stored: {@code YYYY-MM-DD HH:MM:SS}
 * @param channel the marketing channel's label, as it is sent and reported
 * @param holderEngagement whether the session counts for the holder phase
 * @param closerEngagement whether the session counts for the closer phase
 * @param impressionInteraction whether the session is an ad impression rather than a visit
 */
public record Session(
        String sessionId, LocalDateTime startedAt, String timestamp, String channel, boolean holderEngagement,
        boolean closerEngagement, boolean impressionInteraction) {

    /** A session whose time is not at hand as text. */
    public Session(
            String sessionId, LocalDateTime startedAt, String channel, boolean holderEngagement,
            boolean closerEngagement, boolean impressionInteraction) {
        this(sessionId, startedAt, text(startedAt), channel, holderEngagement, closerEngagement, impressionInteraction);
    }

    /** A moment as it is sent and stored; a formatter would take ten times as long. */
    static String text(LocalDateTime startedAt) {
        char[] text = new char[19];
        digits(text, 0, 4, startedAt.getYear());
        text[4] = '-';
        digits(text, 5, 2, startedAt.getMonthValue());
        text[7] = '-';
        digits(text, 8, 2, startedAt.getDayOfMonth());
        text[10] = ' ';
        digits(text, 11, 2, startedAt.getHour());
        text[13] = ':';
        digits(text, 14, 2, startedAt.getMinute());
        text[16] = ':';
        digits(text, 17, 2, startedAt.getSecond());
        return new String(text);
    }

    private static void digits(char[] text, int from, int count, int number) {
        int rest = number;
        for (int i = from + count - 1; i >= from; i--) {
            text[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
