package io.ihcattribution.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.UncategorizedSQLException;
import org.sqlite.SQLiteConnection;

/**
 * Tells whether others have written to a database in between, or replaced its file. SQLite counts the commits of others
 * as one connection sees them: asked on the one connection that writes, it does not count our own.
 */
public final class DataVersion {

    /** What has become of a database between two looks at it. */
    public enum Change {
        UNCHANGED,
        CHANGED,
        UNKNOWN
    }

    private final Supplier<Object> file;
    private final DataSource held;

    /**
     * @param file which file it is, and null where there is none: another value after it was replaced
     * @param held a pool of one connection, which is asked each time
     */
    public DataVersion(Supplier<Object> file, DataSource held) {
        this.file = file;
        this.held = held;
    }

    /**
     * A look at the database.
     *
     * @param file which file it was; null where there was none, or nobody knows
     * @param connection the connection that was asked; null where none was to be had
     * @param version what it said; it means nothing beside that of another connection
     */
    public record Moment(Object file, Integer connection, long version) {

        /** What has become of the database until a later look. */
        public Change until(Moment later) {
            if (file == null || connection == null || later.connection == null) {
                return Change.UNKNOWN;
            }
            if (!file.equals(later.file)) {
                return Change.CHANGED;
            }
            return !connection.equals(later.connection) ? Change.UNKNOWN
                    : version == later.version ? Change.UNCHANGED : Change.CHANGED;
        }
    }

    /**
     * The database as it is now; where a long transaction of our own has the connection, or another program has the
     * database, nothing is known of it.
     */
    public Moment now() {
        String sql = SqlFile.read("source/sqlite/select_data_version");
        try (Connection connection = held.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return new Moment(file.get(), System.identityHashCode(connection.unwrap(SQLiteConnection.class)),
                    row.getLong(1));
        } catch (SQLException e) {
            // The pool has a cause where it could not connect, and none where the connection was not given back in
            // time.
            if (e instanceof SQLTransientConnectionException && e.getCause() == null || DatabaseFault.isInUse(e)) {
                return new Moment(file.get(), null, 0);
            }
            throw new UncategorizedSQLException("has anything been written", sql, e);
        }
    }
}
