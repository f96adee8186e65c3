package io.ihcattribution.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * The shop's database, in which results and ledger are kept, too: one pool that reads and one connection that writes,
 * for SQLite takes one writer at a time.
 */
public final class ShopDatabase implements AutoCloseable {

    private static final String SQLITE = "jdbc:sqlite:";

    /** The one connection that writes is lent around; the pool itself refuses to wait for less than 250 ms. */
    private static final long LEAST_POOL_WAIT_MILLIS = 2_000;

    /** What the user's own tables must have. */
    private static final Map<String, List<String>> TABLES = new LinkedHashMap<>();

    static {
        TABLES.put("conversions", List.of("conv_id", "user_id", "conv_date", "conv_time", "revenue"));
        TABLES.put("session_sources", List.of("session_id", "user_id", "event_date", "event_time", "channel_name",
                "holder_engagement", "closer_engagement", "impression_interaction"));
        TABLES.put("session_costs", List.of("session_id", "cost"));
    }

    private final String file;
    private final HikariDataSource writing;
    private final HikariDataSource reading;

    private ShopDatabase(String file, HikariDataSource writing, HikariDataSource reading) {
        this.file = file;
        this.writing = writing;
        this.reading = reading;
    }

    /**
     * Opens the database: checks the user's tables, then makes or migrates our own.
     *
     * @param url the JDBC URL
     * @param busyTimeout how long a statement waits for another program that holds the database
     * @throws UnusableDatabase when it is not there or lacks a table or column; nothing was written then
     */
    public static ShopDatabase open(String url, Duration busyTimeout) {
        requireFile(url);
        requireTables(url, busyTimeout);
        HikariDataSource writing = pool(url, busyTimeout, false);
        try {
            try (Connection connection = writing.getConnection()) {
                connection.createStatement().execute("pragma journal_mode = wal");
            }
            migrate(writing);
            try (Connection connection = writing.getConnection()) {
                indexSessionsByUser(connection);
            }
            return new ShopDatabase(file(url), writing, pool(url, busyTimeout, true));
        } catch (SQLException | FlywayException e) {
            writing.close();
            throw new UnusableDatabase("the database " + url + " cannot be used: " + sentence(e), e);
        } catch (RuntimeException e) {
            writing.close();
            throw e;
        }
    }

    /** Whether a JDBC URL is one of a database that is supported. */
    public static boolean supports(String url) {
        return url.startsWith(SQLITE) && url.length() > SQLITE.length();
    }

    /** The path of the database's file. */
    public String file() {
        return file;
    }

    /** The pool with the one connection that writes. */
    public DataSource writing() {
        return writing;
    }

    /** The pool of connections that can only read. */
    public DataSource reading() {
        return reading;
    }

    @Override
    public void close() {
        reading.close();
        writing.close();
    }

    /** SQLite would make a missing file; an empty database is not what anyone means by a wrong path. */
    private static void requireFile(String url) {
        String path = file(url);
        if (!Files.isRegularFile(Path.of(path))) {
            throw new UnusableDatabase("the database " + path + " does not exist (ihc.db.url is " + url + ")");
        }
    }

    private static String file(String url) {
        return url.substring(SQLITE.length()).replaceFirst("\\?.*$", "").replaceFirst("^file:", "");
    }

    private static HikariDataSource pool(String url, Duration busyTimeout, boolean readOnly) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(readOnly ? "reading" : "writing");
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(readOnly ? 4 : 1);
        config.setMinimumIdle(1);
        // Longer than any statement may wait for another program: the pool must not give up first.
        config.setConnectionTimeout(Math.max(LEAST_POOL_WAIT_MILLIS, busyTimeout.toMillis() * 4));
        config.setInitializationFailTimeout(-1);
        // A new one would not know what others have written since: see ForeignCommits.
        config.setMaxLifetime(0);
        config.setReadOnly(readOnly);
        config.addDataSourceProperty("busy_timeout", Long.toString(busyTimeout.toMillis()));
        if (readOnly) {
            config.addDataSourceProperty("open_mode", "1");
        } else {
            config.addDataSourceProperty("synchronous", "NORMAL");
            config.addDataSourceProperty("transaction_mode", "IMMEDIATE");
        }
        return new HikariDataSource(config);
    }

    /** Without a pool, which would try for long to connect to what is no database. */
    private static void requireTables(String url, Duration busyTimeout) {
        Properties properties = new Properties();
        properties.setProperty("busy_timeout", Long.toString(busyTimeout.toMillis()));
        try (Connection connection = DriverManager.getConnection(url, properties)) {
            requireTables(url, connection.getMetaData());
        } catch (SQLException e) {
            throw new UnusableDatabase("the database " + url + " cannot be used: " + sentence(e), e);
        }
    }

    private static void requireTables(String url, DatabaseMetaData metaData) throws SQLException {
        List<String> faults = new ArrayList<>();
        for (Map.Entry<String, List<String>> table : TABLES.entrySet()) {
            Set<String> columns = columns(metaData, table.getKey());
            if (columns.isEmpty()) {
                faults.add("no table " + table.getKey());
                continue;
            }
            table.getValue().stream().filter(column -> !columns.contains(column))
                    .forEach(column -> faults.add("no column " + table.getKey() + "." + column));
        }
        if (!faults.isEmpty()) {
            throw new UnusableDatabase("the database " + url + " has " + String.join(", ", faults));
        }
    }

    private static Set<String> columns(DatabaseMetaData metaData, String table) throws SQLException {
        Set<String> columns = new LinkedHashSet<>();
        try (ResultSet rows = metaData.getColumns(null, null, table, null)) {
            while (rows.next()) {
                if (rows.getString("TABLE_NAME").equalsIgnoreCase(table)) {
                    columns.add(rows.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
                }
            }
        }
        return columns;
    }

    private static void migrate(DataSource dataSource) {
        Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/migration/sqlite")
                .table("ihc_schema_history")
                // The user's tables are there before us: a database that is not empty is a beginning like any other.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }

    /** The one thing that is added to a table of the user's, and only where no index of theirs serves. */
    private static void indexSessionsByUser(Connection connection) throws SQLException {
        try (ResultSet tables = connection.getMetaData().getTables(null, null, "session_sources", new String[] {"TABLE"})) {
            if (!tables.next()) {
                // A view has no index of its own.
                return;
            }
        }
        try (ResultSet indexes = connection.getMetaData().getIndexInfo(null, null, "session_sources", false, true)) {
            while (indexes.next()) {
                if (indexes.getInt("ORDINAL_POSITION") <= 1 && "user_id".equalsIgnoreCase(indexes.getString("COLUMN_NAME"))) {
                    return;
                }
            }
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(SqlFile.read("sqlite/create_session_sources_user_index"));
        }
    }

    private static String sentence(Exception e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof SQLiteException sqlite && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_NOTADB) {
            return "the file is not a SQLite database";
        }
        return cause.getMessage();
    }
}
