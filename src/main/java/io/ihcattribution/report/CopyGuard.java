package io.ihcattribution.report;

import io.ihcattribution.database.SqlFile;
import io.ihcattribution.figures.ExactSum;
import io.ihcattribution.run.LossLimits;
import io.ihcattribution.run.Losses;
import io.ihcattribution.run.Refusal;
import io.ihcattribution.run.Run;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Keeps a table that is half loaded out of the report: judges what was read of the source before it is taken over. */
public final class CopyGuard {

    private final LossLimits limits;
    private final DeletedConversions deleted;
    private final CopiedCosts costs;
    private final JdbcTemplate ledger;

    /** @param writing the connection that writes the ledger */
    public CopyGuard(LossLimits limits, DataSource writing) {
        this.limits = limits;
        this.deleted = new DeletedConversions(writing);
        this.costs = new CopiedCosts(writing);
        this.ledger = new JdbcTemplate(writing);
    }

    /**
     * Compares the conversions that were read with the copy, within the transaction that takes them over.
     *
     * @throws Refusal when too many are missing; the last report stays
     */
    void requireConversions(Run run) {
        long attributed = ledger.queryForObject(SqlFile.read("ledger/count_attributed"), Long.class);
        require(limits.refusal(new Losses(attributed, 0, deleted.countNew(), 0, 0, Map.of(), null),
                run.request().accepted(), LossLimits.NOT_PUBLISHED));
    }

    /**
     * Compares the costs that were read with the copy, within the transaction that takes them over. Whoever has
     * accepted that sessions or conversions are missing has accepted that of their costs.
     *
     * @param read the costs by label and date
     * @throws Refusal when too much is missing; the last report stays
     */
    void requireCosts(Run run, Map<String, Map<String, ExactSum>> read) {
        if (run.request().accepted().isEmpty()) {
            require(missingCosts(read));
        }
    }

    private static void require(String refusal) {
        if (refusal != null) {
            throw new Refusal(refusal);
        }
    }

    private String missingCosts(Map<String, Map<String, ExactSum>> read) {
        // Days before the first are not missing: an export may hold the last months only.
        String first = read.values().stream().flatMap(dates -> dates.keySet().stream())
                .filter(date -> !date.startsWith("(")).min(String::compareTo).orElse("");
        CopiedCosts.Sum before = costs.since(first);
        double now = read.values().stream().flatMap(dates -> dates.entrySet().stream())
                .filter(date -> date.getKey().compareTo(first) >= 0).mapToDouble(date -> date.getValue().value()).sum();
        return limits.refusal(before.cost(), now, before.cells(), LossLimits.NOT_PUBLISHED);
    }
}
