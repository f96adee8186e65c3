package io.ihcattribution.ledger;

import io.ihcattribution.journey.JourneyRow;
import io.ihcattribution.journey.JourneyState;
import io.ihcattribution.journey.LedgerEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.camel.component.sql.DefaultRowMapperFactory;
import org.springframework.jdbc.core.RowMapper;

/** Reads the rows of {@code select_journey_rows.sql} by position: a map a row would cost more than the query. */
public final class JourneyRowMapper extends DefaultRowMapperFactory {

    @Override
    public RowMapper<?> newColumnRowMapper() {
        return (rows, number) -> row(rows);
    }

    private static JourneyRow row(ResultSet rows) throws SQLException {
        return new JourneyRow(
                rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4), entry(rows),
                rows.getString(9), rows.getString(10), rows.getString(11), rows.getString(12), rows.getString(13),
                rows.getString(14), rows.getString(15), rows.getDouble(16));
    }

    private static LedgerEntry entry(ResultSet rows) throws SQLException {
        String state = rows.getString(5);
        return state == null
                ? LedgerEntry.NONE
                : new LedgerEntry(JourneyState.of(state), rows.getString(6), rows.getString(7), rows.getString(8));
    }
}
