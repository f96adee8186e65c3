package io.ihcattribution.report;

import io.ihcattribution.ledger.RunLedger;
import io.ihcattribution.run.Run;
import io.ihcattribution.run.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;

/** The files of the report folder: which are due, under which names, and what has become of them. */
public final class ReportFiles {

    /** The report over all dates. */
    public static final String REPORT = "channel_reporting.csv";

    /** What the routes put before the name of a file until it is whole. */
    private static final String UNFINISHED = ".writing-";

    /** These are of one run, and no newer one takes their place. */
    private static final Set<String> OF_THE_RUN_ALONE = Set.of("restatements.csv", "data_quality.csv");

    private final RunLedger ledger;
    private final Path folder;

    /** @param folder the report folder */
    public ReportFiles(RunLedger ledger, Path folder) {
        this.ledger = ledger;
        this.folder = folder;
    }

    /** The period of the report over all dates. */
    public ReportPeriod allDates() {
        return ReportPeriod.ALL;
    }

    /** The period of the report over a run's window. */
    public ReportPeriod window(Run run) {
        return ReportPeriod.of(run.window());
    }

    /**
     * Whether a CSV file is to be written: a scheduled run whose report is what was published before writes none, but
     * for the report by type where that differs.
     *
     * @param published what the run has published so far; null where it makes no report
     * @param name the file's name
     * @param content what it is to hold; the checksum of {@link #REPORT} is kept
     */
    public boolean isDue(PublishedReport published, String name, InputStream content) throws IOException {
        if (published == null) {
            return true;
        }
        if (name.equals(REPORT)) {
            published.summedUp(checksum(content));
            return published.run().request().source() != Source.POLL
                    || !ledger.lastReportChecksum().map(published.sha256()::equals).orElse(false);
        }
        return published.isWritten() || name.equals(TypeReport.FILE) && differs(folder.resolve(name), content);
    }

    /** Whether a file of a run is the newest of its name, too, in the report folder itself. */
    public boolean isNewest(String name) {
        return !OF_THE_RUN_ALONE.contains(name);
    }

    /** Takes note of a file that was written; those about the source's data are not part of what is published. */
    public void wrote(PublishedReport published, String name) {
        if (published != null && !name.equals("data_quality.csv")) {
            published.wrote(folder.resolve(isNewest(name) ? name : "runs/" + published.run().id() + "/" + name));
        }
    }

    /** Whether a run that is done keeps files of what it came to: a scheduled run that changed nothing does not. */
    public boolean keepsFiles(Run run, PublishedReport published) {
        return !run.isDry() && !run.trains() && (published == null || published.isWritten());
    }

    /** Deletes what was begun of a file that could not be written whole, for it takes room where there is little. */
    public void removeUnfinished(String file) throws IOException {
        Path path = folder.resolve(file);
        Files.deleteIfExists(path.resolveSibling(UNFINISHED + path.getFileName()));
    }

    private static boolean differs(Path file, InputStream content) throws IOException {
        if (!Files.exists(file)) {
            return true;
        }
        try (InputStream before = Files.newInputStream(file)) {
            return !checksum(before).equals(checksum(content));
        }
    }

    /** The SHA-256, in hexadecimal digits. */
    private static String checksum(InputStream content) throws IOException {
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
}
