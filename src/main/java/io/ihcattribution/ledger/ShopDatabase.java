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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
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

    /** Flyway's own table, there as soon as ours are. */
    private static final String HISTORY = "ihc_schema_history";

    /** The one connection that writes is lent around; the pool itself refuses to wait for less than 250 ms. */
    private static final long LEAST_POOL_WAIT_MILLIS = 2_000;

    /** What the user's own tables must have. */
    static final Map<String, List<String>> TABLES = new LinkedHashMap<>();

    static {
        TABLES.put("conversions", List.of("conv_id", "user_id", "conv_date", "conv_time", "revenue"));
        TABLES.put("session_sources", List.of("session_id", "user_id", "event_date", "event_time", "channel_name",
                "holder_engagement", "closer_engagement", "impression_interaction"));
        TABLES.put("session_costs", List.of("session_id", "cost"));
    }

    private final String file;
    private final HikariDataSource writing;
    private final HikariDataSource reading;
    private final boolean indexed;
    /** The product's tables, empty, where a database to read has none; null otherwise. */
    private final EmptyLedger emptyLedger;
    /** Ends when our own tables and the index on the sessions' users are there; what went wrong is in it. */
    private final FutureTask<Void> preparation;
    private final boolean readsBesideWriting;

    private ShopDatabase(
            String file, HikariDataSource writing, HikariDataSource reading, boolean indexed, EmptyLedger emptyLedger,
            FutureTask<Void> preparation, boolean readsBesideWriting) {
        this.preparation = preparation;
        this.readsBesideWriting = readsBesideWriting;
        this.file = file;
        this.writing = writing;
        this.reading = reading;
        this.indexed = indexed;
        this.emptyLedger = emptyLedger;
    }

    /**
     * Opens the database: checks the user's tables, and begins to make or migrate our own and to make the index on sessions,
     * which {@link #await} waits for.
     *
     * @param url the JDBC URL
     * @param busyTimeout how long a statement waits for another program that holds the database
     * @throws UnusableDatabase when it is not there or lacks a table or column; nothing was written then
     */
    public static ShopDatabase open(String url, Duration busyTimeout) {
        requireFile(url);
        requireTables(url, busyTimeout, false);
        HikariDataSource writing = pool(url, busyTimeout, false, null);
        try {
            boolean wal;
            try (Connection connection = writing.getConnection();
                    ResultSet mode = connection.createStatement().executeQuery("pragma journal_mode = wal")) {
                wal = mode.next() && mode.getString(1).equalsIgnoreCase("wal");
            }
            FutureTask<Void> preparation = new FutureTask<>(() -> {
                migrate(writing);
                try (Connection connection = writing.getConnection()) {
                    indexSessionsByUser(connection);
                    return null;
                }
            });
            Thread thread = new Thread(preparation, "prepare-database");
            // A fault elsewhere ends the process without waiting for it; what it does is done in transactions.
            thread.setDaemon(true);
            thread.start();
            return new ShopDatabase(file(url), writing, pool(url, busyTimeout, true, null), true, null, preparation, wal);
        } catch (SQLException e) {
            writing.close();
            throw new UnusableDatabase("the database " + url + " cannot be used: " + sentence(e), e);
        } catch (RuntimeException e) {
            writing.close();
            throw e;
        }
    }

    /**
     * Opens the database to read and nothing else: no table is made or migrated, and what tries to write fails. A file
     * that cannot be written will do. Where the product's tables are missing they read as empty.
     *
     * @param url the JDBC URL
     * @param busyTimeout how long a statement waits for another program that holds the database
     * @throws UnusableDatabase when it is not there, lacks a table or column, or holds the product's tables as an earlier
     *     version left them
     */
    public static ShopDatabase openToRead(String url, Duration busyTimeout) {
        requireFile(url);
        String readable = isOnReadOnlyFolder(url) ? immutable(url) : url;
        requireTables(readable, busyTimeout, true);
        EmptyLedger empty = null;
        HikariDataSource reading = null;
        try {
            if (!holdsLedger(readable, busyTimeout)) {
                empty = EmptyLedger.make();
            }
            reading = pool(readable, busyTimeout, true, empty);
            if (empty == null && migrations(reading).info().pending().length > 0) {
                throw new UnusableDatabase("the database " + url + " holds this product's tables as an earlier version"
                        + " left them; a run brings them up to date (--once --steps report makes no call)");
            }
            try (Connection connection = reading.getConnection()) {
                return new ShopDatabase(file(url), reading, reading, hasIndexByUser(connection), empty, null, false);
            }
        } catch (SQLException | FlywayException e) {
            close(reading, empty);
            throw new UnusableDatabase("the database " + url + " cannot be used: " + sentence(e), e);
        } catch (RuntimeException e) {
            close(reading, empty);
            throw e;
        }
    }

    /**
     * Waits for the product's tables and the index on sessions; only then may anything be read or written. On a large table
     * the index takes a while, in which others can get ready.
     *
     * @throws UnusableDatabase when they could not be made
     */
    public void await() {
        try {
            if (preparation != null) {
                preparation.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the database got ready", e);
        } catch (ExecutionException e) {
            throw new UnusableDatabase("the database " + file + " cannot be used: " + sentence(e), e);
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

    /** Whether an index gives the sessions of a user; without one a query had better read many users at once. */
    public boolean isIndexed() {
        return indexed;
    }

    /** Whether it can be read while a transaction writes; some file systems do not allow the write-ahead log that it takes. */
    public boolean readsBesideWriting() {
        return readsBesideWriting;
    }

    /** Whether the product's tables are there, rather than read as empty because no run has made them. */
    public boolean hasLedger() {
        return emptyLedger == null;
    }

    @Override
    public void close() {
        reading.close();
        writing.close();
        close(null, emptyLedger);
    }

    private static void close(HikariDataSource pool, EmptyLedger empty) {
        if (pool != null) {
            pool.close();
        }
        if (empty != null) {
            empty.close();
        }
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

    /**
     * Whether neither the file nor its folder can be written: SQLite then cannot make the files that it wants beside one in
     * WAL mode. Such a file that has no log beside it does not change, and is read as it is.
     */
    private static boolean isOnReadOnlyFolder(String url) {
        Path file = Path.of(file(url)).toAbsolutePath();
        return !Files.isWritable(file) && !Files.isWritable(file.getParent())
                && !Files.exists(Path.of(file + "-wal")) && !url.contains("immutable=");
    }

    private static String immutable(String url) {
        String path = url.substring(SQLITE.length());
        // As a URI, in which these mean something else.
        String uri = path.startsWith("file:") ? path : "file:" + path.replace("%", "%25").replace("#", "%23");
        return SQLITE + uri + (uri.contains("?") ? "&" : "?") + "immutable=1";
    }

    private static HikariDataSource pool(String url, Duration busyTimeout, boolean readOnly, EmptyLedger empty) {
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
        if (empty != null) {
            // SQLite looks for a table in the database first, then in what is attached to it.
            config.setConnectionInitSql(empty.attachment());
        }
        if (readOnly) {
            config.addDataSourceProperty("open_mode", "1");
        } else {
            config.addDataSourceProperty("synchronous", "NORMAL");
            config.addDataSourceProperty("transaction_mode", "IMMEDIATE");
        }
        return new HikariDataSource(config);
    }

    /** Without a pool, which would try for long to connect to what is no database. */
    private static void requireTables(String url, Duration busyTimeout, boolean readOnly) {
        try (Connection connection = DriverManager.getConnection(url, properties(busyTimeout, readOnly))) {
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

    private static Properties properties(Duration busyTimeout, boolean readOnly) {
        Properties properties = new Properties();
        properties.setProperty("busy_timeout", Long.toString(busyTimeout.toMillis()));
        if (readOnly) {
            properties.setProperty("open_mode", "1");
        }
        return properties;
    }

    private static boolean holdsLedger(String url, Duration busyTimeout) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, properties(busyTimeout, true));
                ResultSet tables = connection.getMetaData().getTables(null, null, HISTORY, null)) {
            return tables.next();
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
        migrations(dataSource).migrate();
    }

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

    /** The one thing that is added to a table of the user's, and only where no index of theirs serves. */
    private static void indexSessionsByUser(Connection connection) throws SQLException {
        try (ResultSet tables = connection.getMetaData().getTables(null, null, "session_sources", new String[] {"TABLE"})) {
            if (!tables.next()) {
                // A view has no index of its own.
                return;
            }
        }
        if (hasIndexByUser(connection)) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute(SqlFile.read("sqlite/create_session_sources_user_index"));
        }
    }

    private static boolean hasIndexByUser(Connection connection) throws SQLException {
        try (ResultSet indexes = connection.getMetaData().getIndexInfo(null, null, "session_sources", false, true)) {
            while (indexes.next()) {
                if (indexes.getInt("ORDINAL_POSITION") <= 1 && "user_id".equalsIgnoreCase(indexes.getString("COLUMN_NAME"))) {
                    return true;
                }
            }
        }
        return false;
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
