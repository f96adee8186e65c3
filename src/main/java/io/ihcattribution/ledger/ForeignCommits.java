package io.ihcattribution.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.springframework.jdbc.UncategorizedSQLException;
import org.sqlite.SQLiteConnection;

/**
 * Tells whether another program has written to the database in between. SQLite counts the commits of others as one
 * connection sees them; asked on the one connection that writes, it does not count our own.
 */
public final class ForeignCommits {

    /** No connection. */
    private static final int UNKNOWN = -1;

    private final DataSource writing;

    public ForeignCommits(DataSource writing) {
        this.writing = writing;
    }

    /**
     * A moment in the database's life; two that are equal have no commit of others between them.
     *
     * @param connection the connection that was asked; the count of another one means nothing beside it
     * @param version what it said
     */
    public record Moment(int connection, long version) {}

    /** Now; where a long transaction of our own has the one connection, a moment that equals no other. */
    public Moment now() {
        String sql = SqlFile.read("sqlite/select_data_version");
        try (Connection connection = writing.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return new Moment(System.identityHashCode(connection.unwrap(SQLiteConnection.class)), row.getLong(1));
        } catch (SQLException e) {
            // The pool has a cause where it could not connect, and none where the connection was not given back in time.
            if (e instanceof SQLTransientConnectionException && e.getCause() == null) {
                return new Moment(UNKNOWN, System.nanoTime());
            }
            throw new UncategorizedSQLException("has anything been written", sql, e);
        }
    }
}
