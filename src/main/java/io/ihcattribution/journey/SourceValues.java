package io.ihcattribution.journey;

import io.ihcattribution.text.Quoted;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What counts as a value in the shop's tables, in one place, so that what is sent and what is reported as dirty agree.
 */
public final class SourceValues {

    /**
     * What is cut off both ends of a channel's label: spaces, no-break spaces, tabs and line ends. The report's SQL is
     * given the same characters.
     */
    public static final String PADDING = " \t\n\u000b\f\r\u00a0";

    private static final Pattern NUMBER = Pattern.compile(
            "[ \\t-\\r]*([+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?)[ \\t-\\r]*");

    /** What stands in a text for bytes that are none. */
    public static final char NO_TEXT = '\ufffd';

    private SourceValues() {}

    /**
     * The time of a date and a time of day, or null where they are not {@code YYYY-MM-DD} and {@code HH:MM:SS}, the
     * form that {@link SourceTime} gives to what it can read.
     */
    public static LocalDateTime time(String date, String time) {
        if (!SourceTime.isUsual(date, time)) {
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

    /** A flag as {@code 0} or {@code 1} where it is a number that equals one of them; otherwise as it is. */
    public static String flag(String value) {
        if (isNoFigure(value) || isFlag(value)) {
            return value;
        }
        double figure = figure(value);
        return figure == 0 ? "0" : figure == 1 ? "1" : value;
    }

    /** Whether a revenue or a cost is missing: null, or text with nothing in it. */
    public static boolean isNoFigure(Object value) {
        return value == null || value instanceof String text && text.isBlank();
    }

    /**
     * A revenue or a cost: a number, or a text that is one, such as {@code 49.90}, {@code  5} or {@code 1e3}. The
     * source's own SQL reads text alike, which the publish gate relies on.
     *
     * @param value as the database gives it; may be null
     * @return 0 where it is missing, NaN where it is no figure, such as {@code 49,90}, infinity or what is binary
     */
    public static double figure(Object value) {
        if (isNoFigure(value)) {
            return 0;
        }
        double figure = value instanceof Number number ? number.doubleValue()
                : value instanceof String text ? number(text) : Double.NaN;
        return Double.isFinite(figure) ? figure : Double.NaN;
    }

    /**
     * A value as the text that it is read as, numbers without an exponent and what is binary as UTF-8; null where it
     * is null.
     */
    public static String text(Object value) {
        return value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8)
                : value instanceof Double number && Double.isFinite(number)
                        ? BigDecimal.valueOf(number).toPlainString() : Objects.toString(value, null);
    }

    /** Whether a value is binary and no text: what it would be read as is not what stands there. */
    public static boolean isBinary(Object value) {
        return value instanceof byte[] bytes && new String(bytes, StandardCharsets.UTF_8).indexOf(NO_TEXT) >= 0;
    }

    /** A value as a sentence or a list shows it; what is binary in hexadecimal digits. */
    public static String shown(Object value) {
        return value instanceof byte[] bytes ? "x'" + HexFormat.of().formatHex(bytes) + "'"
                : Objects.requireNonNullElse(text(value), "");
    }

    /** Of a text; NaN where it is none. Java alone would take {@code 1d} and {@code NaN}, too. */
    private static double number(String text) {
        Matcher number = NUMBER.matcher(text);
        return number.matches() ? Double.parseDouble(number.group(1)) : Double.NaN;
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
        return Quoted.cut(text, most);
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
