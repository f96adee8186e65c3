package io.ihcattribution.sample;

import io.ihcattribution.database.DatabaseFault;
import io.ihcattribution.database.SqlFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SimplePropertySqlParameterSource;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Writes a sample shop into the tables that users bring: {@code conversions}, {@code session_sources} and
 * {@code session_costs}.
 *
 * <p>Rows come day by day, as a shop's daily export loads them, in no order within the day. So a user's sessions lie
 * as scattered as in a real database, and a measurement is not flattered. Only the times of what happened are kept in
 * memory; all else of a row is drawn when it is written.
 */
public final class SampleDatabase {

    /**
     * The file is built beside its place and renamed, so a fault in the middle loses nothing if it cannot be rolled
     * back; that saves the journal and every wait for the disk but the last.
     */
    private static final List<String> BUILDING_PRAGMAS = List.of(
            "pragma journal_mode = off", "pragma synchronous = off", "pragma locking_mode = exclusive",
            "pragma cache_size = -65536");

    private final NamedParameterJdbcTemplate database;
    private final SampleRows rows;
    private int conversions;
    private int sessions;
    private int costs;

    private SampleDatabase(NamedParameterJdbcTemplate database, SampleRows rows) {
        this.database = database;
        this.rows = rows;
    }

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
     * Writes a SQLite file, whole or not at all. Missing folders are made; a file that is there stays as it
     * is.
     *
     * @param profile the shop
     * @param file where the database is to be
     * @return what has been written
     * @throws FileAlreadyExistsException if there is a file or folder of that name
     * @throws IOException if the file cannot be written
     */
    public static Counts write(ShopProfile profile, Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileAlreadyExistsException(
                    file.toString(), null, "this is a folder; the sample database needs the name of a file.");
        }
        Path target = file.toAbsolutePath();
        // With a database of that name there would be a shop's data, or a log that SQLite would play into the new one.
        for (String part : List.of("", "-wal", "-shm", "-journal")) {
            Path old = Path.of(target + part);
            if (Files.exists(old, LinkOption.NOFOLLOW_LINKS)) {
                throw new FileAlreadyExistsException(old.toString(), null,
                        "it is there already, and the sample is not written over it; name another file, or delete it");
            }
        }
        Files.createDirectories(target.getParent());
        Path part = Path.of(target + ".part");
        Files.deleteIfExists(part);
        try {
            Counts counts = build(profile, part);
            try (FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
                written.force(true);
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
            return counts;
        } catch (SQLException | DataAccessException e) {
            throw new IOException("the sample database " + file + " cannot be written: " + DatabaseFault.sentence(e),
                    e);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static Counts build(ShopProfile profile, Path file) throws SQLException {
        List<Visitor> visitors = new Visitors(profile).all();
        List<List<Visitor>> active = Stream.<List<Visitor>>generate(ArrayList::new).limit(profile.days()).toList();
        visitors.forEach(visitor -> visitor.days().forEach(day -> active.get(day).add(visitor)));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            NamedParameterJdbcTemplate database =
                    new NamedParameterJdbcTemplate(new SingleConnectionDataSource(connection, true));
            BUILDING_PRAGMAS.forEach(database.getJdbcOperations()::execute);
            connection.setAutoCommit(false);
            Stream.of("sample/create_conversions", "sample/create_session_sources", "sample/create_session_costs")
                    .map(SqlFile::read).forEach(database.getJdbcOperations()::execute);
            SampleDatabase sample = new SampleDatabase(database, new SampleRows(profile));
            for (int day = 0; day < profile.days(); day++) {
                sample.writeDay(day, active.get(day));
            }
            connection.commit();
            return new Counts(visitors.size(), sample.conversions, sample.sessions, sample.costs);
        }
    }

    private void writeDay(int day, List<Visitor> active) {
        List<SampleRows.SessionRow> visits = active.stream().flatMap(visitor -> Visitor.on(day, visitor.sessionTimes())
                .mapToObj(i -> rows.session(visitor, i))).toList();
        sessions += insert("sample/insert_session_source", visits.stream());
        costs += insert("sample/insert_session_cost", visits.stream().filter(visit -> visit.cost() != null));
        conversions += insert("sample/insert_conversion", active.stream().flatMap(
                visitor -> Visitor.on(day, visitor.conversionTimes()).mapToObj(i -> rows.conversion(visitor, i))));
    }

    private int insert(String statement, Stream<?> rows) {
        return database.batchUpdate(SqlFile.read(statement),
                rows.map(SimplePropertySqlParameterSource::new).toArray(SqlParameterSource[]::new)).length;
    }
}
