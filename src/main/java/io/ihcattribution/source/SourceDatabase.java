package io.ihcattribution.source;

import io.ihcattribution.database.DataVersion;
import io.ihcattribution.database.FilePool;
import io.ihcattribution.database.FileReplaced;
import io.ihcattribution.database.OpenedFile;
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
    private final OpenedFile opened;
    private final FilePool pool;
    private final FilePool held;
    private final Duration busyTimeout;
    private final String named;

    private SourceDatabase(SqliteFile file, Duration busyTimeout, String named) {
        this.file = file;
        this.busyTimeout = busyTimeout;
        this.named = named;
        this.opened = new OpenedFile(file);
        this.pool = new FilePool(() -> file.readable().readingPool("source", MAX_CONNECTIONS, busyTimeout),
                this::requireInPlace);
        // It says what has become of the file that it has open.
        this.held = new FilePool(() -> file.readable().readingPool("source-version", 1, busyTimeout), () -> {});
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
        requireTables(file.readable(), busyTimeout);
        SourceDatabase source = new SourceDatabase(file, busyTimeout, named);
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
        return new DataVersion(file::stamp, held);
    }

    /** Which keys the database itself keeps unique, as its tables are now. */
    public DeclaredKeys declaredKeys() {
        return DeclaredKeys.of(pool);
    }

    /** Whether the file that was opened was replaced, emptied or deleted since. */
    public boolean isReplaced() {
        return !opened.isInPlace();
    }

    /**
     * Holds before every connection that is lent, so that nothing is read half of the one file and half of the other.
     *
     * @throws FileReplaced where the file was replaced, emptied or deleted since it was opened
     */
    public void requireInPlace() {
        if (isReplaced()) {
            throw new FileReplaced("the database " + file.path() + " was " + (file.exists() ? "replaced" : "deleted")
                    + " since it was read; the next run reads what is there then");
        }
    }

    /**
     * Opens the file anew where it was replaced, or written since: connections may hold pages of what was overwritten
     * by a copy, which SQLite cannot tell from one another where both count as many commits.
     *
     * @throws UnusableDatabase as {@link #reopenIfReplaced} does
     */
    public synchronized void reopenIfTouched() {
        if (isReplaced()) {
            reopenIfReplaced();
        } else if (opened.isTouched() && pool.unguarded().getHikariPoolMXBean().getActiveConnections() == 0) {
            opened.reopened();
            pool.reopen();
        }
    }

    /**
     * Opens the file anew where it was replaced: connections to the former one would go on reading what is deleted.
     *
     * @throws UnusableDatabase when there is none any more, the new one lacks a table or column, or the log of the
     *     former one lies beside it
     */
    public synchronized void reopenIfReplaced() {
        if (!isReplaced()) {
            return;
        }
        if (!file.exists()) {
            throw new UnusableDatabase("the database " + file.path() + " does not exist any more (" + named
                    + "); put it back, and the next run reads it");
        }
        if (opened.hasLeftItsLog()) {
            throw new UnusableDatabase("the database " + file.path() + " was replaced, but " + file.log()
                    + " beside it is the log of the former one, which SQLite would apply to it: delete the log and "
                    + file.shared() + " before anything opens the new file, and the next run reads it");
        }
        try {
            opened.reopened();
            pool.reopen();
            held.reopen();
            requireTables(file.readable(), busyTimeout);
        } catch (RuntimeException e) {
            opened.lost();
            throw e;
        }
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
            throw new UnusableDatabase("the database " + file.url() + " has " + String.join(", ", faults)
                    + "; expected those tables or views, with those columns. Does ihc.source.url (ihc.db.url) name the"
                    + " shop's database?");
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
