package io.ihcattribution.routes;

import java.io.ByteArrayOutputStream;
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
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A shop's database, filled row by row, and the ledger beside it: real SQLite files in a test's folder. They are one
 * file, {@code shop.db}; with {@code -Dihc.test.ledger=apart} the ledger is {@code ledger.db}. A statement finds the
 * tables of either by their names alone.
 */
final class Shop {

    /** Whether the ledger is a file of its own. */
    static final boolean APART = "apart".equals(System.getProperty("ihc.test.ledger"));

    private static final Pattern OF_THE_SOURCE = Pattern.compile("conversions|session_sources|session_costs");
    private static final String TABLES = "select name from pragma_table_list where type = 'table' "
            + "and name not like 'sqlite%' and name not in ('ihc_schema_history', 'ihc_report_setting')";

    private final Path file;
    private final Path ledger;

    private Shop(Path file) {
        this.file = file;
        this.ledger = APART ? file.resolveSibling("ledger.db") : file;
    }

    /** A shop with the three tables as users bring them, and no row. */
    static Shop empty(Path folder) {
        Shop shop = new Shop(folder.resolve("shop.db"));
        shop.execute("create table conversions (conv_id text not null, user_id text not null, conv_date text not null, "
                + "conv_time text not null, revenue real not null, primary key (conv_id))");
        shop.execute("create table session_sources (session_id text not null, user_id text not null, "
                + "event_date text not null, event_time text not null, channel_name text not null, "
                + "holder_engagement integer not null, closer_engagement integer not null, "
                + "impression_interaction integer not null, primary key (session_id))");
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

    /** The file that the shop writes. */
    Path file() {
        return file;
    }

    /** The file that the product writes; the shop's where they are one. */
    Path ledger() {
        return ledger;
    }

    /** The ledger's file as a JDBC URL, for a program that works beside the product. */
    String ledgerUrl() {
        return "jdbc:sqlite:" + ledger;
    }

    /** The settings that name the files of a folder. */
    static Map<String, String> settings(Path folder) {
        Shop shop = new Shop(folder.resolve("shop.db"));
        return APART ? Map.of("ihc.source.url", "jdbc:sqlite:" + shop.file, "ihc.db.url", shop.ledgerUrl())
                : Map.of("ihc.db.url", shop.ledgerUrl());
    }

    /** The bytes of the files, to see that nothing changes them. */
    byte[] bytes() {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes(Files.readAllBytes(file));
            if (hasLedgerApart()) {
                bytes.writeBytes(Files.readAllBytes(ledger));
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        return singles(count, date, "c");
    }

    /** The same, of other users, with ids that begin so. */
    Shop singles(int count, String date, String letter) {
        List<String> rows = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            String n = String.format("%04d", i);
            String user = (letter.equals("c") ? "u" : letter) + n;
            rows.add("insert into conversions values ('" + letter + n + "', '" + user + "', '" + date
                    + "', '12:00:00', 10)");
            rows.add("insert into session_sources values ('" + (letter.equals("c") ? "s" : letter) + n + "', '" + user
                    + "', '" + date
                    + "', '11:00:00', 'Search', 1, 1, 0)");
        }
        return all(rows);
    }

    /** Does many changes in one transaction; the statements are SQL texts. */
    Shop all(List<String> statements) {
        try (Connection connection = open(file); Statement statement = connection.createStatement()) {
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

    /** Deletes all rows, but the history of the ledger's schema and its one row of settings. */
    void deleteRows() {
        all(rows(TABLES).stream().map(table -> "delete from " + table).toList());
    }

    /** Takes over all rows of another shop and its ledger, but the history of the ledger's schema. */
    void copyRows(Shop other) {
        copyRows(file, other.file);
        if (APART) {
            copyRows(ledger, other.ledger);
        }
    }

    private static void copyRows(Path to, Path from) {
        Shop shop = new Shop(to);
        try (Connection connection = shop.open(to); Statement statement = connection.createStatement()) {
            statement.execute("attach '" + from + "' as other");
            connection.setAutoCommit(false);
            for (String table : shop.rows(TABLES + " and schema = 'main'")) {
                statement.execute("delete from main." + table);
                statement.execute("insert into main." + table + " select * from other." + table);
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void execute(String sql, Object... parameters) {
        // What is made belongs to the ledger, unless it is of a table of the shop.
        boolean makes = sql.startsWith("create ") && !OF_THE_SOURCE.matcher(sql).find();
        try (Connection connection = open(makes && Files.exists(ledger) ? ledger : file);
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /**
     * Writes to the shop's own file; whatever holds it for longer than a moment's write to the ledger makes this fail.
     */
    void executeWithoutPatience(String sql) {
        try (Connection connection =
                DriverManager.getConnection("jdbc:sqlite:" + file + "?busy_timeout=" + (APART ? 0 : 500));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The rows of a query, the columns of each joined by {@code |}; null is the empty text. */
    List<String> rows(String sql) {
        try (Connection connection = open(file);
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
        return !rows("select name from pragma_table_list where name = '" + table + "'").isEmpty();
    }

    /** Conversions of one to four sessions, with costs, over three channels and a fortnight. */
    Shop fill(int conversions) {
        List<String> channels = List.of("Search", "Email", "Social");
        List<String> rows = new ArrayList<>();
        for (int c = 1; c <= conversions; c++) {
            String id = String.format("%04d", c);
            for (int s = 0; s <= c % 4; s++) {
                rows.add(String.format("insert into session_sources values "
                        + "('s%s-%d', 'u%s', '2026-01-%02d', '10:00:00', '%s', 1, 1, 0)",
                        id, s, id, 1 + (c + s * 3) % 14, channels.get((c + s) % 3)));
                rows.add(String.format("insert into session_costs values ('s%s-%d', %d.%02d)", id, s, s, c % 100));
            }
            rows.add(String.format("insert into conversions values ('c%s', 'u%s', '2026-01-31', '12:00:00', %d.5)",
                    id, id, c));
        }
        return all(rows);
    }

    /** A connection to a file, with the ledger at hand where it is another one. */
    private Connection open(Path to) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + to + "?busy_timeout=10000");
        if (hasLedgerApart()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("attach '" + (to.equals(file) ? ledger : file) + "' as beside");
            }
        }
        return connection;
    }

    private boolean hasLedgerApart() {
        return !ledger.equals(file) && Files.exists(ledger);
    }
}
