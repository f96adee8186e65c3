package io.ihcattribution.plan;

import io.ihcattribution.database.SqlFile;
import io.ihcattribution.report.CopiedCosts;
import io.ihcattribution.run.Loss;
import io.ihcattribution.run.LossLimits;
import io.ihcattribution.run.Refusal;
import io.ihcattribution.run.Run;
import io.ihcattribution.source.BeginOfHistory;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What must hold of the shop's tables before a run reads them, so that nothing that is paid for is thrown away. */
public final class SourceGuard {

    private final JdbcClient source;
    private final JdbcClient ledger;
    private final CopiedCosts costs;
    private final LossLimits limits;
    private final BeginOfHistory history;

    public SourceGuard(DataSource source, DataSource ledger, LossLimits limits, BeginOfHistory history) {
        this.source = JdbcClient.create(source);
        this.ledger = JdbcClient.create(ledger);
        this.costs = new CopiedCosts(ledger);
        this.limits = limits;
        this.history = history;
    }

    /**
     * Looks at the tables as a whole.
     *
     * @throws Refusal when a table is empty of whose rows the ledger knows, or costs are missing
     */
    public void require(Run run) {
        Map<String, Object> sizes = source.sql(SqlFile.read("source/select_source_sizes")).query().singleRow();
        for (String table : List.of("conversions", "session_sources")) {
            if (((Number) sizes.get(table)).longValue() == 0) {
                requireNoneAttributed(table, run);
            }
        }
        requireCosts(run);
    }

    /** Costs are paid for elsewhere, but a report with half of them would take the place of a good one. */
    private void requireCosts(Run run) {
        double now = source.sql(SqlFile.read("source/select_cost_size")).query(Double.class).single();
        CopiedCosts.Sum before = costs.since("");
        if (!run.request().accepted().isEmpty()
                || limits.refusal(before.cost(), now, before.cells(), LossLimits.NOTHING_DONE) == null) {
            return;
        }
        // Days before the first are not missing: an export may hold the last months only.
        String begin = history.get();
        before = costs.since(begin.substring(0, Math.min(10, begin.length())));
        String refusal = limits.refusal(before.cost(), now, before.cells(), LossLimits.NOTHING_DONE);
        if (refusal != null) {
            throw new Refusal(refusal);
        }
    }

    private void requireNoneAttributed(String table, Run run) {
        if (run.request().accepted().contains(table.equals("conversions") ? Loss.DELETED : Loss.OUTDATED)) {
            return;
        }
        long attributed = ledger.sql(SqlFile.read("ledger/count_attributed")).query(Long.class).single();
        if (attributed > 0) {
            throw new Refusal("the table " + table + " is empty, but " + attributed
                    + " conversions are attributed; expected its rows. Is it being loaded anew? Nothing was changed or"
                    + " bought. If this is meant, run once with --accept "
                    + (table.equals("conversions") ? "deleted" : "outdated"));
        }
    }
}
