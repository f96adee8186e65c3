package io.ihcattribution.report;

import io.ihcattribution.run.Run;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code restatements.csv}: the figures that were published before and are others now, one a line, with the cause. What
 * was bought or set aside since tells how far each row should have moved; what is left of the movement is revenue that
 * changed, or conversions that left the shop's table or came back.
 */
public final class Restatements {

    /** The columns of {@code select_restated_rows.sql} that are causes, and their words. */
    private static final Map<String, String> CAUSES = new TreeMap<>(Map.of(
            "new_conversion", "new conversion",
            "late_session", "late session",
            "changed_session", "changed session",
            "changed_model", "changed model",
            "failed_journey", "failed journey"));

    private static final double ABSOLUTE = 1e-6;
    private static final double RELATIVE = 1e-9;

    private final Path folder;

    /** @param folder the report folder */
    public Restatements(Path folder) {
        this.folder = folder;
    }

    /** The file's name within the report folder. */
    public String file(Run run) {
        return "runs/" + run.id() + "/restatements.csv";
    }

    /** What was published, the restatements with it. */
    public Published with(Published published, Run run) {
        List<String> files = new ArrayList<>(published.files());
        files.add(folder.resolve(file(run)).toString());
        return new Published(published.sha256(), published.totals(), files, published.channels());
    }

    /**
     * The lines: channel_name, date, column, old, new, cause. Figures that are written alike are not restated.
     *
     * @param rows of {@code select_restated_rows.sql}
     */
    public List<List<String>> lines(List<Map<String, Object>> rows) {
        List<List<String>> lines = new ArrayList<>();
        for (Map<String, Object> row : rows) {
            add(lines, row, "cost", "changed cost");
            add(lines, row, "ihc", String.join("; ", creditCauses(row)));
            add(lines, row, "ihc_revenue", String.join("; ", revenueCauses(row)));
        }
        return lines;
    }

    private static void add(List<List<String>> lines, Map<String, Object> row, String column, String cause) {
        String before = Figures.text(figure(row, "old_" + column));
        // A row that is gone has no figure; where that was 0, nothing is lost.
        String now = row.get(column) == null ? "" : Figures.text(figure(row, column));
        if (!before.equals(now.isEmpty() ? "0" : now)) {
            lines.add(List.of(row.get("channel_name").toString(), row.get("date").toString(), column, before, now,
                    cause.isEmpty() ? "not known" : cause));
        }
    }

    private static List<String> creditCauses(Map<String, Object> row) {
        List<String> causes = new ArrayList<>();
        CAUSES.forEach((column, words) -> {
            if (figure(row, column) > 0) {
                causes.add(words);
            }
        });
        double rest = unexplained(row, "ihc", "moved_ihc");
        if (Math.abs(rest) > ABSOLUTE) {
            causes.add(rest < 0 ? "conversion gone" : "conversion back");
        }
        return causes;
    }

    private static List<String> revenueCauses(Map<String, Object> row) {
        List<String> causes = creditCauses(row);
        double rest = unexplained(row, "ihc_revenue", "moved_revenue");
        double noise = ABSOLUTE + RELATIVE * Math.max(figure(row, "old_ihc_revenue"), figure(row, "ihc_revenue"));
        // Where conversions are gone or back, their revenue is what is left over; more cannot be told.
        if (Math.abs(rest) > noise && Math.abs(unexplained(row, "ihc", "moved_ihc")) <= ABSOLUTE) {
            causes.add("changed revenue");
        }
        return causes;
    }

    /** By how much a figure has moved beyond what the journeys that were bought or set aside since have moved it. */
    private static double unexplained(Map<String, Object> row, String column, String moved) {
        return figure(row, column) - figure(row, "old_" + column) - figure(row, moved);
    }

    private static double figure(Map<String, Object> row, String column) {
        return row.get(column) == null ? 0 : ((Number) row.get(column)).doubleValue();
    }
}
