package io.ihcattribution.sample;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Writes what happened on a day, over all users. */
final class DayWriter implements AutoCloseable {

    private static final int BATCH_ROWS = 1_000;

    private final ShopProfile profile;
    private final Census census;
    private final SampleRows rows;
    private final PreparedStatement conversion;
    private final PreparedStatement session;
    private final PreparedStatement cost;
    private int costs;
    private int waiting;

    DayWriter(ShopProfile profile, Census census, Connection connection) throws SQLException {
        this.profile = profile;
        this.census = census;
        rows = new SampleRows(profile);
        conversion = connection.prepareStatement(SampleDatabase.sql("insert_conversion"));
        session = connection.prepareStatement(SampleDatabase.sql("insert_session_source"));
        cost = connection.prepareStatement(SampleDatabase.sql("insert_session_cost"));
    }

    int costs() {
        return costs;
    }

    void write(int day) throws SQLException {
        String date = profile.firstDay().plusDays(day).toString();
        for (int user = 0; user < census.users(); user++) {
            if (census.mayBeActive(user, day)) {
                write(census.visitor(user), day, date);
            }
        }
        flush();
    }

    private void write(Visitor visitor, int day, String date) throws SQLException {
        int[] sessionTimes = visitor.sessionTimes();
        for (int i = 0; i < sessionTimes.length; i++) {
            if (sessionTimes[i] / Visitor.SECONDS_OF_DAY == day) {
                addSession(visitor, i, date);
            }
        }
        int[] conversionTimes = visitor.conversionTimes();
        for (int i = 0; i < conversionTimes.length; i++) {
            if (conversionTimes[i] / Visitor.SECONDS_OF_DAY == day) {
                addConversion(visitor, i, date);
            }
        }
    }

    private void addConversion(Visitor visitor, int i, String date) throws SQLException {
        conversion.setString(1, rows.conversionId(visitor, i));
        conversion.setString(2, rows.userId(visitor));
        conversion.setString(3, date);
        conversion.setString(4, clock(visitor.conversionTimes()[i]));
        conversion.setDouble(5, rows.revenue(visitor, i));
        conversion.addBatch();
        flushWhenFull();
    }

    private void addSession(Visitor visitor, int i, String date) throws SQLException {
        SampleSession drawn = rows.session(visitor, i);
        String sessionId = rows.sessionId(visitor, i);
        session.setString(1, sessionId);
        session.setString(2, rows.userId(visitor));
        session.setString(3, date);
        session.setString(4, clock(visitor.sessionTimes()[i]));
        session.setString(5, drawn.channel().name());
        session.setInt(6, drawn.holder() ? 1 : 0);
        session.setInt(7, drawn.closer() ? 1 : 0);
        session.setInt(8, drawn.impression() ? 1 : 0);
        session.addBatch();
        if (drawn.channel().costRow()) {
            cost.setString(1, sessionId);
            cost.setDouble(2, drawn.cost());
            cost.addBatch();
            costs++;
        }
        flushWhenFull();
    }

    private void flushWhenFull() throws SQLException {
        if (++waiting == BATCH_ROWS) {
            flush();
        }
    }

    private void flush() throws SQLException {
        conversion.executeBatch();
        session.executeBatch();
        cost.executeBatch();
        waiting = 0;
    }

    /** HH:MM:SS of the day; a formatter would take as long as the rest of the row. */
    private static String clock(int time) {
        int second = time % Visitor.SECONDS_OF_DAY;
        char[] digits = {
            digit(second / 36_000), digit(second / 3_600 % 10), ':',
            digit(second / 600 % 6), digit(second / 60 % 10), ':',
            digit(second / 10 % 6), digit(second % 10)
        };
        return new String(digits);
    }

    private static char digit(int figure) {
        return (char) ('0' + figure);
    }

    @Override
    public void close() throws SQLException {
        try (conversion; session; cost) {
            // All three are closed, also when one of them fails to.
        }
    }
}
