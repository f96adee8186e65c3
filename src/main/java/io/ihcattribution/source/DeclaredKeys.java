package io.ihcattribution.source;

import io.ihcattribution.database.SqlFile;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which keys of the shop's tables the database itself keeps from standing in several rows: where it does, nobody need
 * look for such rows.
 *
 * @param conversions 1 where conversions.conv_id is such a key, else 0
 * @param sessions 1 where session_sources.session_id is, else 0
 * @param costs 1 where session_costs.session_id is, else 0
 */
public record DeclaredKeys(int conversions, int sessions, int costs) {

    /** Asks a database. */
    static DeclaredKeys of(DataSource source) {
        Map<String, Integer> declared = JdbcClient.create(source)
                .sql(SqlFile.read("source/sqlite/select_key_declarations"))
                .query((row, number) -> Map.entry(row.getString("source"), row.getInt("declared"))).list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return new DeclaredKeys(declared.get("conversions"), declared.get("session_sources"),
                declared.get("session_costs"));
    }
}
