package io.ihcattribution.report;

import io.ihcattribution.batch.ConversionTyping;
import io.ihcattribution.figures.Figures;
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

    /** @param typing which type each conversion has */
    public TypeReport(ConversionTyping typing) {
        this.typing = typing;
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
    void reconcile(List<Map<String, Object>> differences) {
        if (!differences.isEmpty()) {
            throw new ReportDoesNotReconcile("the report is not published: by conversion type it does not sum to "
                    + differences.stream().map(row -> "ihc " + row.get("ihc") + " and ihc_revenue "
                            + row.get("ihc_revenue") + " of " + row.get("channel_name") + " on " + row.get("date")
                            + ", but to " + row.get("typed_ihc") + " and " + row.get("typed_revenue"))
                            .collect(Collectors.joining("; "))
                    + ". Someone writes to the ledger meanwhile; once that is over: --once --steps report, which makes"
                    + " no call");
        }
    }

    /** The cells of a row of {@code select_reporting_by_type.sql}. */
    static List<String> cells(Map<String, Object> row) {
        return List.of(row.get("conv_type_id").toString(), row.get("channel_name").toString(),
                row.get("date").toString(),
                Figures.text(((Number) row.get("ihc")).doubleValue()),
                Figures.text(((Number) row.get("ihc_revenue")).doubleValue()));
    }
}
