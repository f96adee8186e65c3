package io.ihcattribution.report;

import io.ihcattribution.database.SqlFile;
import io.ihcattribution.ledger.WriteTransactions;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Conversions that were attributed and that the source has no more: a few were cancelled and lose their credits; many
 * at once are a table that is half loaded, and what was paid for them must not be thrown away.
 */
public final class DeletedConversions {

    private static final Logger LOG = LoggerFactory.getLogger(DeletedConversions.class);

    /** Fewer than fit one request are never too many: small shops delete a large share with one order. */
    private static final int ALWAYS_MEANT = 100;

    private final JdbcTemplate ledger;
    private final TransactionTemplate transaction;
    private final int maxPercent;

    /**
     * @param writing the connection that writes the ledger
     * @param maxPercent how many of the attributed conversions may be deleted between two runs, percent
     */
    public DeletedConversions(DataSource writing, int maxPercent) {
        this.ledger = new JdbcTemplate(writing);
        this.transaction = new TransactionTemplate(new WriteTransactions(writing));
        this.maxPercent = maxPercent;
    }

    /**
     * Deletes what the ledger holds of the conversions that the source did not have when it was read last.
     *
     * @param runId the run, for the log
     * @throws UnusableSources when they are too many to be meant; nothing was changed then
     */
    public void delete(String runId) {
        transaction.executeWithoutResult(status -> {
            Map<String, Object> counts = ledger.queryForMap(sql("count_deleted_conversions"));
            long attributed = number(counts, "attributed");
            long gone = number(counts, "attributed_deleted");
            if (gone > ALWAYS_MEANT && gone * 100 > attributed * maxPercent) {
                throw new UnusableSources(gone + " of " + attributed + " attributed conversions are not in the table"
                        + " conversions any more; expected at most " + maxPercent
                        + " percent (ihc.quality.max-vanished)."
                        + " Is it being loaded anew? Nothing was changed. If they are meant to be gone, run once with a"
                        + " higher limit");
            }
            if (number(counts, "deleted") > 0) {
                LOG.info("run {}: {} conversions are not in the table conversions any more; their credits go", runId,
                        counts.get("deleted"));
                List.of("insert_deleted_former_credits", "delete_deleted_credits", "delete_deleted_journeys")
                        .forEach(statement -> ledger.update(sql(statement)));
            }
        });
    }

    private static String sql(String statement) {
        return SqlFile.read("ledger/" + statement);
    }

    private static long number(Map<String, Object> row, String column) {
        return ((Number) row.get(column)).longValue();
    }
}
