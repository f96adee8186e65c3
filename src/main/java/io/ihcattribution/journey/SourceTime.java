package io.ihcattribution.journey;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a row of the source was, read of its date and its time in whatever form databases and exports give them. This is
 * the one reading: what is sent, counted, listed, reported and explained goes through it.
 *
 * @param at the moment, UTC, to the second; null where it cannot be read
 * @param day the date, UTC; that of the date column where only the time cannot be read; null where the date cannot
 */
public record SourceTime(LocalDateTime at, LocalDate day) {

    private static final SourceTime NONE = new SourceTime(null, null);

    private static final Pattern SPACE = Pattern.compile("^[\\s\u00a0]+|[\\s\u00a0]+$");
    private static final Pattern ZONED_TIME = Pattern.compile(
            "(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,]\\d+)?)?(?: *(?:([Zz]|UTC|GMT)|([+-])(\\d{2})(?::?(\\d{2}))?))?");
    private static final Pattern DATED = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})(?:(?:[Tt]| +)(\\S.*))?");
    private static final Pattern NUMBER = Pattern.compile("(\\d{8}(?=\\.0*$|$)|\\d{10}|\\d{13})(?:\\.\\d*)?");
    private static final long FIRST_DATE_NUMBER = 19_000_101;
    private static final long LAST_DATE_NUMBER = 21_001_231;
    private static final int LAST_YEAR = 9_999;

    /** What one column says: a date, a time of day as written, and its distance from UTC; null where it does not. */
    private record Part(LocalDate date, LocalTime time, ZoneOffset zone) {

        static final Part EMPTY = new Part(null, null, null);

        /** The moment, in UTC; without a zone it is UTC already. */
        LocalDateTime moment() {
            LocalDateTime written = LocalDateTime.of(date, time);
            return zone == null ? written : written.minusSeconds(zone.getTotalSeconds());
        }

        Part on(LocalDate day) {
            return new Part(day, time, zone);
        }

        /** Whether a database has made it of a date alone. */
        boolean isMidnight() {
            return time.equals(LocalTime.MIDNIGHT) && (zone == null || zone.equals(ZoneOffset.UTC));
        }
    }

    /**
     * Whether a date and a time have the form {@code YYYY-MM-DD} and {@code HH:MM:SS}, in which they are UTC; whether
     * there is such a day and time is not asked. Nearly all rows have it, and need no reading.
     */
    public static boolean isUsual(String date, String time) {
        return date != null && time != null && date.length() == 10 && time.length() == 8 && date.charAt(4) == '-'
                && date.charAt(7) == '-' && time.charAt(2) == ':' && time.charAt(5) == ':';
    }

    /**
     * Reads a row's date and time.
     *
     * @param date what the date column has, as text; may be null
     * @param time what the time column has, as text; may be null
     */
    public static SourceTime of(String date, String time) {
        if (isUsual(date, time)) {
            LocalDateTime at = SourceValues.time(date, time);
            if (at != null) {
                return new SourceTime(at, at.toLocalDate());
            }
        }
        Part day = part(date);
        if (day == null || day.date == null && day.time != null) {
            return NONE;
        }
        Part clock = part(time);
        if (clock != null && clock.time == null && clock.date != null) {
            // A date in the column of the time says nothing of the time.
            clock = null;
        }
        try {
            LocalDateTime at = clock == null ? null : moment(day, clock);
            if (at != null && at.getYear() >= 0 && at.getYear() <= LAST_YEAR) {
                return new SourceTime(at, at.toLocalDate());
            }
            return new SourceTime(null, day.time == null ? day.date : day.moment().toLocalDate());
        } catch (DateTimeException e) {
            return NONE;
        }
    }

    /** The moment alone, as {@link #of} reads it: of the usual form at once, for it is asked of every session. */
    public static LocalDateTime moment(String date, String time) {
        LocalDateTime usual = SourceValues.time(date, time);
        return usual != null ? usual : of(date, time).at;
    }

    /** Whether the moment is known. */
    public boolean isRead() {
        return at != null;
    }

    /** The date as text, {@code YYYY-MM-DD}; empty where it cannot be read. */
    public String dayText() {
        return Objects.toString(day, "");
    }

    /** The time of day as text, {@code HH:MM:SS}; empty where it cannot be read. */
    public String timeText() {
        return at == null ? "" : Session.text(at).substring(11);
    }

    /** The moment that two columns say together; null where they say none, or do not agree. */
    private static LocalDateTime moment(Part day, Part clock) {
        if (day.date == null) {
            return clock.date == null ? null : clock.moment();
        }
        if (day.time == null) {
            if (clock.time == null) {
                return null;
            }
            boolean agrees = clock.date == null || clock.date.equals(day.date)
                    || clock.moment().toLocalDate().equals(day.date);
            return agrees ? (clock.date == null ? clock.on(day.date) : clock).moment() : null;
        }
        LocalDateTime moment = day.moment();
        if (clock.time == null || agrees(day, moment, clock)) {
            return moment;
        }
        return day.isMidnight() && (clock.date == null || clock.date.equals(day.date)) ? clock.on(day.date).moment()
                : null;
    }

    /** Whether a time says the same as a date column that holds a time: as it is written there, or in UTC. */
    private static boolean agrees(Part day, LocalDateTime moment, Part clock) {
        if (clock.date != null) {
            return clock.moment().equals(moment);
        }
        return clock.zone != null ? clock.on(day.date).moment().equals(moment)
                : clock.time.equals(day.time) || clock.time.equals(moment.toLocalTime());
    }

    /** What a column says; null where that cannot be read. */
    private static Part part(String column) {
        String text = column == null ? "" : SPACE.matcher(column).replaceAll("");
        if (text.isEmpty()) {
            return Part.EMPTY;
        }
        try {
            Matcher number = NUMBER.matcher(text);
            if (number.matches()) {
                return ofNumber(number.group(1));
            }
            Matcher dated = DATED.matcher(text);
            if (dated.matches()) {
                LocalDate date = LocalDate.parse(dated.group(1));
                return dated.group(2) == null ? new Part(date, null, null) : clock(date, dated.group(2));
            }
            return clock(null, text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static Part ofNumber(String digits) {
        long number = Long.parseLong(digits);
        if (digits.length() == 8) {
            return number < FIRST_DATE_NUMBER || number > LAST_DATE_NUMBER ? null : new Part(
                    LocalDate.of((int) (number / 10_000), (int) (number / 100 % 100), (int) (number % 100)), null,
                    null);
        }
        LocalDateTime moment = LocalDateTime.ofInstant(
                Instant.ofEpochSecond(digits.length() == 10 ? number : number / 1_000), ZoneOffset.UTC);
        return new Part(moment.toLocalDate(), moment.toLocalTime(), ZoneOffset.UTC);
    }

    private static Part clock(LocalDate date, String text) {
        Matcher zoned = ZONED_TIME.matcher(text);
        if (!zoned.matches()) {
            return null;
        }
        LocalTime time = LocalTime.of(number(zoned.group(1)), number(zoned.group(2)), number(zoned.group(3)));
        if (zoned.group(5) == null) {
            return new Part(date, time, zoned.group(4) == null ? null : ZoneOffset.UTC);
        }
        int sign = zoned.group(5).equals("-") ? -1 : 1;
        return new Part(date, time,
                ZoneOffset.ofHoursMinutes(sign * number(zoned.group(6)), sign * number(zoned.group(7))));
    }

    private static int number(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
