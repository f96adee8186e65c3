package io.ihcattribution.ledger;

import com.zaxxer.hikari.HikariDataSource;
import io.ihcattribution.database.DataVersion;
import io.ihcattribution.database.SqliteFile;
import io.ihcattribution.database.UnusableDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;

/** The ledger, in which the result tables are, too: one pool that reads and one connection that writes. */
public final class LedgerDatabase implements AutoCloseable {

    private static final int MAX_READING = 4;

    private final SqliteFile file;
    private final HikariDataSource writing;
    private final HikariDataSource reading;
    /** The tables without a row, where there is no ledger to read; null otherwise. */
    private final EmptyLedger empty;
    private final boolean readsBesideWriting;
    private final Object identity;

    private LedgerDatabase(
            SqliteFile file, HikariDataSource writing, HikariDataSource reading, EmptyLedger empty,
            boolean readsBesideWriting) {
        this.file = file;
        this.writing = writing;
        this.reading = reading;
        this.empty = empty;
        this.readsBesideWriting = readsBesideWriting;
        this.identity = file.identity();
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
                        wal);
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
            return new LedgerDatabase(file, reading, reading, empty, false);
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
        return new DataVersion(file, writing);
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
        return identity == null || identity.equals(file.identity());
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
