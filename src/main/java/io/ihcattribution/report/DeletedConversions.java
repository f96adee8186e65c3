package io.ihcattribution.report;

import io.ihcattribution.database.SqlFile;
import io.ihcattribution.run.Run;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** Conversions that the ledger knows and that the source has no more; within the caller's transaction. */
public final class DeletedConversions {

    private static final Logger LOG = LoggerFactory.getLogger(DeletedConversions.class);

    private final NamedParameterJdbcTemplate ledger;

    /** @param writing the connection that writes the ledger */
    public DeletedConversions(DataSource writing) {
        this.ledger = new NamedParameterJdbcTemplate(writing);
    }

    /**
     * How many attributed conversions are not among those that {@link LedgerCopies} has just read. A run that takes no
     * credits back counts only those that the copy still has: of the others nothing changes.
     */
    public long count(Run run) {
        return count(run.readsAllConversions());
    }

    /** How many of those that the copy has are not among those that were just read. */
    long countNew() {
        return count(false);
    }

    private long count(boolean withAbsent) {
        return ledger.queryForObject(sql("count_deleted_conversions"), Map.of("withAbsent", withAbsent ? 1 : 0),
                Long.class);
    }

    /**
     * Deletes what the ledger holds of the conversions that the source did not have when it was read last.
     *
     * @param runId the run, for the log
     */
    public void delete(String runId) {
        long deleted = ledger.queryForObject(sql("count_gone_journeys"), Map.of(), Long.class);
        if (deleted > 0) {
            List.of("insert_deleted_former_credits", "delete_deleted_credits", "delete_deleted_journeys")
                    .forEach(statement -> ledger.update(sql(statement), Map.of()));
            LOG.info("run {}: {} conversions are not in the table conversions any more; their credits go", runId,
                    deleted);
        }
    }

    private static String sql(String statement) {
        return SqlFile.read("ledger/" + statement);
    }
}
