package io.ihcattribution.report;

import io.ihcattribution.api.AnswerCheck;
import io.ihcattribution.journey.ReportCalendar;
import io.ihcattribution.ledger.RunLedger;
import io.ihcattribution.run.Run;
import io.ihcattribution.run.Source;
import io.ihcattribution.run.Window;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** What is published of a run, and whether it may and need be. */
public final class Publication {

    /** What the routes put before the name of a file until it is whole. */
    private static final String UNFINISHED = ".writing-";

    private final RunLedger ledger;
    private final Path folder;
    private final ReportCalendar calendar;

    /**
     * @param folder the report folder
     * @param calendar the report's dates
     */
    public Publication(RunLedger ledger, Path folder, ReportCalendar calendar) {
        this.ledger = ledger;
        this.folder = folder;
        this.calendar = calendar;
    }

    /** The report's dates, in the form in which SQL takes them. */
    public ReportCalendar calendar() {
        return calendar;
    }

    /**
     * Whether credits are summed anew for all dates: what changed is known by the UTC dates of sessions, and they are not
     * the report's dates.
     */
    public boolean sumsAllDates() {
        return true;
    }

    /** The period of the report over all dates. */
    public ReportPeriod allDates() {
        return ReportPeriod.of(Window.ALL, AnswerCheck.SUM_TOLERANCE, calendar);
    }

    /** The period of the report over a run's window. */
    public ReportPeriod window(Run run) {
        return ReportPeriod.of(run.window(), AnswerCheck.SUM_TOLERANCE, calendar);
    }

    /** The periods that a run publishes. */
    public List<ReportPeriod> periods(Run run) {
        List<ReportPeriod> periods = new ArrayList<>(List.of(allDates()));
        if (run.hasWindow()) {
            periods.add(window(run));
        }
        return periods;
    }

    /** The SHA-256 of a file's content, in hexadecimal digits. */
    public String checksum(InputStream content) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[8192];
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Whether a report is to be written: a scheduled run that changes nothing leaves no files. */
    public boolean isDue(Run run, String sha256) {
        return run.request().source() != Source.POLL
                || !ledger.lastReportChecksum().map(sha256::equals).orElse(false);
    }

    /** Whether any report was published, whose figures could be restated. */
    public boolean hasPublished() {
        return ledger.lastReportChecksum().isPresent();
    }

    /** Whether a run that is done keeps files of what it came to: a scheduled run that changed nothing does not. */
    public boolean keepsFiles(Run run, Published published) {
        return !run.isDry() && !run.trains() && (published == null || !published.files().isEmpty());
    }

    /** What a run's report came to: the checksum, the totals of its period, and the files where they were due. */
    public Published published(Run run, String sha256, Map<String, Object> report) {
        List<String> files = new ArrayList<>();
        if (isDue(run, sha256)) {
            files.add(folder.resolve("channel_reporting.csv").toString());
            if (run.hasWindow()) {
                files.add(folder.resolve("channel_reporting_" + run.window().label() + ".csv").toString());
            }
        }
        return new Published(sha256, ReportTotals.of(report), files, null);
    }

    /** Deletes what was begun of a file that could not be written whole, for it takes room where there is little. */
    public void removeUnfinished(String file) throws IOException {
        Path path = folder.resolve(file);
        Files.deleteIfExists(path.resolveSibling(UNFINISHED + path.getFileName()));
    }
}
