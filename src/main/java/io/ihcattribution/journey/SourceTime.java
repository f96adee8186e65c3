package io.ihcattribution.journey;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Objects;

/**
 * When a row of the source was, read of its date and its time in whatever form databases and exports give them. This is
 * the one reading: what is sent, counted, listed, reported and explained goes through it.
 *
 * @param at the moment, UTC, to the second; null where it cannot be read
 * @param day the date, UTC; that of the date column where only the time cannot be read; null where the date cannot
 */
public record SourceTime(LocalDateTime at, LocalDate day) {

    private static final SourceTime NONE = new SourceTime(null, null);

    private static final int LAST_YEAR = 9_999;

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
        TimePart day = TimePart.of(date);
        if (day == null || day.date() == null && day.time() != null) {
            return NONE;
        }
        TimePart clock = TimePart.of(time);
        if (clock != null && clock.time() == null && clock.date() != null) {
            // A date in the column of the time says nothing of the time.
            clock = null;
        }
        try {
            LocalDateTime at = clock == null ? null : moment(day, clock);
            LocalDate known = at != null ? at.toLocalDate() : day.time() == null ? day.date()
                    : day.moment().toLocalDate();
            return known != null && (known.getYear() < 0 || known.getYear() > LAST_YEAR) ? NONE
                    : new SourceTime(at, known);
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
    private static LocalDateTime moment(TimePart day, TimePart clock) {
        if (day.date() == null) {
            return clock.date() == null ? null : clock.moment();
        }
        if (day.time() == null) {
            if (clock.time() == null) {
                return null;
            }
            boolean agrees = clock.date() == null || clock.date().equals(day.date())
                    || clock.moment().toLocalDate().equals(day.date());
            return agrees ? (clock.date() == null ? clock.on(day.date()) : clock).moment() : null;
        }
        LocalDateTime moment = day.moment();
        if (clock.time() == null || agrees(day, moment, clock)) {
            return moment;
        }
        return day.isMidnight() && (clock.date() == null || clock.date().equals(day.date()))
                ? clock.on(day.date()).moment()
                : null;
    }

    /** Whether a time says the same as a date column that holds a time: as it is written there, or in UTC. */
    private static boolean agrees(TimePart day, LocalDateTime moment, TimePart clock) {
        if (clock.date() != null) {
            return clock.moment().equals(moment);
        }
        return clock.zone() != null ? clock.on(day.date()).moment().equals(moment)
                : clock.time().equals(day.time()) || clock.time().equals(moment.toLocalTime());
    }
}
