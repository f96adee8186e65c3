package io.ihcattribution.database;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.ihcattribution.database.DataVersion.Change;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataVersionTest {

    @TempDir
    Path folder;

    private SqliteFile file;
    private HikariDataSource held;
    private DataVersion version;

    @BeforeEach
    void open() throws SQLException {
        file = SqliteFile.of(folder.resolve("shop.db"));
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(file.url());
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(250);
        held = new HikariDataSource(config);
        version = new DataVersion(file::identity, held);
        try (Connection own = held.getConnection()) {
            write(own, "create table t (x integer)");
        }
    }

    @AfterEach
    void close() {
        held.close();
    }

    @Test
    void aCommitOfAnotherConnectionIsAChangeOurOwnIsNone() throws SQLException {
        DataVersion.Moment before = version.now();

        try (Connection own = held.getConnection()) {
            write(own, "insert into t values (1)");
        }
        assertThat(before.until(version.now())).isEqualTo(Change.UNCHANGED);

        try (Connection other = DriverManager.getConnection(file.url())) {
            write(other, "insert into t values (2)");
        }
        assertThat(before.until(version.now())).isEqualTo(Change.CHANGED);
    }

    @Test
    void whileOurOwnTransactionKeepsTheConnectionNothingIsKnownAndNothingFails() throws SQLException {
        DataVersion.Moment before = version.now();

        try (Connection own = held.getConnection()) {
            DataVersion.Moment during = version.now();

            assertThat(before.until(during)).isEqualTo(Change.UNKNOWN);
            assertThat(during.until(during)).isEqualTo(Change.UNKNOWN);
        }
        assertThat(before.until(version.now())).isEqualTo(Change.UNCHANGED);
    }

    @Test
    void aFileThatWasReplacedOrDeletedOrEmptiedIsChanged() throws Exception {
        DataVersion.Moment before = version.now();
        Path other = folder.resolve("other.db");
        Files.copy(file.path(), other);
        Files.move(other, file.path(), StandardCopyOption.REPLACE_EXISTING);
        DataVersion.Moment replaced = version.now();
        assertThat(before.until(replaced)).isEqualTo(Change.CHANGED);
        assertThat(replaced.until(version.now())).isEqualTo(Change.UNCHANGED);

        Files.delete(file.path());
        assertThat(replaced.until(version.now())).isEqualTo(Change.CHANGED);

        Files.createFile(file.path());
        assertThat(replaced.until(version.now())).isEqualTo(Change.CHANGED);
    }

    private static void write(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
