package io.ihcattribution.report;

import io.ihcattribution.figures.ExactSum;
import io.ihcattribution.journey.ReportCalendar;
import io.ihcattribution.journey.ReportDay;
import io.ihcattribution.database.SqlFile;
import io.ihcattribution.source.SourceSnapshot;
import io.ihcattribution.source.SourceTotals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The ledger's copies of the source's conversions and costs. They hold all of them, whatever a run's window: the
 * report, the counts and the guard for deleted conversions ask the copies, and no statement joins the two databases.
 */
public final class LedgerCopies {

    private static final int ROWS_AT_ONCE = 1_000;

    private final DataSource source;
    private final JdbcTemplate ledger;
    private final ReportCalendar calendar;

    /**
     * @param source connections that can only read the source
     * @param writing the connection that writes the ledger
     * @param calendar the report's dates
     */
    public LedgerCopies(DataSource source, DataSource writing, ReportCalendar calendar) {
        this.source = source;
        this.ledger = new JdbcTemplate(writing);
        this.calendar = calendar;
    }

    /** Keeps what the source has now, until {@link #mergeConversions}, within the caller's transaction. */
    public void readConversions() {
        try (SourceSnapshot snapshot = SourceSnapshot.of(source)) {
            readConversions(snapshot);
        }
    }

    /**
     * Keeps what the source has now, until {@link #mergeConversions}; where both are one file, it is not written
     * meanwhile.
     */
    void readConversions(SourceSnapshot snapshot) {
        update("create_read_conversions");
        update("delete_read_conversions");
        Rows rows = new Rows("insert_read_conversion");
        snapshot.conversions(row -> rows.add(row.convId(), row.userId(), row.date(), row.time(), row.revenue(),
                row.isReadable() ? 1 : 0));
        rows.write();
    }

    /** Writes what differs from the copy. */
    public void mergeConversions() {
        update("update_absent_conversions");
        update("upsert_conversions");
    }

    /**
     * The costs by label and report date. Sums of the same label and date do not depend on the order in which they
     * come.
     *
     * @return the sum for each label, and within it for each date
     */
    Map<String, Map<String, ExactSum>> readCosts(SourceSnapshot snapshot) {
        Map<String, Map<String, ExactSum>> costs = new TreeMap<>();
        Map<String, List<ReportDay>> stretches = new HashMap<>();
        snapshot.costs(!calendar.isUtc(), cost -> costs.computeIfAbsent(cost.label(), label -> new TreeMap<>())
                .computeIfAbsent(calendar.dateOf(cost.date(), cost.time(), stretches), date -> new ExactSum())
                .add(cost.cost()));
        return costs;
    }

    /** Writes the costs in the place of those that were there. */
    void writeCosts(Map<String, Map<String, ExactSum>> costs) {
        update("delete_costs");
        Rows rows = new Rows("insert_cost");
        costs.forEach((label, dates) -> dates.forEach((date, cost) -> rows.add(label, date, cost.value())));
        rows.write();
    }

    /** What the copies sum to. */
    SourceTotals totals() {
        return ledger.queryForObject(sql("select_copied_totals"),
                (row, number) -> new SourceTotals(row.getLong("conversions"), row.getDouble("revenue"),
                        row.getDouble("cost")));
    }

    private void update(String statement) {
        ledger.update(sql(statement));
    }

    private static String sql(String statement) {
        return SqlFile.read("report/" + statement);
    }

    /** Rows on their way into the ledger, many at once. */
    private final class Rows {
        private final String sql;
        private final List<Object[]> held = new ArrayList<>(ROWS_AT_ONCE);

        Rows(String statement) {
            sql = sql(statement);
        }

        void add(Object... values) {
            held.add(values);
            if (held.size() == ROWS_AT_ONCE) {
                write();
            }
        }

        void write() {
            ledger.batchUpdate(sql, held);
            held.clear();
        }
    }
}
