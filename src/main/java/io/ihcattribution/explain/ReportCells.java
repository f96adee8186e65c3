package io.ihcattribution.explain;

import io.ihcattribution.channel.ChannelRules;
import io.ihcattribution.journey.ReportCalendar;
import io.ihcattribution.journey.ReportDay;
import io.ihcattribution.journey.SourceValues;
import io.ihcattribution.database.SqlFile;
import io.ihcattribution.source.SourceCost;
import io.ihcattribution.source.SourceSnapshot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The cells of the report with what they are made of: costs of the source, credits of the ledger. It only reads. */
public final class ReportCells {

    private static final RowMapper<Explanation.Session> SESSIONS =
            new SimplePropertyRowMapper<>(Explanation.Session.class);

    private final DataSource source;
    private final JdbcClient ledger;
    private final ReportCalendar calendar;

    /**
     * @param source connections that can only read the source
     * @param reading connections that can only read the ledger
     * @param calendar the dates of the report
     */
    public ReportCells(DataSource source, DataSource reading, ReportCalendar calendar) {
        this.source = source;
        this.ledger = JdbcClient.create(reading);
        this.calendar = calendar;
    }

    /**
     * What a cell is made of; empty where there is no such cell.
     *
     * @param maxRows so many rows are listed, and the last conversion to its end
     */
    public Optional<Explanation> explain(Cell cell, int maxRows) {
        CellFigures report = of("select_cell", cell).query(CellFigures.class).optional().orElse(null);
        CellTally tally = new CellTally(cell, report, maxRows);
        readCosts(cell, tally);
        of("select_cell_credits", cell)
                .query((RowCallbackHandler) row -> tally.add(conversion(row), SESSIONS.mapRow(row, 0)));
        return tally.explanation();
    }

    /** Cells that may have been meant: of the same date, or of the same channel and the nearest dates. */
    public List<Cell> near(Cell cell) {
        return of("select_near_cells", cell)
                .query((row, number) -> new Cell(row.getString("channel_name"), row.getString("date"))).list();
    }

    private void readCosts(Cell cell, CellTally tally) {
        Map<String, String> channels = new HashMap<>();
        ledger.sql(SqlFile.read("report/select_named_labels"))
                .query((RowCallbackHandler) row -> channels.put(row.getString("label"), row.getString("channel")));
        Map<String, List<ReportDay>> stretches = new HashMap<>();
        boolean dated = !cell.date().equals(ReportCalendar.NO_DATE);
        // A zone moves a date by a day, that of the report and that of the source.
        LocalDate first = dated ? LocalDate.parse(cell.date()).minusDays(2) : null;
        LocalDate last = dated ? LocalDate.parse(cell.date()).plusDays(2) : null;
        try (SourceSnapshot snapshot = SourceSnapshot.of(source)) {
            snapshot.costsBetween(first, last, cost -> {
                if (cell.channel().equals(channel(cost, channels))
                        && cell.date().equals(calendar.dateOf(cost.date(), cost.time(), stretches))) {
                    tally.add(new Explanation.Cost(cost.sessionId(),
                            Objects.toString(cost.date(), "") + " " + Objects.toString(cost.time(), ""), cost.cost()));
                }
            });
        }
    }

    /** The channel under which a cost is reported; null where it is left out. */
    private static String channel(SourceCost cost, Map<String, String> channels) {
        String named = channels.getOrDefault(cost.label(), cost.label());
        return named == null ? null : Objects.requireNonNullElse(SourceValues.channel(named), ChannelRules.NO_CHANNEL);
    }

    private JdbcClient.StatementSpec of(String statement, Cell cell) {
        return ledger.sql(SqlFile.read("report/" + statement))
                .param("channel", cell.channel()).param("date", cell.date());
    }

    private static Explanation.Conversion conversion(ResultSet row) throws SQLException {
        return new Explanation.Conversion(row.getString("conv_id"), row.getString("converted_at"),
                row.getDouble("revenue"), row.getInt("sessions"), row.getString("fingerprint"),
                row.getString("run_id"), (Integer) row.getObject("batch_no"), row.getString("outdated"),
                new ArrayList<>());
    }
}
