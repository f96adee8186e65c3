package io.ihcattribution.source;

import io.ihcattribution.journey.SourceRow;
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
            return new SourceRow(false, userId, field(line, 0), field(line, 1), field(line, 2), field(line, 3),
                    flag(line, 4), flag(line, 5), flag(line, 6), 0, false);
        }

        private SourceRow byColumns(ResultSet rows) throws SQLException {
            boolean isConversion = rows.getInt(2) == 0;
            userId = rows.getString(3);
            user = userId + SEPARATOR;
            return new SourceRow(isConversion, userId, text(rows.getString(4), isConversion), rows.getString(5),
                    rows.getString(6), rows.getString(7), rows.getString(8), rows.getString(9), rows.getString(10),
                    rows.getDouble(11), rows.getInt(12) == 1);
        }

        /** A session without an id is one all the same. */
        private static String text(String id, boolean isConversion) {
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
                return field(line, i);
            }
            return last == '1' ? "1" : "0";
        }
    }
}
