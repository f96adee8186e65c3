package io.ihcattribution.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A shop's database: a real SQLite file in a test's folder, filled row by row. */
final class Shop {

    private final Path file;

    private Shop(Path file) {
        this.file = file;
    }

    /** A shop with the three tables as users bring them, and no row. */
    static Shop empty(Path folder) {
        Shop shop = new Shop(folder.resolve("shop.db"));
        shop.execute("create table conversions (conv_id text not null, user_id text not null, conv_date text not null, "
                + "conv_time text not null, revenue real not null, primary key (conv_id))");
        shop.execute("create table session_sources (session_id text not null, user_id text not null, event_date text not null, "
                + "event_time text not null, channel_name text not null, holder_engagement integer not null, "
                + "closer_engagement integer not null, impression_interaction integer not null, primary key (session_id))");
        shop.execute("create table session_costs (session_id text not null, cost real, primary key (session_id))");
        return shop;
    }

    /** The shop of a file; for a copy of a database that exists. */
    static Shop copyOf(Path original, Path folder) {
        try {
            Path copy = folder.resolve("shop.db");
            Files.write(copy, Files.readAllBytes(original));
            return new Shop(copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The shop of a file that is there already. */
    static Shop at(Path file) {
        return new Shop(file);
    }

    Path file() {
        return file;
    }

    String url() {
        return "jdbc:sqlite:" + file;
    }

    /** @param time such as {@code 2026-01-31 10:00:00} */
    Shop conversion(String id, String user, String time, double revenue) {
        String[] parts = time.split(" ");
        execute("insert into conversions values (?, ?, ?, ?, ?)", id, user, parts[0], parts[1], revenue);
        return this;
    }

    /** @param time such as {@code 2026-01-31 10:00:00} */
    Shop session(String id, String user, String time, String channel) {
        String[] parts = time.split(" ");
        execute("insert into session_sources values (?, ?, ?, ?, ?, 1, 1, 0)", id, user, parts[0], parts[1], channel);
        return this;
    }

    /** A session with a cost. */
    Shop session(String id, String user, String time, String channel, double cost) {
        session(id, user, time, channel);
        execute("insert into session_costs values (?, ?)", id, cost);
        return this;
    }

    /** Conversions with one session each, named c0001, c0002 and so on, 10 EUR each. */
    Shop singles(int count, String date) {
        try (Connection connection = DriverManager.getConnection(url())) {
            connection.setAutoCommit(false);
            for (int i = 1; i <= count; i++) {
                String n = String.format("%04d", i);
                try (Statement statement = connection.createStatement()) {
                    statement.execute("insert into conversions values ('c" + n + "', 'u" + n + "', '" + date + "', '12:00:00', 10)");
                    statement.execute("insert into session_sources values ('s" + n + "', 'u" + n + "', '" + date
                            + "', '11:00:00', 'Search', 1, 1, 0)");
                }
            }
            connection.commit();
            return this;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Does many changes in one transaction; the statements are SQL texts. */
    Shop all(List<String> statements) {
        try (Connection connection = DriverManager.getConnection(url() + "?busy_timeout=10000");
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String sql : statements) {
                statement.execute(sql);
            }
            connection.commit();
            return this;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Does many changes in one transaction, with another database's file at hand under a name. */
    void attached(String name, Path other, List<String> statements) {
        try (Connection connection = DriverManager.getConnection(url() + "?busy_timeout=10000");
                Statement statement = connection.createStatement()) {
            statement.execute("attach '" + other + "' as " + name);
            connection.setAutoCommit(false);
            for (String sql : statements) {
                statement.execute(sql);
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void execute(String sql, Object... parameters) {
        try (Connection connection = DriverManager.getConnection(url() + "?busy_timeout=10000");
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The rows of a query, the columns of each joined by {@code |}; null is the empty text. */
    List<String> rows(String sql) {
        try (Connection connection = DriverManager.getConnection(url() + "?busy_timeout=10000");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> cells = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    cells.add(result.getString(i) == null ? "" : result.getString(i));
                }
                rows.add(String.join("|", cells));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The one cell of a query. */
    String cell(String sql) {
        return rows(sql).get(0);
    }

    /** Whether a table is there. */
    boolean has(String table) {
        return cell("select count(*) from sqlite_master where name = '" + table + "'").equals("1");
    }

    /** Conversions of one to four sessions, with costs, over three channels and a fortnight. */
    Shop fill(int conversions) {
        List<String> channels = List.of("Search", "Email", "Social");
        try (Connection connection = DriverManager.getConnection(url()); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int c = 1; c <= conversions; c++) {
                String id = String.format("%04d", c);
                for (int s = 0; s <= c % 4; s++) {
                    statement.execute(String.format(
                            "insert into session_sources values ('s%s-%d', 'u%s', '2026-01-%02d', '10:00:00', '%s', 1, 1, 0)",
                            id, s, id, 1 + (c + s * 3) % 14, channels.get((c + s) % 3)));
                    statement.execute(String.format("insert into session_costs values ('s%s-%d', %d.%02d)", id, s, s, c % 100));
                }
                statement.execute(String.format("insert into conversions values ('c%s', 'u%s', '2026-01-31', '12:00:00', %d.5)", id, id, c));
            }
            connection.commit();
            return this;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
