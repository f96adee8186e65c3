package io.ihcattribution.report;

import io.ihcattribution.run.Window;
import java.util.Map;

/**
 * The dates that a report covers, both inclusive, in the form in which SQL takes them.
 *
 * @param windowStart the first date, empty where open
 * @param lastDate the last date; after all others where open
 */
public record ReportPeriod(String windowStart, String lastDate) {

    /** All dates. */
    public static final ReportPeriod ALL = of(Window.ALL);

    /** The period of a window. */
    public static ReportPeriod of(Window window) {
        return new ReportPeriod(window.startText(), window.lastText());
    }

    /** The same by name, as statements have them. */
    public Map<String, Object> parameters() {
        return Map.of("windowStart", windowStart, "lastDate", lastDate);
    }

    @Override
    public String toString() {
        return equals(ALL) ? "all dates" : "the dates from " + (windowStart.isEmpty() ? "the beginning" : windowStart)
                + " to " + (lastDate.equals(ALL.lastDate) ? "now" : lastDate);
    }
}
