package io.ihcattribution.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.ihcattribution.ledger.LedgerDatabase;
import io.ihcattribution.report.RunSummary;
import io.ihcattribution.run.Run;
import io.ihcattribution.run.RunCounts;
import io.ihcattribution.settings.RuleFiles;
import io.ihcattribution.source.SourceDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a scheduled run takes place, with source and ledger in two files. */
class ScheduleTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    private long runsBegun;
    private SourceDatabase source;
    private LedgerDatabase ledger;
    private Schedule schedule;

    @BeforeEach
    void open() throws SQLException {
        makeShop("shop.db");
        source = SourceDatabase.open(url("shop.db"), TIMEOUT, "ihc.source.url");
        ledger = LedgerDatabase.open(url("ihc.db"), TIMEOUT);
        schedule = new Schedule(30, Clock.systemUTC(), List.of(ledger.version(), source.version()),
                new RuleFiles(List.of()),
                () -> runsBegun);
    }

    @AfterEach
    void close() {
        ledger.close();
        source.close();
    }

    @Test
    void isLeftOutWhereNobodyWroteToEitherSinceARunThatFoundAllInOrder() throws SQLException {
        run();
        assertThat(schedule.isDue()).isFalse();
        assertThat(schedule.isDue()).isFalse();
        write(ledger);
        assertThat(schedule.isDue()).as("our own commits do not count").isFalse();
    }

    @Test
    void takesPlaceWhereAnotherProgramWroteToTheSourceOrTheLedger() throws SQLException {
        run();
        execute("shop.db", "insert into session_costs values ('s', 1)");
        assertThat(schedule.isDue()).isTrue();

        run();
        assertThat(schedule.isDue()).isFalse();
        execute("ihc.db", "delete from ihc_lease");
        execute("ihc.db", "insert into ihc_lease values ('x', 'y', 'z')");
        assertThat(schedule.isDue()).isTrue();
    }

    @Test
    void takesPlaceWhereTheSourceWasWrittenDuringTheRunOrTheRunFoundFaults() throws SQLException {
        assertThat(schedule.isDue()).isTrue();
        runsBegun++;
        execute("shop.db", "insert into session_costs values ('s', 1)");
        schedule.ran(completed(0));
        assertThat(schedule.isDue()).isTrue();

        runsBegun++;
        schedule.ran(completed(1));
        assertThat(schedule.isDue()).isTrue();
    }

    @Test
    void takesPlaceWhereTheSourcesFileWasReplacedOrDeletedOrEmptied() throws Exception {
        run();
        makeShop("new.db");
        Files.move(folder.resolve("new.db"), folder.resolve("shop.db"), StandardCopyOption.REPLACE_EXISTING);
        assertThat(schedule.isDue()).isTrue();

        source.reopenIfReplaced();
        run();
        assertThat(schedule.isDue()).isFalse();
        Files.delete(folder.resolve("shop.db"));
        assertThat(schedule.isDue()).isTrue();
    }

    private void run() {
        assertThat(schedule.isDue()).isTrue();
        runsBegun++;
        schedule.ran(completed(0));
    }

    private RunOutcome completed(long failed) {
        Run run = new Run("r", schedule.request(), "default", "", Instant.EPOCH, false, false);
        return RunOutcome
                .completed(new RunSummary(run, new RunCounts(failed, 0, 0, failed, 0, 0, 0, 0, 0, 0, 0, 0), null,
                        List.of(), Instant.EPOCH, "1", Map.of(), null, null, null, null));
    }

    private void makeShop(String name) throws SQLException {
        execute(name, "create table conversions (conv_id, user_id, conv_date, conv_time, revenue)");
        execute(name, "create table session_costs (session_id, cost)");
        execute(name, "create table session_sources (session_id, user_id, event_date, event_time, channel_name, "
                + "holder_engagement, closer_engagement, impression_interaction)");
    }

    private String url(String name) {
        return "jdbc:sqlite:" + folder.resolve(name);
    }

    private static void write(LedgerDatabase ledger) throws SQLException {
        try (Connection connection = ledger.writing().getConnection(); Statement statement =
                connection.createStatement()) {
            statement.execute("insert into ihc_lease values ('a', 'b', 'c')");
        }
    }

    private void execute(String name, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(name) + "?busy_timeout=5000");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
