package io.ihcattribution.report;

import io.ihcattribution.batch.ConversionTyping;
import io.ihcattribution.run.Run;
import io.ihcattribution.run.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * {@code channel_reporting_by_type.csv}: the credits of the report by conversion type, over all dates. It has no costs:
 * a session may lead to conversions of several types, and its cost belongs to none of them.
 */
public final class TypeReport {

    /** The file's name, in the report folder and in a run's. */
    public static final String FILE = "channel_reporting_by_type.csv";

    private final ConversionTyping typing;
    private final Publication publication;
    private final Path folder;

    /**
     * @param typing which type each conversion has
     * @param publication knows checksums
     * @param folder the report folder
     */
    public TypeReport(ConversionTyping typing, Publication publication, Path folder) {
        this.typing = typing;
        this.publication = publication;
        this.folder = folder;
    }

    /** Whether there is such a report: where conversions have types of their own. */
    public boolean isWanted() {
        return typing.isSeveral();
    }

    /**
     * The publish gate of the report by type.
     *
     * @param differences the rows of {@code select_type_differences.sql}
     * @throws ReportDoesNotReconcile when there are any
     */
    public void reconcile(List<Map<String, Object>> differences) {
        if (!differences.isEmpty()) {
            throw new ReportDoesNotReconcile("the report is not published: by conversion type it does not sum to "
                    + differences.stream().map(row -> "ihc " + row.get("ihc") + " and ihc_revenue " + row.get("ihc_revenue")
                            + " of " + row.get("channel_name") + " on " + row.get("date") + ", but to " + row.get("typed_ihc")
                            + " and " + row.get("typed_revenue")).collect(Collectors.joining("; ")));
        }
    }

    /**
     * The cells of each row.
     *
     * @param rows of {@code select_reporting_by_type.sql}, by column name
     */
    public Iterator<Map<String, String>> format(Iterator<Map<String, Object>> rows) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public Map<String, String> next() {
                Map<String, Object> row = rows.next();
                Map<String, String> cells = new LinkedHashMap<>();
                for (String column : List.of("conv_type_id", "channel_name", "date")) {
                    cells.put(column, row.get(column).toString());
                }
                for (String column : List.of("ihc", "ihc_revenue")) {
                    cells.put(column, Figures.text(((Number) row.get(column)).doubleValue()));
                }
                return cells;
            }
        };
    }

    /** Whether the file is to be written: a scheduled run that changes nothing leaves no files. */
    public boolean isDue(Run run, Published published, String sha256) throws IOException {
        if (run.request().source() != Source.POLL || !published.files().isEmpty()) {
            return true;
        }
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return true;
        }
        try (InputStream content = Files.newInputStream(file)) {
            return !sha256.equals(publication.checksum(content));
        }
    }

    /** What was published, this file with it. */
    public Published with(Published published) {
        List<String> files = new ArrayList<>(published.files());
        files.add(folder.resolve(FILE).toString());
        return new Published(published.sha256(), published.totals(), files, published.channels());
    }
}
