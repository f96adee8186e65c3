package io.ihcattribution.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ihcattribution.database.DataVersion;
import io.ihcattribution.database.UnusableDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The shop's database is read as it is, and never written. */
class SourceDatabaseTest {

    private static final String SESSIONS =
            "session_sources (session_id text primary key, user_id, event_date, event_time, channel_name, "
                    + "holder_engagement, closer_engagement, impression_interaction)";

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void make() throws SQLException {
        file = folder.resolve("shop.db");
        make(file, "create table " + SESSIONS);
    }

    @Test
    void aFileIsReadAndNotChangedAndNothingIsLeftBesideIt() throws Exception {
        byte[] before = Files.readAllBytes(file);

        try (SourceDatabase source = open()) {
            assertThat(count(source)).isZero();
            assertThatThrownBy(() -> JdbcClient.create(source.dataSource())
                    .sql("insert into conversions (conv_id) values ('c')").update())
                    .hasMessageContaining("readonly");
            assertThatThrownBy(() -> JdbcClient.create(source.dataSource())
                    .sql("create index i on conversions (user_id)").update())
                    .hasMessageContaining("readonly");
        }

        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void viewsWillDoAndKeysAreTrustedWhereTheyAreDeclared() throws SQLException {
        Path views = folder.resolve("views.db");
        make(views, "create table " + SESSIONS.replace("session_sources", "raw"),
                "create view session_sources as select * from raw");

        try (SourceDatabase source = open()) {
            assertThat(source.declaredKeys()).isEqualTo(new DeclaredKeys(0, 1, 0));
        }
        try (SourceDatabase source = open(views)) {
            assertThat(source.declaredKeys()).isEqualTo(new DeclaredKeys(0, 0, 0));
            assertThat(count(source)).isZero();
        }
    }

    @Test
    void aFileThatIsReplacedIsReadAnewAndOneThatIsDeletedIsMissed() throws Exception {
        Path newer = folder.resolve("newer.db");
        make(newer, "create table " + SESSIONS,
                "insert into conversions values ('c', 'u', '2026-01-01', '10:00:00', 1)");
        try (SourceDatabase source = open()) {
            assertThat(count(source)).isZero();
            DataVersion.Moment before = source.version().now();
            source.reopenIfReplaced();
            assertThat(source.isReplaced()).isFalse();

            Files.move(newer, file, StandardCopyOption.REPLACE_EXISTING);
            assertThat(source.isReplaced()).isTrue();
            assertThat(before.until(source.version().now())).isEqualTo(DataVersion.Change.CHANGED);
            source.reopenIfReplaced();

            assertThat(count(source)).isEqualTo(1);
            assertThat(source.isReplaced()).isFalse();

            Files.delete(file);
            assertThatThrownBy(source::reopenIfReplaced).isInstanceOf(UnusableDatabase.class)
                    .hasMessageContaining("does not exist");
        }
    }

    @Test
    void anotherProgramsCommitIsSeen() throws SQLException {
        try (SourceDatabase source = open()) {
            DataVersion.Moment before = source.version().now();
            assertThat(before.until(source.version().now())).isEqualTo(DataVersion.Change.UNCHANGED);

            execute(file, "insert into session_costs values ('s', 1)");

            assertThat(before.until(source.version().now())).isEqualTo(DataVersion.Change.CHANGED);
        }
    }

    private SourceDatabase open() {
        return open(file);
    }

    private static SourceDatabase open(Path path) {
        return SourceDatabase.open("jdbc:sqlite:" + path, Duration.ofSeconds(5), "ihc.source.url");
    }

    private static int count(SourceDatabase source) {
        return JdbcClient.create(source.dataSource()).sql("select count(*) from conversions").query(Integer.class)
                .single();
    }

    private static void make(Path path, String... statements) throws SQLException {
        execute(path, "create table conversions (conv_id, user_id, conv_date, conv_time, revenue)",
                "create table session_costs (session_id, cost)");
        execute(path, statements);
    }

    private static void execute(Path path, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + path);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
