package io.ihcattribution.report;

import io.ihcattribution.journey.SourceValues;
import io.ihcattribution.run.Window;

/**
 * The session dates that a report covers, in the form in which SQL takes them.
 *
 * @param windowStart the first date, empty where open
 * @param windowEndIsOpen 1 where there is no last date, else 0
 * @param windowEnd the last date, empty where open
 * @param tolerance how far the credits of a conversion may sum from 1
 */
public record ReportPeriod(String windowStart, int windowEndIsOpen, String windowEnd, double tolerance) {

    /** The period of a window. */
    public static ReportPeriod of(Window window, double tolerance) {
        return new ReportPeriod(window.startText(), window.endIsOpen(), window.endText(), tolerance);
    }

    /** What is cut off both ends of a channel's label, as it was when it was sent. */
    public String padding() {
        return SourceValues.PADDING;
    }

    /** 1 where it covers all dates, else 0. */
    public int isAll() {
        return coversAll() ? 1 : 0;
    }

    private boolean coversAll() {
        return windowStart.isEmpty() && windowEndIsOpen == 1;
    }

    @Override
    public String toString() {
        return coversAll() ? "all dates" : "the dates from " + (windowStart.isEmpty() ? "the beginning" : windowStart)
                + " to " + (windowEndIsOpen == 1 ? "now" : windowEnd);
    }
}
