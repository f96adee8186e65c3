package io.ihcattribution.ledger;

import io.ihcattribution.database.SqliteFile;
import io.ihcattribution.database.UnusableDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Copies a ledger, usually out of the shop's database, into a file of its own, and compares the copy with it. */
public final class LedgerCopy {

    private LedgerCopy() {}

    /**
     * Copies all tables in one transaction, while no run can be under way. A ledger of an earlier version is brought
     * up to date first.
     *
     * @param from the ledger
     * @param to the file of the copy; it may be there, without rows
     * @param busyTimeout how long a statement waits for another program that holds a database
     * @param lease after how long an unrenewed lease of another process counts as dead
     * @return a line for each table that has rows, with their number and the sums of its figures, equal in both
     * @throws UnusableDatabase when there is no ledger, the copy would replace one, or does not equal it
     * @throws LeaseHeld when another process works on the ledger
     */
    public static List<String> copy(SqliteFile from, SqliteFile to, Duration busyTimeout, Duration lease) {
        if (!from.exists()) {
            throw new UnusableDatabase("the ledger " + from.path() + " does not exist; there is nothing to copy");
        }
        if (from.isSameFile(to)) {
            throw new UnusableDatabase("the ledger is in " + to.path() + " already; expected another file");
        }
        try (LedgerDatabase ledger = LedgerDatabase.open(from.url(), busyTimeout)) {
            Lease held = new Lease(ledger.writing(), Clock.systemUTC(), lease);
            held.take();
            try (Connection connection = ledger.writing().getConnection()) {
                LedgerDatabase.open(to.url(), busyTimeout).close();
                return copy(connection, to);
            } catch (SQLException e) {
                throw to.unusable(e);
            } finally {
                held.release();
            }
        }
    }

    private static List<String> copy(Connection connection, SqliteFile to) throws SQLException {
        JdbcTemplate both = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
        both.update("attach database ? as copy", to.path().toString());
        connection.setAutoCommit(false);
        try {
            if (both.queryForObject("select count(*) from (select 1 from copy.ihc_run union all select 1 from"
                    + " copy.ihc_journey)", Long.class) > 0) {
                throw new UnusableDatabase(to.path()
                        + " has rows of a ledger already; expected a file that is not there yet");
            }
            List<String> lines = new ArrayList<>();
            // The copy has the ledger's tables and none of the shop's; the lease is a process's, not the ledger's.
            for (String table : both.queryForList("select name from copy.sqlite_master where type = 'table'"
                    + " and name not like 'sqlite%' and name <> 'ihc_lease' order by name", String.class)) {
                String columns = both.queryForObject(
                        "select group_concat(name, ', ') from pragma_table_info(?, 'copy')", String.class, table);
                // What a new ledger begins with.
                both.update("delete from copy." + table);
                both.update("insert into copy." + table + " (" + columns + ") select " + columns + " from main."
                        + table);
                Map<String, Object> sums = compared(both, table);
                long rows = ((Number) sums.remove("rows")).longValue();
                if (rows > 0) {
                    lines.add(String.format(Locale.ROOT, "%-32s %,12d rows  %s", table, rows, sums));
                }
            }
            connection.commit();
            return lines;
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
            both.update("detach database copy");
        }
    }

    private static Map<String, Object> compared(JdbcTemplate both, String table) {
        String sums = both.queryForObject("select group_concat(', total(' || name || ') as ' || name, '')"
                + " from pragma_table_info(?, 'copy') where lower(type) in ('real', 'integer')", String.class, table);
        String sql = "select count(*) as \"rows\"" + (sums == null ? "" : sums) + " from ";
        Map<String, Object> original = both.queryForMap(sql + "main." + table);
        Map<String, Object> copy = both.queryForMap(sql + "copy." + table);
        if (!original.equals(copy)) {
            throw new UnusableDatabase("the copy of " + table + " does not equal the ledger's: it has " + copy
                    + ", expected " + original + "; nothing was kept");
        }
        return copy;
    }
}
