package io.ihcattribution.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ihcattribution.database.SqlFile;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceValuesTest {

    private static final String CHARACTERS = "0123456789..--++eE,x \t\n\r\u00a0_d٣";

    @ParameterizedTest
    @CsvSource({"1.0, 1", "0.0, 0", "1, 1", "0, 0", "' 1', 1", "01, 1", "-0.0, 0", "2, 2", "true, true", "'', ''",
            "0.5, 0.5", "' ', ' '"})
    void aFlagIsANumberThatEquals0Or1(String value, String read) {
        assertThat(SourceValues.flag(value)).isEqualTo(read);
        assertThat(SourceValues.flag(null)).isNull();
    }

    @Test
    void whatIsAFigureIsOneToTheSourcesOwnDatabaseToo() throws SQLException {
        Random random = new Random(1);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            try (Statement statement = connection.createStatement()) {
                for (String type : List.of("", "text", "real")) {
                    statement.execute("drop table if exists conversions");
                    statement.execute("drop table if exists session_costs");
                    statement.execute("drop table if exists session_sources");
                    statement.execute("create table conversions (revenue " + type + ")");
                    statement.execute("create table session_costs (session_id, cost " + type + ")");
                    statement
                            .execute("create table session_sources (session_id, channel_name, event_date, event_time)");
                    for (String text : List.of("49.90", " 5 ", "+5", ".5", "5.", "1e3", "1E-05", "1e999", "-1e999", "",
                            "49,90", "0x10", "1_000", "nan", "inf", "Infinity", "1d", "1f", "-3", "1.5.2", "12 EUR",
                            "5\n", "\u00a05", "-", ".", "1e", "e5", "0005", "12345678901234567890", "-0", "٣",
                            "1e308")) {
                        compare(connection, text);
                    }
                    for (int i = 0; i < 2_000; i++) {
                        compare(connection, random.ints(1 + random.nextInt(5), 0, CHARACTERS.length())
                                .collect(StringBuilder::new, (text, at) -> text.append(CHARACTERS.charAt(at)),
                                        StringBuilder::append)
                                .toString());
                    }
                    for (Object value : new Object[] {5, 5.5, -1L, Double.POSITIVE_INFINITY, null, new byte[] {'5'}}) {
                        compare(connection, value);
                    }
                }
            }
        }
    }

    private static void compare(Connection connection, Object value) throws SQLException {
        for (String sql : List.of("delete from conversions", "delete from session_costs",
                "delete from session_sources", "insert into session_sources (session_id) values ('s')")) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }
        for (String sql : List.of("insert into conversions values (?)", "insert into session_costs values ('s', ?)")) {
            try (PreparedStatement insert = connection.prepareStatement(sql)) {
                insert.setObject(1, value);
                insert.execute();
            }
        }
        double figure = SourceValues.figure(value);
        double expected = Double.isNaN(figure) ? 0 : figure;
        for (String rule : List.of("session_cost", "session_cost_once")) {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(
                            SqlFile.read("source/" + rule) + SqlFile.read("source/select_totals"))) {
                assertThat(row.getDouble("revenue")).as("\"%s\"", value)
                        .isCloseTo(expected, within(Math.abs(expected) * 1e-15));
                assertThat(row.getDouble("cost")).as("\"%s\"", value)
                        .isCloseTo(Math.max(0, expected), within(Math.abs(expected) * 1e-15));
            }
        }
    }
}
