package io.ihcattribution.source;

import io.ihcattribution.database.DatabaseFault;
import io.ihcattribution.database.SqlFile;
import io.ihcattribution.journey.SourceTime;
import io.ihcattribution.journey.SourceValues;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The source as it is at one moment: all that is read of it is of the moment of the first look. Rows stream by. */
public final class SourceSnapshot implements AutoCloseable {

    private static final int ROWS_AT_ONCE = 5_000;

    private final Connection connection;
    private final NamedParameterJdbcTemplate source;

    private SourceSnapshot(Connection connection) {
        this.connection = connection;
        JdbcTemplate rows = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
        rows.setFetchSize(ROWS_AT_ONCE);
        this.source = new NamedParameterJdbcTemplate(rows);
    }

    /** Opens a snapshot; it holds a connection until it is closed. */
    public static SourceSnapshot of(DataSource source) {
        try {
            Connection connection = source.getConnection();
            connection.setAutoCommit(false);
            return new SourceSnapshot(connection);
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("the source cannot be read: " + DatabaseFault.sentence(e), e);
        }
    }

    /** All conversions, whatever the window. */
    public void conversions(Consumer<SourceConversion> conversions) {
        long[] unreadable = {0};
        read("source/select_conversion_rows", Map.of(), row -> {
            Object id = row.getObject("conv_id");
            SourceTime time = SourceTime.of(row.getString("conv_date"), row.getString("conv_time"));
            double revenue = SourceValues.figure(row.getObject("revenue"));
            conversions.accept(new SourceConversion(
                    id == null || id instanceof byte[] ? "(no id) " + ++unreadable[0] : row.getString("conv_id"),
                    row.getString("user_id"), time.dayText(), time.timeText(), Double.isNaN(revenue) ? 0 : revenue,
                    time.isRead() && !Double.isNaN(revenue)));
        });
    }

    /**
     * All costs that count, in sums by label and date.
     *
     * @param byTime whether by time, too, for the date of another zone is known by it
     */
    public void costs(boolean byTime, Consumer<SourceCost> costs) {
        String statement = byTime ? "source/select_costs_by_time" : "source/select_costs_by_date";
        source.query(withCosts(statement), Map.of(), (RowCallbackHandler) row -> costs.accept(cost(row, null)));
    }

    /**
     * Each cost that counts of the sessions between two dates, in the order of time and session; others may come along.
     *
     * @param firstDate inclusive; null for those whose date cannot be read
     * @param lastDate inclusive; null for those whose date cannot be read
     */
    public void costsBetween(LocalDate firstDate, LocalDate lastDate, Consumer<SourceCost> costs) {
        source.query(withCosts("source/select_cell_costs"), Map.of("isDated", firstDate == null ? 0 : 1,
                "firstDate", Objects.toString(firstDate, ""), "lastDate", WindowQuery.endOf(lastDate)),
                (RowCallbackHandler) row -> costs.accept(cost(row, row.getString("session_id"))));
    }

    /** What the source's own database sums to. */
    public SourceTotals totals() {
        return source.query(withCosts("source/select_totals"), Map.of(),
                (row, number) -> new SourceTotals(row.getLong("conversions"), row.getDouble("revenue"),
                        row.getDouble("cost")))
                .get(0);
    }

    /** The labels of all sessions, in order; no label is the empty one. */
    public List<String> labels() {
        return source.queryForList(SqlFile.read("source/select_labels"), Map.of(), String.class);
    }

    @Override
    public void close() {
        try (connection) {
            connection.rollback();
        } catch (SQLException e) {
            // It was only read.
        }
    }

    /**
     * A statement behind the rule for which costs count; the plain form of it serves where no key can be there twice.
     */
    private String withCosts(String statement) {
        String keys = SqlFile.read("source/sqlite/select_declared_keys");
        boolean declared = source.queryForObject(keys, Map.of(), Integer.class) == 1;
        return SqlFile.read(declared ? "source/session_cost" : "source/session_cost_once") + SqlFile.read(statement);
    }

    private void read(String statement, Map<String, ?> parameters, RowCallbackHandler rows) {
        source.query(SqlFile.read(statement), parameters, rows);
    }

    private static SourceCost cost(ResultSet row, String sessionId) throws SQLException {
        SourceTime time = SourceTime.of(row.getString("date"), row.getString("time"));
        return new SourceCost(sessionId, text(row, "label"), time.day() == null ? null : time.dayText(),
                time.isRead() ? time.timeText() : null, row.getDouble("cost"));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.toString(row.getString(column), "");
    }
}
