package io.ihcattribution.ledger;

import io.ihcattribution.journey.JourneyRow;
import io.ihcattribution.journey.JourneyState;
import io.ihcattribution.journey.LedgerEntry;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.camel.component.sql.DefaultRowMapperFactory;
import org.springframework.jdbc.core.RowMapper;

/**
 * Reads the rows of {@code select_journey_rows.sql} by position: of a usual row its one text, and what belongs to the
 * conversion once for all of its rows. A map a row, or all columns of each, would cost more than the query.
 */
public final class JourneyRowMapper extends DefaultRowMapperFactory {

    private static final char SEPARATOR = '~';
    private static final int FIELDS = 11;
    private static final int CONVERSION_FIELDS = 4;

    @Override
    public RowMapper<?> newColumnRowMapper() {
        return new ForOneQuery();
    }

    private static final class ForOneQuery implements RowMapper<JourneyRow> {
        /** The row before, and the beginning of its text, which is that of its conversion; null where it had no text. */
        private JourneyRow before;
        private String conversion;

        /** Where the fields of the row's text end. */
        private final int[] ends = new int[FIELDS];

        @Override
        public JourneyRow mapRow(ResultSet rows, int number) throws SQLException {
            String line = rows.getString(1);
            if (line == null || !divide(line)) {
                conversion = null;
                before = byColumns(rows);
            } else if (conversion != null && line.startsWith(conversion)) {
                before = row(line, before.convId(), before.userId(), before.convDate(), before.convTime(), before.revenue(),
                        before.entry());
            } else {
                conversion = line.substring(0, ends[CONVERSION_FIELDS - 1] + 1);
                before = row(line, field(line, 0), field(line, 1), field(line, 2), field(line, 3), rows.getDouble(6),
                        entry(rows));
            }
            return before;
        }

        /** Finds the fields; false where there are not as many as there should be, for a value has the separator. */
        private boolean divide(String line) {
            int end = -1;
            for (int i = 0; i < FIELDS - 1; i++) {
                end = line.indexOf(SEPARATOR, end + 1);
                ends[i] = end;
            }
            ends[FIELDS - 1] = line.length();
            return line.indexOf(SEPARATOR, end + 1) < 0;
        }

        private String field(String line, int i) {
            return line.substring(i == 0 ? 0 : ends[i - 1] + 1, ends[i]);
        }

        private JourneyRow row(
                String line, String convId, String userId, String convDate, String convTime, double revenue, LedgerEntry entry) {
            return new JourneyRow(convId, userId, convDate, convTime, entry, field(line, 4), field(line, 5), field(line, 6),
                    field(line, 7), flag(line, 8), flag(line, 9), flag(line, 10), revenue, null);
        }

        /** Without an object for each of the two usual values. */
        private String flag(String line, int i) {
            if (ends[i] - ends[i - 1] != 2) {
                return field(line, i);
            }
            return switch (line.charAt(ends[i] - 1)) {
                case '0' -> "0";
                case '1' -> "1";
                default -> field(line, i);
            };
        }
    }

    private static JourneyRow byColumns(ResultSet rows) throws SQLException {
        return new JourneyRow(
                rows.getString(2), rows.getString(3), rows.getString(4), rows.getString(5), entry(rows),
                rows.getString(11), rows.getString(12), rows.getString(13), rows.getString(14),
                rows.getString(15), rows.getString(16), rows.getString(17), rows.getDouble(6), rows.getString(18));
    }

    private static LedgerEntry entry(ResultSet rows) throws SQLException {
        String state = rows.getString(7);
        return state == null
                ? LedgerEntry.NONE
                : new LedgerEntry(JourneyState.of(state), rows.getString(8), rows.getString(9), rows.getString(10));
    }
}
