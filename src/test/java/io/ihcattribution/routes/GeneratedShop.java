package io.ihcattribution.routes;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * A shop of random rows, kept in memory beside its SQLite file: few users with many visits, so that conversions share
 * sessions and seconds, sessions come after conversions, and costs are missing, null, nothing or nobody's. A dirty one
 * has padded channels, negative costs and revenue, and sessions with several costs, equal or not, too.
 */
final class GeneratedShop {

    static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
    static final int DAYS = 40;

    private static final List<String> CHANNELS =
            List.of("Search", "search", "E-Mail", "Radio", "Direct", "Búsqueda", "搜索",
                    "🛒 Shop", "قناة", "Affiliate, \"Partners\"", "O'Brien; drop table conversions", "two\nlines",
                    "\uFF5Ewide", "z");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    record Session(String id, String user, LocalDateTime at, String channel, int holder, int closer, int impression) {}

    /** @param revenue null where the table says null */
    record Conversion(String id, String user, LocalDateTime at, Double revenue) {}

    /** @param cost null where the table says null */
    record Cost(String session, Double cost) {}

    private final Random random;
    private final int channels;
    private final boolean dirty;
    private final List<Session> sessions = new ArrayList<>();
    private final List<Conversion> conversions = new ArrayList<>();
    private final List<Cost> costs = new ArrayList<>();
    private int users;
    private int ids;

    /** A shop of so many users; the same seed and size give the same one. */
    GeneratedShop(long seed, int users, boolean dirty) {
        random = new Random(seed);
        this.dirty = dirty;
        channels = 1 + random.nextInt(CHANNELS.size());
        for (int i = 0; i < users; i++) {
            addUser();
        }
    }

    List<Session> sessions() {
        return sessions;
    }

    List<Conversion> conversions() {
        return conversions;
    }

    List<Cost> costs() {
        return costs;
    }

    /** What happens in a shop between two runs: a few changes of any kind, or none. */
    void change() {
        int changes = random.nextInt(6);
        for (int i = 0; i < changes; i++) {
            changeOnce();
        }
    }

