package io.ihcattribution.ledger;

import com.zaxxer.hikari.HikariDataSource;
import io.ihcattribution.database.DataVersion;
import io.ihcattribution.database.FilePool;
import io.ihcattribution.database.OpenedFile;
import io.ihcattribution.database.SqliteFile;
import io.ihcattribution.database.UnusableDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ledger, in which the result tables are, too: one pool that reads and one connection that writes. */
public final class LedgerDatabase implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerDatabase.class);
    private static final int MAX_READING = 4;

    private final SqliteFile file;
    private final OpenedFile opened;
    private final FilePool writing;
    private final FilePool reading;
    /** The tables without a row, where there is no ledger to read; null otherwise. */
    private final EmptyLedger empty;
    private final boolean readsBesideWriting;
    private final Duration busyTimeout;
    private LedgerDatabase(
            SqliteFile file, HikariDataSource writing, HikariDataSource reading, EmptyLedger empty,
            boolean readsBesideWriting, Duration busyTimeout) {
        this.file = file;
        this.busyTimeout = busyTimeout;
        this.opened = new OpenedFile(file);
        this.writing = new FilePool(() -> writing, this::requireInPlace);
        this.reading = new FilePool(() -> reading, this::requireInPlace);
        this.empty = empty;
        this.readsBesideWriting = readsBesideWriting;
    }

    /**
     * Opens the ledger. A missing one is made with its folder, one of an earlier version is brought up to date.
     *
     * @param url the JDBC URL
     * @param busyTimeout how long a statement waits for another program that holds the database
     * @throws UnusableDatabase when it cannot be used
     */
    public static LedgerDatabase open(String url, Duration busyTimeout) {
        SqliteFile file = new SqliteFile(url);
        try {
            Files.createDirectories(file.path().toAbsolutePath().getParent());
            if (file.exists()) {
                // A pool would try for long to connect to what is no database.
                try (Connection connection = file.connect(busyTimeout)) {
                    Schema.isThere(connection);
                }
            }
            HikariDataSource writing = file.writingPool("writing", busyTimeout);
            try {
                boolean wal = writeAhead(writing);
                Schema.prepare(writing);
                return new LedgerDatabase(file, writing, file.readingPool("reading", MAX_READING, busyTimeout), null,
                        wal, busyTimeout);
            } catch (SQLException | RuntimeException e) {
                writing.close();
                throw e;
            }
        } catch (SQLException | FlywayException | IOException e) {
            throw file.unusable(e);
        }
    }

    private static boolean writeAhead(DataSource writing) throws SQLException {
        try (Connection connection = writing.getConnection();
                ResultSet mode = connection.createStatement().executeQuery("pragma journal_mode = wal")) {
            return mode.next() && mode.getString(1).equalsIgnoreCase("wal");
        }
    }

    /**
     * Opens the ledger to read and nothing else: no file or table is made or migrated, and what tries to write fails. A
     * file that cannot be written will do. Where there is no ledger yet it reads as empty.
     *
     * @param url the JDBC URL
     * @param busyTimeout how long a statement waits for another program that holds the database
     * @throws UnusableDatabase when it cannot be used, or is as an earlier version left it
     */
    public static LedgerDatabase openToRead(String url, Duration busyTimeout) {
        SqliteFile file = new SqliteFile(url);
        SqliteFile readable = file.exists() ? file.readable() : new SqliteFile("jdbc:sqlite::memory:");
        EmptyLedger empty = null;
        try {
            empty = isThere(file, readable, busyTimeout) ? null : EmptyLedger.make();
            HikariDataSource reading = readable.readingPool(
                    "reading", MAX_READING, busyTimeout, empty == null ? null : empty.attachment());
            return new LedgerDatabase(file, reading, reading, empty, false, busyTimeout);
        } catch (SQLException e) {
            throw file.unusable(e);
        }
    }

    /** The database's file. */
    public SqliteFile file() {
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

    /** Asks the one connection that writes whether others have written. */
    public DataVersion version() {
        return new DataVersion(file::identity, writing.unguarded());
    }

    /**
     * Whether it can be read while a transaction writes; some file systems do not allow the write-ahead log that it
     * takes.
     */
    public boolean readsBesideWriting() {
        return readsBesideWriting;
    }

    /** Whether there is a ledger, rather than one that reads as empty because no run has made it. */
    public boolean hasLedger() {
        return empty == null;
    }

    /**
     * Whether the file that was opened is still the one of its name; what is written to one that was replaced or
     * deleted is lost.
     */
    public boolean isInPlace() {
        return opened.isInPlace();
    }

    /**
     * Holds before every connection that is lent: nothing is written to a file that is gone, nor beside one that is
     * not ours.
     *
     * @throws UnusableDatabase where the file was replaced or deleted
     */
    public void requireInPlace() {
        if (isInPlace()) {
            return;
        }
        throw new UnusableDatabase(file.exists()
                ? "the ledger's file " + file.path() + " was replaced since the start; what is there now is not what"
                        + " was opened, so nothing is bought or written. Put the former file back, or restart to go"
                        + " on with the one that is there now"
                : "the ledger's file " + file.path() + " was deleted since the start; what is written to it would be"
                        + " lost, so nothing is bought or written. Put it back, or put a backup in its place and"
                        + " restart: a start without it makes a new ledger and buys every journey again");
    }

    /**
     * Takes what is in the log into the file, as far as nobody else is at work, and empties the log: whatever a log
     * holds SQLite would apply to a file that is put in the place of this one.
     */
    public void emptyLog() {
        if (!readsBesideWriting) {
            return;
        }
        try (Connection connection = writing.unguarded().getConnection();
                Statement statement = connection.createStatement()) {
            // One that reads for long is not waited for.
            statement.execute("pragma busy_timeout = 0");
            try {
                statement.execute("pragma wal_checkpoint(truncate)");
            } finally {
                statement.execute("pragma busy_timeout = " + busyTimeout.toMillis());
            }
        } catch (SQLException e) {
            LOG.debug("the log of {} stays as it is", file.path(), e);
        }
    }

    @Override
    public void close() {
        reading.close();
        writing.close();
        if (empty != null) {
            empty.close();
        }
    }

    private static boolean isThere(SqliteFile file, SqliteFile readable, Duration busyTimeout) throws SQLException {
        try (Connection connection = readable.connect(busyTimeout)) {
            boolean there = Schema.isThere(connection);
            if (there && !Schema.isCurrent(connection)) {
                throw new UnusableDatabase("the database " + file.url()
                        + " holds this product's tables as an earlier version"
                        + " left them; a run brings them up to date (--once --steps report makes no call)");
            }
            return there;
        }
    }

}
