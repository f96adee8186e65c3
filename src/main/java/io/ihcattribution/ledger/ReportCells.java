package io.ihcattribution.ledger;

import io.ihcattribution.database.SqlFile;
import io.ihcattribution.explain.Cell;
import io.ihcattribution.explain.CellRow;
import io.ihcattribution.journey.ReportCalendar;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The cells of the report with what they are made of; it only reads, and sees what was committed when it began. */
public final class ReportCells {

    private static final int REPORTED = 1;
    private static final int COST = 2;

    private final JdbcClient reading;
    private final ReportCalendar calendar;

    /** @param calendar the dates of the report */
    public ReportCells(DataSource reading, ReportCalendar calendar) {
        this.reading = JdbcClient.create(reading);
        this.calendar = calendar;
    }

    /** Hands on the rows of a cell one by one; none where there is no such cell. */
    public void read(Cell cell, Consumer<CellRow> rows) {
        of("select_cell_rows", cell)
                .param("datesAreUtc", calendar.datesAreUtc())
                .param("datesByConversion", calendar.datesByConversion())
                .param("padding", calendar.padding())
                .query((ResultSet row) -> rows.accept(row(row)));
    }

    /** Cells that may have been meant: of the same date, or of the same channel and the nearest dates. */
    public List<Cell> near(Cell cell) {
        return of("select_near_cells", cell)
                .query((row, number) -> new Cell(row.getString("channel_name"), row.getString("date"))).list();
    }

    private JdbcClient.StatementSpec of(String statement, Cell cell) {
        return reading.sql(SqlFile.read(statement)).param("channel", cell.channel()).param("date", cell.date());
    }

    private static CellRow row(ResultSet row) throws SQLException {
        return switch (row.getInt("part")) {
            case REPORTED -> new CellRow.Reported(row.getDouble("cost"), row.getDouble("ihc"), row.getDouble("ihc_revenue"));
            case COST -> new CellRow.Cost(row.getString("session_id"), text(row, "started_at"), row.getDouble("cost"));
            default -> new CellRow.Credit(
                    new CellRow.Conversion(row.getString("conv_id"), text(row, "converted_at"), row.getDouble("revenue"),
                            row.getInt("sessions"), row.getString("fingerprint"), row.getString("run_id"),
                            (Integer) row.getObject("batch_no")),
                    row.getString("session_id"), text(row, "started_at"), text(row, "channel_name"),
                    figure(row, "initializer"), figure(row, "holder"), figure(row, "closer"), row.getDouble("ihc"),
                    row.getDouble("ihc_revenue"), row.getInt("in_cell") == 1);
        };
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.toString(row.getString(column), "");
    }

    private static Double figure(ResultSet row, String column) throws SQLException {
        double figure = row.getDouble(column);
        return row.wasNull() ? null : figure;
    }
}
