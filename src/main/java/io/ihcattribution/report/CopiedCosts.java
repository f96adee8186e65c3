package io.ihcattribution.report;

import io.ihcattribution.database.SqlFile;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/** The costs that the last report was made of. */
public final class CopiedCosts {

    private final NamedParameterJdbcTemplate ledger;

    /** @param ledger connections that read the ledger */
    public CopiedCosts(DataSource ledger) {
        this.ledger = new NamedParameterJdbcTemplate(ledger);
    }

    /**
     * The costs of some dates.
     *
     * @param cells the labels and dates that have any
     * @param cost what they sum to
     */
    public record Sum(long cells, double cost) {}

    /** The costs from a date on; the empty text is before all dates. */
    public Sum since(String firstDate) {
        return ledger.queryForObject(SqlFile.read("report/select_cost_copy"), Map.of("firstDate", firstDate),
                (row, number) -> new Sum(row.getLong("cells"), row.getDouble("cost")));
    }
}
