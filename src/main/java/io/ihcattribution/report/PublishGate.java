package io.ihcattribution.report;

import java.util.Map;

/** What the routes ask of the publish gate: what the sources sum to, from whoever sums them, and whether the report does, too. */
public final class PublishGate {

    private final Reconciliation reconciliation = new Reconciliation();

    /** Keeps a row of {@code select_source_totals.sql} or {@code select_dated_source_totals.sql} for {@link #await}. */
    public void keep(SourceSums sums, ReportPeriod period, Map<String, Object> row) {
        sums.keep(period, row);
    }

    /** Keeps why there will be no sums. */
    public void fail(SourceSums sums, Exception fault) {
        sums.fail(fault);
    }

    /** The row of a period, once it is there; what went wrong instead is thrown. */
    public Map<String, Object> await(SourceSums sums, ReportPeriod period) throws Exception {
        return sums.await(period);
    }

    /**
     * Lets a report pass.
     *
     * @param report the row of {@code select_draft_totals.sql}
     * @param sources the row of {@code select_source_totals.sql} or {@code select_dated_source_totals.sql}
     * @throws ReportDoesNotReconcile when a figure is off
     */
    public void reconcile(ReportPeriod period, Map<String, Object> report, Map<String, Object> sources) {
        reconciliation.require(period, ReportTotals.of(report), SourceTotals.of(sources));
    }
}
