package io.ihcattribution.ledger;

import io.ihcattribution.journey.JourneyRow;
import io.ihcattribution.journey.JourneyState;
import io.ihcattribution.journey.LedgerEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.component.sql.DefaultRowMapperFactory;
import org.springframework.jdbc.core.RowMapper;

/**
 * Reads the rows of {@code select_journey_rows.sql} by position, and what belongs to the conversion once for all of its
 * rows: a map a row, or even all columns of each row, would cost more than the query.
 */
public final class JourneyRowMapper extends DefaultRowMapperFactory {

    /** The three flags of a session as the query joins them; a fourth part names a table in which a key is repeated. */
    private static final Map<String, String[]> USUAL_FLAGS = new HashMap<>();

    static {
        for (String holder : List.of("0", "1")) {
            for (String closer : List.of("0", "1")) {
                for (String impression : List.of("0", "1")) {
                    USUAL_FLAGS.put(String.join(", ", holder, closer, impression), new String[] {holder, closer, impression, null});
                }
            }
        }
    }

    @Override
    public RowMapper<?> newColumnRowMapper() {
        return new ForOneQuery();
    }

    private static final class ForOneQuery implements RowMapper<JourneyRow> {
        private String conversion;
        private JourneyRow before;

        @Override
        public JourneyRow mapRow(ResultSet rows, int number) throws SQLException {
            String convId = rows.getString(1);
            String now = rows.getString(2);
            String[] flags = flags(rows.getString(7));
            JourneyRow row;
            if (before != null && convId.equals(before.convId()) && now.equals(conversion)) {
                row = new JourneyRow(
                        before.convId(), before.userId(), before.convDate(), before.convTime(), before.entry(),
                        rows.getString(3), rows.getString(4), rows.getString(5), rows.getString(6),
                        flags[0], flags[1], flags[2], before.revenue(), flags[3]);
            } else {
                row = new JourneyRow(
                        convId, rows.getString(8), rows.getString(9), rows.getString(10), entry(rows),
                        rows.getString(3), rows.getString(4), rows.getString(5), rows.getString(6),
                        flags[0], flags[1], flags[2], rows.getDouble(11), flags[3]);
            }
            before = row;
            conversion = now;
            return row;
        }
    }

    private static LedgerEntry entry(ResultSet rows) throws SQLException {
        String state = rows.getString(12);
        return state == null
                ? LedgerEntry.NONE
                : new LedgerEntry(JourneyState.of(state), rows.getString(13), rows.getString(14), rows.getString(15));
    }

    private static String[] flags(String text) {
        String[] usual = USUAL_FLAGS.get(text);
        return usual != null ? usual : Arrays.copyOf(text.split(", ", 4), 4);
    }
}
