package io.ihcattribution.source;

import com.zaxxer.hikari.HikariDataSource;
import io.ihcattribution.database.DataVersion;
import io.ihcattribution.database.SqlFile;
import io.ihcattribution.database.SqliteFile;
import io.ihcattribution.database.UnusableDatabase;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The shop's database, which is read and never written: conversions, sessions and costs, as tables or views. */
public final class SourceDatabase implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SourceDatabase.class);

    private static final int MAX_CONNECTIONS = 4;

    /** What an earlier version made in the shop's database; nothing reads by it any more. */
    private static final String FORMER_INDEX = "ihc_session_sources_user";

    private static final Map<String, List<String>> TABLES = new LinkedHashMap<>();

    static {
        TABLES.put("conversions", List.of("conv_id", "user_id", "conv_date", "conv_time", "revenue"));
        TABLES.put("session_sources", List.of("session_id", "user_id", "event_date", "event_time", "channel_name",
                "holder_engagement", "closer_engagement", "impression_interaction"));
        TABLES.put("session_costs", List.of("session_id", "cost"));
    }

    private final SqliteFile file;
    private final HikariDataSource pool;
    private final HikariDataSource held;
    private final Duration busyTimeout;
    private Object identity;

    private SourceDatabase(SqliteFile file, HikariDataSource pool, HikariDataSource held, Duration busyTimeout) {
        this.file = file;
        this.pool = pool;
        this.held = held;
        this.busyTimeout = busyTimeout;
        this.identity = file.identity();
    }

    /**
     * Opens the database; a file that cannot be written will do.
     *
     * @param url the JDBC URL
     * @param busyTimeout how long a statement waits for another program that holds the database
     * @param named which setting names it, for the sentence of one that is not there
     * @throws UnusableDatabase when it is not there, or lacks a table or column
     */
    public static SourceDatabase open(String url, Duration busyTimeout, String named) {
        SqliteFile file = new SqliteFile(url);
        if (!file.exists()) {
            // SQLite would make a missing file; an empty database is not what anyone means by a wrong path.
            throw new UnusableDatabase("the database " + file.path() + " does not exist (" + named + ")");
        }
        SqliteFile readable = file.readable();
        requireTables(readable, busyTimeout);
        SourceDatabase source = new SourceDatabase(file, readable.readingPool("source", MAX_CONNECTIONS, busyTimeout),
                readable.readingPool("source-version", 1, busyTimeout), busyTimeout);
        if (JdbcClient.create(source.pool).sql(SqlFile.read("source/sqlite/count_indexes")).param("name", FORMER_INDEX)
                .query(Integer.class).single() > 0) {
            LOG.info("{} has an index that an earlier version made and nothing reads any more; to be rid of it:"
                    + " drop index {};", file.path(), FORMER_INDEX);
        }
        return source;
    }

    /** The pool of connections that can only read. */
    public DataSource dataSource() {
        return pool;
    }

    /** The database's file. */
    public SqliteFile file() {
        return file;
    }

    /** Asks a connection of its own whether anybody has written to the database, or replaced its file. */
    public DataVersion version() {
        return new DataVersion(file, held);
    }

    /** Which keys the database itself keeps unique, as its tables are now. */
    public DeclaredKeys declaredKeys() {
        return DeclaredKeys.of(pool);
    }

    /** Whether the file that was opened was replaced, emptied or deleted since. */
    public synchronized boolean isReplaced() {
        return identity != null && !identity.equals(file.identity());
    }

    /**
     * Opens the file anew where it was replaced: connections to the old one would go on reading what is deleted.
     *
     * @throws UnusableDatabase when there is none any more, or the new one lacks a table or column
     */
    public synchronized void reopenIfReplaced() {
        if (!isReplaced()) {
            return;
        }
        if (!file.exists()) {
            throw new UnusableDatabase("the database " + file.path() + " does not exist any more");
        }
        requireTables(file.readable(), busyTimeout);
        pool.getHikariPoolMXBean().softEvictConnections();
        held.getHikariPoolMXBean().softEvictConnections();
        identity = file.identity();
        LOG.info("{} was replaced by another file, which is read from now on", file.path());
    }

    @Override
    public void close() {
        pool.close();
        held.close();
    }

    private static void requireTables(SqliteFile file, Duration busyTimeout) {
        List<String> faults = new ArrayList<>();
        try (Connection connection = file.connect(busyTimeout)) {
            for (Map.Entry<String, List<String>> table : TABLES.entrySet()) {
                Set<String> columns = columns(connection.getMetaData(), table.getKey());
                if (columns.isEmpty()) {
                    faults.add("no table " + table.getKey());
                    continue;
                }
                table.getValue().stream().filter(column -> !columns.contains(column))
                        .forEach(column -> faults.add("no column " + table.getKey() + "." + column));
            }
        } catch (SQLException e) {
            throw file.unusable(e);
        }
        if (!faults.isEmpty()) {
            throw new UnusableDatabase("the database " + file.url() + " has " + String.join(", ", faults));
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
}
