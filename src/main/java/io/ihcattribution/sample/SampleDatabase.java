package io.ihcattribution.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Writes a sample shop into the tables that users bring: {@code conversions}, {@code session_sources} and
 * {@code session_costs}.
 *
 * <p>Rows come day by day, as a shop's daily export loads them, in no order within the day. So a user's sessions lie
 * as scattered as in a real database, and a measurement is not flattered. Sessions are drawn when they are written and
 * not kept: memory grows by four bytes a user.
 */
public final class SampleDatabase {

    /**
     * What has been written.
     *
     * @param users the users, converting or not
     * @param conversions rows in {@code conversions}
     * @param sessions rows in {@code session_sources}
     * @param costs rows in {@code session_costs}
     */
    public record Counts(int users, int conversions, int sessions, int costs) {}

    /**
     * The file is built beside its place and renamed, so a fault in the middle loses nothing if it cannot be rolled
     * back; that saves the journal and every wait for the disk but the last.
     */
    private static final List<String> BUILDING_PRAGMAS = List.of(
            "pragma journal_mode = off",
            "pragma synchronous = off",
            "pragma locking_mode = exclusive",
            "pragma cache_size = -65536");

    private SampleDatabase() {}

    /**
     * Writes a SQLite file, whole or not at all. Missing folders are made.
     *
     * @param profile the shop
     * @param file where the database is to be
     * @param replace whether a file there is replaced, with all that it holds; it must not be in use
     * @return what has been written
     * @throws FileAlreadyExistsException if there is a file and {@code replace} is false
     * @throws IOException if the file cannot be written
     */
    public static Counts write(ShopProfile profile, Path file, boolean replace) throws IOException {
        refuseToOverwrite(file, replace);
        Path target = file.toAbsolutePath();
        Files.createDirectories(target.getParent());
        Path part = target.resolveSibling(target.getFileName() + ".part");
        Files.deleteIfExists(part);
        try {
            Counts counts = build(profile, part);
            flushToDisk(part);
            refuseToOverwrite(file, replace);
            // Left there, SQLite would play the old database's log into the new one.
            Files.deleteIfExists(target.resolveSibling(target.getFileName() + "-wal"));
            Files.deleteIfExists(target.resolveSibling(target.getFileName() + "-shm"));
            Files.deleteIfExists(target.resolveSibling(target.getFileName() + "-journal"));
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return counts;
        } catch (SQLException e) {
            throw new IOException("The sample database " + file + " cannot be written: " + e.getMessage(), e);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /**
     * Writes into a database that has none of the three tables yet, and commits after each day.
     *
     * @param profile the shop
     * @param connection to the database; its auto-commit is off afterwards
     * @return what has been written
     * @throws SQLException if the database refuses, for instance because a table exists
     */
    public static Counts write(ShopProfile profile, Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql("create_conversions"));
            statement.execute(sql("create_session_sources"));
            statement.execute(sql("create_session_costs"));
        }
        Census census = new Census(profile);
        try (DayWriter writer = new DayWriter(profile, census, connection)) {
            for (int day = 0; day < profile.days(); day++) {
                writer.write(day);
                connection.commit();
            }
            return new Counts(census.users(), census.conversions(), census.sessions(), writer.costs());
        }
    }

    private static void refuseToOverwrite(Path file, boolean replace) throws FileAlreadyExistsException {
        if (Files.isDirectory(file)) {
            throw new FileAlreadyExistsException(
                    file.toString(), null, "this is a folder; the sample database needs the name of a file.");
        }
        if (!replace && Files.exists(file)) {
            throw new FileAlreadyExistsException(
                    file.toString(), null, "this file exists already; a sample replaces it only when told to.");
        }
    }

    private static Counts build(ShopProfile profile, Path part) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + part)) {
            try (Statement statement = connection.createStatement()) {
                for (String pragma : BUILDING_PRAGMAS) {
                    statement.execute(pragma);
                }
            }
            return write(profile, connection);
        }
    }

    private static void flushToDisk(Path part) throws IOException {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    static String sql(String name) {
        try (InputStream statement = SampleDatabase.class.getResourceAsStream(name + ".sql")) {
            return new String(statement.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
