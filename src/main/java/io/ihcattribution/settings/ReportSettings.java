package io.ihcattribution.settings;

import static io.ihcattribution.settings.Setting.Rank.ESSENTIAL;
import static io.ihcattribution.settings.Setting.Rank.RARE;

import io.ihcattribution.journey.ReportCalendar;
import java.nio.file.Path;
import java.time.ZoneId;

/**
 * Reports.
 *
 * @param dir Folder of the reports; made where missing.
 * @param accountingDate The date of a credit in the report: that of its session, or of its conversion. A cost has
 *     its session's, always.
 * @param timeZone The time zone of the report's dates, such as Europe/Berlin. The shop's tables are UTC, and so are
 *     a run's dates.
 * @param spreadsheetSafe Cells of CSV files that a spreadsheet would take for a formula, such as a channel named
 *     =cmd(), get an apostrophe before them. A program that reads the files then finds another name than the
 *     database has.
 */
public record ReportSettings(
        @Setting(key = "ihc.report.dir", byDefault = "reports", rank = ESSENTIAL) Path dir,
        @Setting(key = "ihc.report.accounting-date", byDefault = "session", words = {
                "session", "conversion"}) String accountingDate,
        @Setting(key = "ihc.report.time-zone", byDefault = "UTC") ZoneId timeZone,
        @Setting(key = "ihc.report.spreadsheet-safe", byDefault = "true", rank = RARE) boolean spreadsheetSafe){

    /** The dates of the report. */
    public ReportCalendar calendar() {
        return new ReportCalendar(timeZone, accountingDate.equals("conversion"));
    }
}
