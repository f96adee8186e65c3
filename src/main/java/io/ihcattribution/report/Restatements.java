package io.ihcattribution.report;

import io.ihcattribution.figures.Figures;
import io.ihcattribution.database.SqlFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * {@code restatements.csv}: the figures that were published before and are others now, one a line, with the cause; and
 * those of credits that are outdated. The ledger knows what each conversion was published with, and which credits it
 * had.
 */
public final class Restatements {

    private static final List<String> HEADER = List.of("channel_name", "date", "column", "old", "new", "cause");

    /**
     * The columns of {@code select_restated_rows.sql} that are causes of other credits, in the order in which they
     * are named.
     */
    private static final List<String> CAUSES = List.of("changed_model", "changed_session", "changed_setting",
            "late_session", "new_conversion", "conversion_gone", "conversion_back");

    /** The column that is 1 where figures are kept, or made, of credits that are outdated. */
    private static final String OUTDATED = "outdated_credits";

    private final JdbcTemplate ledger;

    /** @param writing the connection that writes the ledger */
    public Restatements(DataSource writing) {
        this.ledger = new JdbcTemplate(writing);
    }

    /** The lines, the header first; none where no figure is written otherwise than it was published. */
    public List<List<String>> lines() {
        if (ledger.queryForObject(SqlFile.read("report/count_restated_rows"), Long.class) == 0) {
            return List.of();
        }
        List<List<String>> lines = new ArrayList<>(List.of(HEADER));
        for (Map<String, Object> row : ledger.queryForList(SqlFile.read("report/select_restated_rows"))) {
            List<String> causes = CAUSES.stream().filter(cause -> figure(row, cause) > 0).toList();
            List<String> outdated = figure(row, OUTDATED) > 0 ? List.of(OUTDATED) : List.of();
            add(lines, row, "cost", List.of("changed_cost"), List.of());
            add(lines, row, "ihc", causes, outdated);
            add(lines, row, "ihc_revenue", figure(row, "changed_revenue") == 0 ? causes
                    : Stream.concat(causes.stream(), Stream.of("changed_revenue")).toList(), outdated);
        }
        return lines.size() == 1 ? List.of() : lines;
    }

    /** One transaction of the caller's: the report's figures count as published from now on. */
    public void published() {
        List.of("delete_published_rows", "insert_published_rows", "update_published_conversions",
                "delete_former_credits", "delete_gone_conversions")
                .forEach(statement -> ledger.update(SqlFile.read("report/" + statement)));
    }

    private static void add(List<List<String>> lines, Map<String, Object> row, String column, List<String> moved,
            List<String> outdated) {
        String before = Figures.text(figure(row, "old_" + column));
        // A row that is gone has no figure; where that was 0, nothing is lost.
        String now = row.get(column) == null ? "" : Figures.text(figure(row, column));
        boolean isMoved = !before.equals(now.isEmpty() ? "0" : now);
        List<String> causes = Stream.concat(isMoved ? moved.stream() : Stream.of(), outdated.stream()).toList();
        if (isMoved || !outdated.isEmpty()) {
            lines.add(List.of(row.get("channel_name").toString(), row.get("date").toString(), column, before, now,
                    causes.isEmpty() ? "not known" : String.join("; ", causes).replace('_', ' ')));
        }
    }

    private static double figure(Map<String, Object> row, String column) {
        return row.get(column) == null ? 0 : ((Number) row.get(column)).doubleValue();
    }
}