    /** Replaces the rows of the file's three tables, which it makes where there are none. */
    void write(Path file) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file + "?busy_timeout=10000")) {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute("create table if not exists conversions "
                        + "(conv_id text, user_id text, conv_date text, conv_time text, revenue real)");
                statement.execute(
                        "create table if not exists session_sources (session_id text, user_id text, event_date text, "
                                + "event_time text, channel_name text, holder_engagement integer, closer_engagement"
                                + " integer, "
                                + "impression_interaction integer)");
                statement.execute("create table if not exists session_costs (session_id text, cost real)");
                for (String table : List.of("conversions", "session_sources", "session_costs")) {
                    statement.execute("delete from " + table);
                }
            }
            insert(connection, "conversions", conversions.stream().map(c -> new Object[] {
                    c.id(), c.user(), c.at().toLocalDate().toString(), TIME.format(c.at()), c.revenue()}).toList());
            insert(connection, "session_sources", sessions.stream().map(s -> new Object[] {
                    s.id(), s.user(), s.at().toLocalDate().toString(), TIME.format(s.at()), s.channel(), s.holder(),
                    s.closer(),
                    s.impression()}).toList());
            insert(connection, "session_costs", costs.stream().map(c -> new Object[] {c.session(), c.cost()}).toList());
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return List.of(conversions, sessions, costs).stream().map(rows -> rows.stream().map(Object::toString)
                .collect(Collectors.joining("\n"))).collect(Collectors.joining("\n\n"));
    }

    private void addUser() {
        String user = "u" + users++;
        int visits = random.nextInt(9);
        for (int i = 0; i < visits; i++) {
            addSession(user);
        }
        int orders = random.nextInt(4);
        for (int i = 0; i < orders; i++) {
            addConversion(user);
        }
    }

    private void addSession(String user) {
        Session session =
                new Session(id("s"), user, time(), channel(), random.nextInt(2), random.nextInt(2), random.nextInt(2));
        sessions.add(session);
        if (random.nextInt(3) > 0) {
            costs.add(new Cost(session.id(), cost()));
        }
        if (isDirty()) {
            Double cost = cost();
            costs.add(new Cost(session.id(), cost));
            costs.add(new Cost(session.id(), random.nextBoolean() ? cost : cost()));
        }
        if (random.nextInt(20) == 0) {
            costs.add(new Cost(id("nobody"), 1_000.0));
        }
    }

    private void addConversion(String user) {
        conversions.add(new Conversion(id("c"), user, time(), revenue()));
    }

    private void changeOnce() {
        int session = sessions.isEmpty() ? -1 : random.nextInt(sessions.size());
        int conversion = conversions.isEmpty() ? -1 : random.nextInt(conversions.size());
        int cost = costs.isEmpty() ? -1 : random.nextInt(costs.size());
        String user = "u" + random.nextInt(users);
        switch (random.nextInt(13)) {
            case 0 -> addUser();
            case 1, 2 -> addConversion(user);
            case 3, 4 -> addSession(user);
            case 5 -> replace(costs, cost, old -> new Cost(old.session(), cost()));
            case 6 -> replace(costs, cost, old -> null);
            case 7 -> replace(conversions, conversion,
                    old -> new Conversion(old.id(), old.user(), old.at(), revenue()));
            case 8 -> replace(conversions, conversion,
                    old -> new Conversion(old.id(), old.user(), time(), old.revenue()));
            // An empty table stops the run; that is another test's.
            case 9 -> replace(conversions, conversions.size() > 1 ? conversion : -1, old -> null);
            case 10 -> replace(sessions, sessions.size() > 1 ? session : -1, old -> null);
            case 11 -> replace(sessions, session, old -> new Session(
                    old.id(), old.user(), old.at(), channel(), old.holder(), old.closer(), old.impression()));
            default -> replace(sessions, session, old -> new Session(
                    old.id(), old.user(), time(), old.channel(), old.holder(), 1 - old.closer(), old.impression()));
        }
    }

    private static <T> void replace(List<T> rows, int index, java.util.function.UnaryOperator<T> change) {
        if (index >= 0) {
            T changed = change.apply(rows.get(index));
            if (changed == null) {
                rows.remove(index);
            } else {
                rows.set(index, changed);
            }
        }
    }

    /** In no order, so that neither conversions nor sessions of one second are read as they were made. */
    private String id(String kind) {
        return kind + Integer.toString(1_000 + random.nextInt(9_000)) + "-" + ids++;
    }

    /** Few times of day: many sessions and conversions share their second. */
    private LocalDateTime time() {
        return FIRST.plusDays(random.nextInt(DAYS))
                .atTime(LocalTime.of(random.nextInt(3) * 11, 0, random.nextInt(2) * 59));
    }

    private boolean isDirty() {
        return dirty && random.nextInt(12) == 0;
    }

    private String channel() {
        String channel = CHANNELS.get(random.nextInt(channels));
        return isDirty() ? List.of(" ", "\t", "\u00A0").get(random.nextInt(3)) + channel + " " : channel;
    }

    private Double cost() {
        if (isDirty()) {
            return -random.nextInt(1_000) / 100.0;
        }
        return switch (random.nextInt(8)) {
            case 0 -> null;
            case 1 -> 0.0;
            case 2 -> 12_345_678.9;
            case 3 -> 1e-7;
            default -> random.nextInt(1_000) / 100.0;
        };
    }

    private Double revenue() {
        if (isDirty()) {
            return -1.0 - random.nextInt(1_000);
        }
        return switch (random.nextInt(10)) {
            case 0 -> null;
            case 1 -> 0.0;
            default -> random.nextInt(100_000) / 100.0;
        };
    }

    private static void insert(Connection connection, String table, List<Object[]> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        String marks = "?, ".repeat(rows.get(0).length).replaceFirst(", $", "");
        try (PreparedStatement statement =
                connection.prepareStatement("insert into " + table + " values (" + marks + ")")) {
            for (Object[] row : rows) {
                for (int i = 0; i < row.length; i++) {
                    statement.setObject(i + 1, row[i]);
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
