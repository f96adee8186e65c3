package io.ihcattribution.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Properties;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * A SQLite database as a JDBC URL names it, and how it is opened.
 *
 * @param url the JDBC URL
 */
public record SqliteFile(String url) {

    /**
     * What is sorted is sorted in a thread of its own while the rows are found: a quarter of the time of what reads and
     * sums millions of rows.
     */
    private static final String SORTS_BESIDE = "pragma threads = 1";

    private static final String PREFIX = "jdbc:sqlite:";

    /** The pool itself refuses to wait for less than 250 ms; one connection is lent around. */
    private static final long MIN_POOL_WAIT_MILLIS = 2_000;

    /** The database of a file. */
    public static SqliteFile of(Path path) {
        return new SqliteFile(PREFIX + path);
    }

    /** Whether a JDBC URL is one of a database that is supported. */
    public static boolean supports(String url) {
        return url.startsWith(PREFIX) && url.length() > PREFIX.length();
    }

    /** Where the file is. */
    public Path path() {
        return Path.of(url.substring(PREFIX.length()).replaceFirst("\\?.*$", "").replaceFirst("^file:", ""));
    }

    /** Whether there is a file. */
    public boolean exists() {
        return Files.isRegularFile(path());
    }

    /** Where the file really is, as SQLite takes it, too: links are followed. */
    public Path realPath() {
        try {
            return path().toRealPath();
        } catch (IOException e) {
            return path().toAbsolutePath().normalize();
        }
    }

    /** The write-ahead log, where there is one: it lies beside the real file. */
    public Path log() {
        return Path.of(realPath() + "-wal");
    }

    /** What connections share of the log, in that mode. */
    public Path shared() {
        return Path.of(realPath() + "-shm");
    }

    /** Whether two URLs are of one file. */
    public boolean isSameFile(SqliteFile other) {
        return realPath().equals(other.realPath());
    }

    /**
     * Which file of the file system it is: another value after the file was replaced, even by one of the same name;
     * null where there is none, it is empty, or the file system does not say.
     */
    public Object identity() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path(), BasicFileAttributes.class);
            return attributes.size() == 0 ? null : attributes.fileKey();
        } catch (IOException e) {
            return null;
        }
    }

    /** Which file it is, and as it was written when: another value after whatever has happened to it. */
    public Object stamp() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path(), BasicFileAttributes.class);
            return Arrays.asList(identity(), attributes.lastModifiedTime(), attributes.size());
        } catch (IOException e) {
            return null;
        }
    }

    /**
     * The URL to read it with. Where neither the file nor its folder can be written SQLite cannot make the files
     * that it wants beside one in WAL mode. Such a file that has no log beside it does not change, and is read as it
     * is.
     */
    public SqliteFile readable() {
        Path file = realPath();
        if (Files.isWritable(file) || Files.isWritable(file.getParent()) || Files.exists(log())
                || url.contains("immutable=")) {
            return this;
        }
        String path = url.substring(PREFIX.length());
        // As a URI, in which these mean something else.
        String uri = path.startsWith("file:") ? path : "file:" + path.replace("%", "%25").replace("#", "%23");
        return new SqliteFile(PREFIX + uri + (uri.contains("?") ? "&" : "?") + "immutable=1");
    }

    /** A connection that can only read, without a pool, which would try for long to connect to what is no database. */
    public Connection connect(Duration busyTimeout) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("busy_timeout", Long.toString(busyTimeout.toMillis()));
        properties.setProperty("open_mode", "1");
        return DriverManager.getConnection(url, properties);
    }

    /** A pool of at most so many connections that can only read. */
    public HikariDataSource readingPool(String name, int size, Duration busyTimeout) {
        return readingPool(name, size, busyTimeout, SORTS_BESIDE);
    }

    /** The same, with another statement that each connection begins with. */
    public HikariDataSource readingPool(String name, int size, Duration busyTimeout, String beginning) {
        HikariConfig config = config(name, size, busyTimeout);
        config.setConnectionInitSql(beginning);
        config.setReadOnly(true);
        config.addDataSourceProperty("open_mode", "1");
        return new HikariDataSource(config);
    }

    /** A pool with one connection that writes, for SQLite takes one writer at a time. */
    public HikariDataSource writingPool(String name, Duration busyTimeout) {
        HikariConfig config = config(name, 1, busyTimeout);
        config.addDataSourceProperty("synchronous", "NORMAL");
        config.addDataSourceProperty("transaction_mode", "IMMEDIATE");
        return new HikariDataSource(config);
    }

    private HikariConfig config(String name, int size, Duration busyTimeout) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        // Longer than any statement may wait for another program: the pool must not give up first.
        config.setConnectionTimeout(Math.max(MIN_POOL_WAIT_MILLIS, busyTimeout.toMillis() * 4));
        config.setInitializationFailTimeout(-1);
        // A new one would not know what others have written since: see DataVersion.
        config.setMaxLifetime(0);
        config.addDataSourceProperty("busy_timeout", Long.toString(busyTimeout.toMillis()));
        return config;
    }

    /** The fault of a database that cannot be used, with the first cause as a sentence. */
    public UnusableDatabase unusable(Exception fault) {
        Throwable cause = fault;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        boolean other = cause instanceof SQLiteException sqlite
                && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_NOTADB;
        return new UnusableDatabase("the database " + url
                + (DatabaseFault.isInUse(fault) ? " is in use by another program: " : " cannot be used: ")
                + (other ? "the file is not a SQLite database" : DatabaseFault.sentence(cause)), fault);
    }
}
