package io.ihcattribution.source;

import io.ihcattribution.database.SqlFile;
import io.ihcattribution.journey.SourceTime;
import io.ihcattribution.run.Window;
import java.time.LocalDate;
import java.util.Map;

/**
 * A run's window in the form in which SQL takes it. SQL compares dates of the usual form, and lets the others by that
 * may lie in the window; which of them do is decided here.
 *
 * @param window the conversion dates
 */
public record WindowQuery(Window window) {

    /** After every text that begins with a digit. */
    private static final String AFTER_ALL = "~";

    /** The parameters of {@code window_conversion.sql} by name. */
    public Map<String, Object> parameters() {
        return Map.of("hasWindow", window.isOpen() ? 0 : 1, "windowStart", window.startText(),
                "windowEnd", window.end() == null ? AFTER_ALL : window.endText(),
                "dayBefore", window.start() == null ? "" : window.start().minusDays(1).toString(),
                "dayAfter", endOf(window.end() == null ? null : window.end().plusDays(1)));
    }

    /** A statement over {@code window_conversion}, behind what that is. */
    public String statement(String name) {
        return SqlFile.read("source/sqlite/window_conversion") + SqlFile.read(name);
    }

    /** Whether a conversion is of the window, by its date and time as the source has them. */
    public boolean holds(String date, String time) {
        return window.isOpen() || window.holds(SourceTime.of(date, time).dayText());
    }

    /** After every text that begins with a date; after all where there is none. */
    static String endOf(LocalDate date) {
        return (date == null ? "" : date.toString()) + AFTER_ALL;
    }
}
