package io.ihcattribution.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForeignCommitsTest {

    @TempDir
    Path folder;

    private String url;
    private HikariDataSource writing;
    private ForeignCommits commits;

    @BeforeEach
    void open() throws SQLException {
        url = "jdbc:sqlite:" + folder.resolve("shop.db");
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(250);
        writing = new HikariDataSource(config);
        commits = new ForeignCommits(writing);
        try (Connection own = writing.getConnection()) {
            write(own, "create table t (x integer)");
        }
    }

    @AfterEach
    void close() {
        writing.close();
    }

    @Test
    void aCommitOfAnotherConnectionMakesAnotherMomentOurOwnDoesNot() throws SQLException {
        ForeignCommits.Moment before = commits.now();

        try (Connection own = writing.getConnection()) {
            write(own, "insert into t values (1)");
        }
        assertThat(commits.now()).isEqualTo(before);

        try (Connection other = DriverManager.getConnection(url)) {
            write(other, "insert into t values (2)");
        }
        assertThat(commits.now()).isNotEqualTo(before);
    }

    @Test
    void whileOurOwnTransactionKeepsTheConnectionNothingIsKnownAndNothingFails() throws SQLException {
        ForeignCommits.Moment before = commits.now();

        try (Connection own = writing.getConnection()) {
            ForeignCommits.Moment during = commits.now();

            assertThat(during).isNotEqualTo(before).isNotEqualTo(commits.now());
        }
        assertThat(commits.now()).isEqualTo(before);
    }

    private static void write(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
