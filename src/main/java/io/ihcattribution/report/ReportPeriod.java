package io.ihcattribution.report;

import io.ihcattribution.journey.ReportCalendar;
import io.ihcattribution.journey.SourceValues;
import io.ihcattribution.run.Window;
import java.time.LocalDate;

/**
 * The dates that a report covers, in the form in which SQL takes them.
 *
 * @param windowStart the first date, empty where open
 * @param windowEndIsOpen 1 where there is no last date, else 0
 * @param windowEnd the last date, empty where open
 * @param tolerance how far the credits of a conversion may sum from 1
 * @param datesByConversion 1 where credits are dated by their conversion, else 0
 */
public record ReportPeriod(
        String windowStart, int windowEndIsOpen, String windowEnd, double tolerance, int datesByConversion) {

    /** After every date, and after what stands for none. */
    private static final String AFTER_ALL = "~";

    /** The period of a window. */
    public static ReportPeriod of(Window window, double tolerance, ReportCalendar calendar) {
        return new ReportPeriod(window.startText(), window.endIsOpen(), window.endText(), tolerance, calendar.datesByConversion());
    }

    /** The last date as text to compare dates with; after all others where it is open. */
    public String lastDate() {
        return windowEndIsOpen == 1 ? AFTER_ALL : windowEnd;
    }

    /** No UTC date before it is a report date of the period, in whatever zone. */
    public String dayBeforeStart() {
        return windowStart.isEmpty() ? windowStart : LocalDate.parse(windowStart).minusDays(1).toString();
    }

    /** No UTC date after it is a report date of the period, in whatever zone. */
    public String dayAfterEnd() {
        // The year after 9999 has five digits and a sign, and comes first as text.
        return windowEndIsOpen == 1 || windowEnd.startsWith("9999-12-31")
                ? AFTER_ALL : LocalDate.parse(windowEnd).plusDays(1).toString();
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
