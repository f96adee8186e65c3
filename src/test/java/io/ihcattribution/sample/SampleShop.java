package io.ihcattribution.sample;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A sample database read back, with journeys put together in the plainest way. */
record SampleShop(List<Order> orders, Map<String, List<Visit>> visitsByUser, Map<String, BigDecimal> costs) {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);

    record Order(String id, String userId, LocalDateTime at, BigDecimal revenue) {}

    record Visit(String id, LocalDateTime at, String channel, int holder, int closer, int impression) {}

    static SampleShop read(Path file) throws Exception {
        List<Order> orders = new ArrayList<>();
        Map<String, List<Visit>> visits = new LinkedHashMap<>();
        Map<String, BigDecimal> costs = new LinkedHashMap<>();
        try (Connection connection = open(file); Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("select * from conversions order by rowid")) {
                while (row.next()) {
                    orders.add(new Order(
                            row.getString("conv_id"),
                            row.getString("user_id"),
                            instant(row.getString("conv_date"), row.getString("conv_time")),
                            new BigDecimal(row.getString("revenue"))));
                }
            }
            try (ResultSet row = statement.executeQuery("select * from session_sources order by rowid")) {
                while (row.next()) {
                    visits.computeIfAbsent(row.getString("user_id"), user -> new ArrayList<>()).add(new Visit(
                            row.getString("session_id"),
                            instant(row.getString("event_date"), row.getString("event_time")),
                            row.getString("channel_name"),
                            row.getInt("holder_engagement"),
                            row.getInt("closer_engagement"),
                            row.getInt("impression_interaction")));
                }
            }
            try (ResultSet row = statement.executeQuery("select * from session_costs order by rowid")) {
                while (row.next()) {
                    costs.put(row.getString("session_id"), new BigDecimal(row.getString("cost")));
                }
            }
        }
        return new SampleShop(orders, visits, costs);
    }

    /** A SHA-256 over all rows in the order in which they lie in the file. */
    static String digest(Path file) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (Connection connection = open(file); Statement statement = connection.createStatement()) {
            for (String table : List.of("conversions", "session_sources", "session_costs")) {
                try (ResultSet row = statement.executeQuery("select * from " + table + " order by rowid")) {
                    int columns = row.getMetaData().getColumnCount();
                    while (row.next()) {
                        for (int column = 1; column <= columns; column++) {
                            digest.update((row.getString(column) + '\t').getBytes(StandardCharsets.UTF_8));
                        }
                    }
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static Connection open(Path file) throws Exception {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    /** The sessions of the same user at or before the conversion, oldest first. */
    List<Visit> journey(Order order) {
        return visitsByUser.getOrDefault(order.userId(), List.of()).stream()
                .filter(visit -> !visit.at().isAfter(order.at()))
                .sorted((a, b) -> a.at().compareTo(b.at()))
                .toList();
    }

    List<Visit> visits() {
        return visitsByUser.values().stream().flatMap(List::stream).toList();
    }

    private static LocalDateTime instant(String date, String time) {
        return LocalDateTime.of(LocalDate.parse(date, DATE), LocalTime.parse(time, TIME));
    }
}
