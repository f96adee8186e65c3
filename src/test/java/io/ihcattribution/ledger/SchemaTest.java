package io.ihcattribution.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.ihcattribution.database.SqliteFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.ArrayList;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new ledger starts from one script, an earlier one is migrated, and both come to the same. */
class SchemaTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    @Test
    void theScriptMakesWhatTheMigrationsMake() throws SQLException {
        SqliteFile migrated = file("migrated.db");
        // The two result tables of an earlier client are migrated, from the first migration on.
        execute(migrated,
                "create table channel_reporting (channel_name text, date text, cost real, ihc real, ihc_revenue real)");
        LedgerDatabase.open(migrated.url(), TIMEOUT).close();
        SqliteFile made = file("made.db");
        LedgerDatabase.open(made.url(), TIMEOUT).close();

        assertThat(rows(migrated, "select version from ihc_schema_history where version = '1'")).as("it was migrated")
                .hasSize(1);
        assertThat(schema(made)).as("src/main/resources/db/schema/sqlite.sql against db/migration/sqlite")
                .containsExactlyEntriesOf(schema(migrated));
        for (String table : rows(made, "select name from sqlite_master where type = 'table' and name like 'ihc%'"
                + " and name <> 'ihc_schema_history'")) {
            assertThat(rows(made, "select * from " + table)).as("rows of %s that the script inserts", table)
                    .isEqualTo(rows(migrated, "select * from " + table));
        }
    }

    @Test
    void theScriptIsOfTheVersionOfTheNewestMigration() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/migration/sqlite"))) {
            int newest = files.map(file -> file.getFileName().toString().replaceAll("V(\\d+)__.*", "$1"))
                    .mapToInt(Integer::parseInt).max().getAsInt();

            assertThat(Schema.VERSION).isEqualTo(newest);
        }
    }

    @Test
    void aNewLedgerIsMadeWithItsFolderAndALaterMigrationFindsNothingToDo() throws SQLException {
        SqliteFile made = file("data/new/ihc.db");
        try (LedgerDatabase ledger = LedgerDatabase.open(made.url(), TIMEOUT)) {
            assertThat(Schema.migrations(ledger.writing()).info().pending()).isEmpty();
            assertThat(Schema.migrations(ledger.writing()).migrate().migrationsExecuted).isZero();
        }
        List<String> history = rows(made, "select * from ihc_schema_history");

        LedgerDatabase.open(made.url(), TIMEOUT).close();

        assertThat(rows(made, "select * from ihc_schema_history")).isEqualTo(history).hasSize(1);
        assertThat(rows(made, "pragma journal_mode")).containsExactly("wal");
    }

    @Test
    void aLedgerThatIsNotThereReadsAsEmptyAndIsNotMade() throws SQLException {
        SqliteFile none = file("data/ihc.db");
        try (LedgerDatabase ledger = LedgerDatabase.openToRead(none.url(), TIMEOUT);
                Connection connection = ledger.reading().getConnection();
                ResultSet row = connection.createStatement().executeQuery("select count(*) from ihc_run")) {
            assertThat(row.getInt(1)).isZero();
            assertThat(ledger.hasLedger()).isFalse();
        }
        assertThat(folder.resolve("data")).doesNotExist();
    }

    private SqliteFile file(String name) {
        return SqliteFile.of(folder.resolve(name));
    }

    /** Every table, view and index by its name, as its statement has it: without comments and line ends. */
    private static SortedMap<String, String> schema(SqliteFile file) throws SQLException {
        SortedMap<String, String> schema = new TreeMap<>();
        for (String row : rows(file, "select name, sql from sqlite_master where sql is not null")) {
            String[] parts = row.split("\\|", 2);
            schema.put(parts[0], parts[1].replaceAll("--[^\n]*", "").replaceAll("\\s+", " ")
                    .replaceAll(" ?([(),]) ?", "$1")
                    .replace("\"", "").toLowerCase(java.util.Locale.ROOT));
        }
        return schema;
    }

    private static void execute(SqliteFile file, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(file.url()); Statement statement =
                connection.createStatement()) {
            for (String sql : Arrays.asList(statements)) {
                statement.execute(sql);
            }
        }
    }

    private static List<String> rows(SqliteFile file, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(file.url());
                ResultSet result = connection.createStatement().executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    cells.add(String.valueOf(result.getString(i)));
                }
                rows.add(String.join("|", cells));
            }
            return rows;
        }
    }
}
