package io.ihcattribution.ledger;

import io.ihcattribution.database.SqlFile;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * The ledger's tables. A new ledger gets them from one script; one of an earlier version, or of an earlier client's two
 * result tables, is migrated. Flyway keeps its history in either, so that later migrations go on.
 */
final class Schema {

    /** Flyway's own table, there as soon as ours are. */
    private static final String HISTORY = "ihc_schema_history";

    private static final String SCRIPT = SqlFile.ofResource("/db/schema/sqlite.sql");

    /** The version of the last migration that the script has the tables of. */
    static final int VERSION = version();

    private Schema() {}

    /** Makes the tables or brings them up to date. */
    static void prepare(DataSource writing) throws SQLException {
        try (Connection connection = writing.getConnection()) {
            if (isCurrent(connection)) {
                return;
            }
            if (isNew(connection)) {
                create(connection);
                return;
            }
            standInForTheSource(connection);
        }
        migrations(writing).migrate();
    }

    /** Makes the tables of the script, all or none: a connection that is closed meanwhile takes them back. */
    static void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // The driver takes the statements of one text in turn.
            statement.executeUpdate("begin immediate;\n" + SCRIPT + "commit;");
        }
    }

    /** Whether the tables are there, in whatever version. */
    static boolean isThere(Connection connection) throws SQLException {
        return count(connection, "name = '" + HISTORY + "'") > 0;
    }

    /** Whether the tables are there as this version has them. */
    static boolean isCurrent(Connection connection) throws SQLException {
        if (!isThere(connection)) {
            return false;
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select max(cast(version as integer)) from " + HISTORY
                        + " where success = 1")) {
            return row.next() && row.getInt(1) >= VERSION;
        }
    }

    /** The migrations of earlier versions, as far as they are not done. */
    static Flyway migrations(DataSource dataSource) {
        return Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/migration/sqlite")
                .table(HISTORY)
                // The user's tables are there before us: a database that is not empty is a beginning like any other.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load();
    }

    private static boolean isNew(Connection connection) throws SQLException {
        return count(connection, "name like 'ihc\\_%' escape '\\' and type = 'table'"
                + " or name in ('attribution_customer_journey', 'channel_reporting')") == 0;
    }

    /** Migrations of earlier versions look into the shop's tables, which were in the same database then. */
    private static void standInForTheSource(Connection connection) throws SQLException {
        if (count(connection, "name = 'session_sources'") == 0) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(
                        "create temp table session_sources (session_id, channel_name, event_date, event_time)");
            }
        }
    }

    private static int count(Connection connection, String condition) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from sqlite_master where " + condition)) {
            return row.getInt(1);
        }
    }

    private static int version() {
        Matcher history = Pattern.compile("values \\(1, '(\\d+)', 'schema script'").matcher(SCRIPT);
        if (!history.find()) {
            throw new IllegalStateException("the schema script does not say its version");
        }
        return Integer.parseInt(history.group(1));
    }
}
