package io.ihcattribution.run;

import java.time.LocalDate;

/**
 * The conversion dates that a run covers, both inclusive, UTC. It selects conversions and never cuts a journey.
 *
 * @param start the first date, or null: from the beginning
 * @param end the last date, or null: up to now
 */
public record Window(LocalDate start, LocalDate end) {

    /** The last code point: as text it comes after every date, and after what else may stand in a date's place. */
    private static final String AFTER_ALL = "\uDBFF\uDFFF";

    /** Every conversion there is. */
    public static final Window ALL = new Window(null, null);

    /** @throws IllegalArgumentException when the end is before the start */
    public Window {
        if (start != null && end != null && end.isBefore(start)) {
            throw new IllegalArgumentException("end_date " + end + " is before start_date " + start);
        }
    }

    /** Whether both ends are open. */
    public boolean isOpen() {
        return start == null && end == null;
    }

    /**
     * Whether a date lies in it. One that cannot be read may be of any window, so every one holds it.
     *
     * @param date {@code YYYY-MM-DD}; empty where it cannot be read
     */
    public boolean holds(String date) {
        return date.isEmpty() || startText().compareTo(date) <= 0 && date.compareTo(lastText()) <= 0;
    }

    /** The part of a report's file name that tells the window, such as {@code begin_2026-01-31}. */
    public String label() {
        return (start == null ? "begin" : start.toString()) + "_" + (end == null ? "now" : end.toString());
    }

    /** The start as text to compare dates with; the empty text, which precedes all others, where it is open. */
    public String startText() {
        return start == null ? "" : start.toString();
    }

    /** The end as text to compare dates with; empty where it is open, see {@link #endIsOpen}. */
    public String endText() {
        return end == null ? "" : end.toString();
    }

    /** The end as text to compare dates with; the last text of all where it is open. */
    public String lastText() {
        return end == null ? AFTER_ALL : end.toString();
    }

    /** 1 where the window has no end, else 0: the form in which SQL takes it. */
    public int endIsOpen() {
        return end == null ? 1 : 0;
    }
}
