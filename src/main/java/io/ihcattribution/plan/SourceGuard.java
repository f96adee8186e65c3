package io.ihcattribution.plan;

import io.ihcattribution.database.SqlFile;
import io.ihcattribution.run.Refusal;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What must hold of the shop's tables before a run reads them, so that nothing that is paid for is thrown away. */
public final class SourceGuard {

    private final JdbcClient source;
    private final JdbcClient ledger;

    public SourceGuard(DataSource source, DataSource ledger) {
        this.source = JdbcClient.create(source);
        this.ledger = JdbcClient.create(ledger);
    }

    /** @throws Refusal when a table is empty of whose rows the ledger knows */
    public void require() {
        Map<String, Object> sizes = source.sql(SqlFile.read("source/select_source_sizes")).query().singleRow();
        for (String table : List.of("conversions", "session_sources")) {
            if (((Number) sizes.get(table)).longValue() == 0) {
                requireNoneAttributed(table);
            }
        }
    }

    private void requireNoneAttributed(String table) {
        long attributed = ledger.sql(SqlFile.read("ledger/count_attributed")).query(Long.class).single();
        if (attributed > 0) {
            throw new Refusal("the table " + table + " is empty, but " + attributed
                    + " conversions are attributed; expected its rows. Is it being loaded anew? Nothing was changed");
        }
    }
}
