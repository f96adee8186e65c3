package io.ihcattribution.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * A pool of connections to one file. It lends none where another file has taken the name: a new connection would open
 * that one, beside those to the former file, with whose log it would be read.
 */
public final class FilePool extends AbstractDataSource implements AutoCloseable {

    private final Supplier<HikariDataSource> opening;
    private final Runnable guard;
    private volatile HikariDataSource pool;

    /**
     * Opens it.
     *
     * @param opening opens the pool
     * @param guard throws where the file is not in its place
     */
    public FilePool(Supplier<HikariDataSource> opening, Runnable guard) {
        this.opening = opening;
        this.guard = guard;
        this.pool = opening.get();
    }

    @Override
    public Connection getConnection() throws SQLException {
        guard.run();
        return pool.getConnection();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    /** The pool itself, whatever has become of the file. */
    public HikariDataSource unguarded() {
        return pool;
    }

    /** Closes all connections, then opens the file that is there now. */
    public void reopen() {
        // In turn: in one process a file's connections share locks, which the last one to close would give up.
        pool.close();
        pool = opening.get();
    }

    @Override
    public void close() {
        pool.close();
    }
}
