package io.ihcattribution.source;

import io.ihcattribution.journey.SourceRow;
import io.ihcattribution.journey.SourceTime;
import io.ihcattribution.journey.SourceValues;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.camel.component.sql.DefaultRowMapperFactory;
import org.springframework.jdbc.core.RowMapper;

/**
 * Reads the rows of {@code select_user_rows.sql} by position: of a usual session its one text. All columns of each row
 * would cost more than the query.
 */
public final class SourceRowMapper extends DefaultRowMapperFactory {

    private static final char SEPARATOR = '~';
    private static final int FIELDS = 7;

    @Override
    public RowMapper<?> newColumnRowMapper() {
        return new ForOneQuery();
    }

    private static final class ForOneQuery implements RowMapper<SourceRow> {
        /** Whose rows these are, followed by the separator: the beginning of a session's text. */
        private String user = "";
        private String userId;

        /** Where the fields of the row's text end. */
        private final int[] ends = new int[FIELDS];

        @Override
        public SourceRow mapRow(ResultSet rows, int number) throws SQLException {
            String line = rows.getString(1);
            if (line == null || !line.startsWith(user) || !divide(line)) {
                return byColumns(rows);
            }
            String id = field(line, 0);
            if (id.indexOf(SourceValues.NO_TEXT) >= 0) {
                return byColumns(rows);
            }
            return row(rows, false, id, field(line, 1), field(line, 2), field(line, 3), flag(line, 4),
                    flag(line, 5), flag(line, 6), null, false);
        }

        /** SQLite forgets that a value is binary once it has given it as text. */
        private SourceRow byColumns(ResultSet rows) throws SQLException {
            boolean isConversion = rows.getInt(2) == 0;
            userId = rows.getString(3);
            user = userId + SEPARATOR;
            return row(rows, isConversion, id(rows, isConversion), SourceValues.text(rows.getObject(5)),
                    SourceValues.text(rows.getObject(6)),
                    rows.getString(7), SourceValues.flag(rows.getString(8)), SourceValues.flag(rows.getString(9)),
                    SourceValues.flag(rows.getString(10)), isConversion ? rows.getObject(11) : null,
                    rows.getInt(12) == 1);
        }

        private SourceRow row(ResultSet rows, boolean isConversion, String id, String date, String time, String channel,
                String holder, String closer, String impression, Object revenue, boolean isRepeated)
                throws SQLException {
            if (SourceTime.isUsual(date, time)) {
                return new SourceRow(isConversion, userId, id, date, time, channel, holder, closer, impression, revenue,
                        isRepeated);
            }
            SourceTime read = SourceTime.of(date, time);
            return new SourceRow(isConversion, userId, id,
                    read.isRead() ? read.dayText() : SourceValues.shown(rows.getObject(5)),
                    read.isRead() ? read.timeText() : SourceValues.shown(rows.getObject(6)), channel, holder, closer,
                    impression, revenue, isRepeated,
                    rows.getObject(4) instanceof Number ? SourceRow.Order.BY_NUMBER : SourceRow.Order.BY_TEXT);
        }

        /** A session without an id is one all the same, and so is one whose id cannot be read. */
        private static String id(ResultSet rows, boolean isConversion) throws SQLException {
            String id = SourceValues.isBinary(rows.getObject(4)) ? null : rows.getString(4);
            return id == null && !isConversion ? "" : id;
        }

        /** Finds the fields; false where there are not as many as there should be, for a value has the separator. */
        private boolean divide(String line) {
            int end = user.length() - 1;
            for (int i = 0; i < FIELDS - 1; i++) {
                end = line.indexOf(SEPARATOR, end + 1);
                ends[i] = end;
            }
            ends[FIELDS - 1] = line.length();
            return end >= 0 && line.indexOf(SEPARATOR, end + 1) < 0;
        }

        private String field(String line, int i) {
            return line.substring(i == 0 ? user.length() : ends[i - 1] + 1, ends[i]);
        }

        /** Without an object for each of the two usual values. */
        private String flag(String line, int i) {
            char last = line.charAt(ends[i] - 1);
            if (ends[i] - ends[i - 1] != 2 || last != '0' && last != '1') {
                return SourceValues.flag(field(line, i));
            }
            return last == '1' ? "1" : "0";
        }
    }
}
