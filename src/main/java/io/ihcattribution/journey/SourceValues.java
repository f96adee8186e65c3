package io.ihcattribution.journey;

import java.time.DateTimeException;
import java.time.LocalDateTime;

/**
 * What counts as a value in the shop's tables, in one place, so that what is sent and what is reported as dirty agree.
 */
public final class SourceValues {

    /**
     * What is cut off both ends of a channel's label: spaces, no-break spaces, tabs and line ends. The report's SQL is
     * given the same characters.
     */
    public static final String PADDING = " \t\n\u000b\f\r\u00a0";

    private SourceValues() {}

    /** The time of a date and a time of day, or null where they are not {@code YYYY-MM-DD} and {@code HH:MM:SS}. */
    public static LocalDateTime time(String date, String time) {
        if (date == null || time == null || date.length() != 10 || time.length() != 8
                || date.charAt(4) != '-' || date.charAt(7) != '-' || time.charAt(2) != ':' || time.charAt(5) != ':') {
            return null;
        }
        try {
            return LocalDateTime.of(
                    digits(date, 0, 4), digits(date, 5, 7), digits(date, 8, 10),
                    digits(time, 0, 2), digits(time, 3, 5), digits(time, 6, 8));
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Whether a flag is 0 or 1. */
    public static boolean isFlag(String value) {
        return "0".equals(value) || "1".equals(value);
    }

    /** Whether an id is missing: null, or nothing but space. */
    public static boolean isMissing(String id) {
        return id == null || id.isBlank();
    }

    /** A channel's label without the space around it, as it is sent and reported; null where nothing is left. */
    public static String channel(String label) {
        if (label == null) {
            return null;
        }
        int from = 0;
        int to = label.length();
        while (from < to && PADDING.indexOf(label.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && PADDING.indexOf(label.charAt(to - 1)) >= 0) {
            to--;
        }
        return from == to ? null : label.substring(from, to);
    }

    /**
     * The beginning of a text that others wrote, of at most so many characters and an ellipsis; no character is cut
     * in two.
     */
    public static String cut(String text, int most) {
        if (text == null || text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
        return text.substring(0, end) + "…";
    }

    private static int digits(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                throw new DateTimeException("not a digit: " + c);
            }
            number = number * 10 + (c - '0');
        }
        return number;
    }
}
