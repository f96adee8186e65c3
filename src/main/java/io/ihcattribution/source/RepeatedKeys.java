package io.ihcattribution.source;

import io.ihcattribution.database.SqlFile;
import io.ihcattribution.run.Run;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps in the ledger which keys stand in several rows of the source, as long as journeys and report look them up
 * there.
 */
public final class RepeatedKeys {

    private final SourceDatabase source;
    private final NamedParameterJdbcTemplate writing;
    private final TransactionTemplate transaction;

    public RepeatedKeys(SourceDatabase source, DataSource writing, PlatformTransactionManager transactions) {
        this.source = source;
        this.writing = new NamedParameterJdbcTemplate(writing);
        this.transaction = new TransactionTemplate(transactions);
    }

    /** The keys that were known go, those of today come. */
    public void keep(Run run) {
        if (run.isDry()) {
            return;
        }
        DeclaredKeys keys = source.declaredKeys();
        List<SqlParameterSource> found = new ArrayList<>();
        if (!keys.areAllDeclared()) {
            JdbcClient.create(source.dataSource()).sql(SqlFile.read("source/select_keys_of_several_rows"))
                    .param("conversionsKeyed", keys.conversions()).param("sessionsKeyed", keys.sessions())
                    .param("costsKeyed", keys.costs())
                    .query((row, number) -> found.add(new MapSqlParameterSource("source", row.getString("source"))
                            .addValue("id", row.getString("id")))).list();
        }
        transaction.executeWithoutResult(status -> {
            writing.getJdbcOperations().update(SqlFile.read("delete_repeated_keys"));
            writing.batchUpdate(SqlFile.read("insert_repeated_key"), found.toArray(SqlParameterSource[]::new));
        });
    }
}
