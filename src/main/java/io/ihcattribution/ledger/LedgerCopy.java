package io.ihcattribution.ledger;

import io.ihcattribution.database.SqliteFile;
import io.ihcattribution.database.UnusableDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Copies a ledger, usually out of the shop's database, into a file of its own, and compares the copy with it. */
public final class LedgerCopy {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerCopy.class);

    /** What belongs to a process, and not to the ledger. */
    private static final String LEASE = "ihc_lease";

    private static final String COPY = "copy";

    private LedgerCopy() {}

    /**
     * A table that was copied, the same in both.
     *
     * @param name the table
     * @param rows its rows
     * @param sums what each column of figures sums to, such as {@code ihc 12.5}
     */
    public record Table(String name, long rows, List<String> sums) {}

    /**
     * Copies all tables in one transaction, while no run can be under way. A ledger of an earlier version is brought up to
     * date first.
     *
     * @param from the ledger
     * @param to the file of the copy; it may be there, without rows
     * @param busyTimeout how long a statement waits for another program that holds a database
     * @param lease after how long an unrenewed lease of another process counts as dead
     * @return the tables with rows, compared
     * @throws UnusableDatabase when there is no ledger, the copy would replace one, or does not equal it
     * @throws LeaseHeld when another process works on the ledger
     */
    public static List<Table> copy(SqliteFile from, SqliteFile to, Duration busyTimeout, Duration lease) {
        if (!from.exists()) {
            throw new UnusableDatabase("the ledger " + from.path() + " does not exist; there is nothing to copy");
        }
        if (from.isSameFile(to)) {
            throw new UnusableDatabase("the ledger is in " + to.path() + " already; expected another file");
        }
        try (LedgerDatabase ledger = LedgerDatabase.open(from.url(), busyTimeout)) {
            Lease held = new Lease(ledger.writing(), Clock.systemUTC(), lease);
            held.take();
            try {
                LedgerDatabase.open(to.url(), busyTimeout).close();
                return copy(ledger, to);
            } catch (SQLException e) {
                throw to.unusable(e);
            } finally {
                held.release();
            }
        }
    }

    private static List<Table> copy(LedgerDatabase ledger, SqliteFile to) throws SQLException {
        try (Connection connection = ledger.writing().getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("attach database '" + to.path().toString().replace("'", "''") + "' as " + COPY);
            connection.setAutoCommit(false);
            try {
                List<Table> tables = new ArrayList<>();
                List<String> names = tables(statement);
                requireEmpty(statement, names, to);
                for (String name : names) {
                    String columns = columns(statement, name).stream().map(Column::name).collect(Collectors.joining(", "));
                    // What the schema script puts there, or the history of the copy.
                    statement.executeUpdate("delete from " + COPY + "." + name);
                    statement.executeUpdate("insert into " + COPY + "." + name + " (" + columns + ") select " + columns
                            + " from main." + name);
                    tables.add(compared(statement, name));
                }
                connection.commit();
                LOG.info("{} is copied into {}", ledger.file().path(), to.path());
                return tables.stream().filter(table -> table.rows > 0).toList();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
                statement.execute("detach database " + COPY);
            }
        }
    }

    private record Column(String name, boolean isFigure) {}

    /** The copy's tables: the ledger's own, and none of the shop's. */
    private static List<String> tables(Statement statement) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("select name from " + COPY + ".sqlite_master where type = 'table'"
                + " and name not like 'sqlite%' and name <> '" + LEASE + "' order by name")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private static List<Column> columns(Statement statement, String table) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("select name, type from pragma_table_info('" + table + "', '" + COPY + "')")) {
            while (rows.next()) {
                columns.add(new Column("\"" + rows.getString(1) + "\"", rows.getString(2).matches("(?i)real|integer")));
            }
        }
        return columns;
    }

    private static void requireEmpty(Statement statement, List<String> tables, SqliteFile to) throws SQLException {
        for (String table : List.of("ihc_run", "ihc_journey", "attribution_customer_journey", "channel_reporting")) {
            if (!tables.contains(table) || sums(statement, COPY, table, List.of()).get(0) > 0) {
                throw new UnusableDatabase(to.path() + " has rows of a ledger already; expected a file that is not there yet");
            }
        }
    }

    private static Table compared(Statement statement, String table) throws SQLException {
        List<Column> figures = columns(statement, table).stream().filter(Column::isFigure).toList();
        List<Double> original = sums(statement, "main", table, figures);
        List<Double> copy = sums(statement, COPY, table, figures);
        if (!original.equals(copy)) {
            throw new UnusableDatabase("the copy of " + table + " does not equal the ledger's: rows and sums are " + copy
                    + ", expected " + original + "; nothing was kept");
        }
        List<String> sums = new ArrayList<>();
        for (int i = 0; i < figures.size(); i++) {
            sums.add(figures.get(i).name.replace("\"", "") + " " + copy.get(i + 1));
        }
        return new Table(table, copy.get(0).longValue(), sums);
    }

    /** The number of rows, and what each column sums to. */
    private static List<Double> sums(Statement statement, String database, String table, List<Column> columns) throws SQLException {
        String totals = columns.stream().map(column -> ", total(" + column.name + ")").collect(Collectors.joining());
        try (ResultSet row = statement.executeQuery("select count(*)" + totals + " from " + database + "." + table)) {
            List<Double> sums = new ArrayList<>();
            for (int i = 1; i <= columns.size() + 1; i++) {
                sums.add(row.getDouble(i));
            }
            return sums;
        }
    }
}
