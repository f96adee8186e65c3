package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.ihcattribution.routes.IhcServer.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another program holds the database for longer than any statement waits. */
@WholeApplication
class DatabaseWaitTest {

    private static final Duration LOCKED = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void whatIsPaidForOutlastsAProgramThatHoldsTheDatabaseForHalfAMinuteAndTheLogSaysSo() throws Exception {
        Shop shop = Shop.empty(folder).singles(6, "2026-01-01");
        Application.in(folder).makeTables();
        AtomicLong lockedAt = new AtomicLong();
        try (Connection other = DriverManager.getConnection(shop.ledgerUrl());
                Statement statement = other.createStatement();
                LogLines log = LogLines.open();
                IhcServer server = IhcServer.answering((number, request) -> {
                    if (number == 1) {
                        lock(statement);
                        lockedAt.set(System.nanoTime());
                    }
                    return Reply.json(200, IhcServer.equalShares(request));
                })) {
            Application application = Application.in(folder).calling(server).with("ihc.db.busy-timeout", "200ms")
                    // Renewed four times in this time, which has to wait as well.
                    .with("ihc.db.lease", "2s").with("ihc.batch.max-journeys", "2").with("ihc.api.concurrency", "2");
            CompletableFuture<Application.Result> run = CompletableFuture.supplyAsync(application::once);
            Await.until(() -> lockedAt.get() != 0 && System.nanoTime() - lockedAt.get() > LOCKED.toNanos());
            assertThat(run).isNotCompleted();
            statement.execute("rollback");

            Application.Result result = run.get(60, TimeUnit.SECONDS);

            assertThat(result.status()).as(result.err()).isZero();
            assertThat(server.requests()).as("nothing is bought again").hasSize(3);
            assertThat(shop.cell("select sum(attempts) from ihc_batch")).isEqualTo("3");
            assertThat(shop.cell("select count(*) from attribution_customer_journey")).isEqualTo("6");
            List<String> lines = log.text().lines().toList();
            assertThat(lines)
                    .filteredOn(
                            line -> line.contains("the run waits for the database and tries again: another program"))
                    .hasSize(1);
            assertThat(lines)
                    .filteredOn(line -> line.matches(".*the database is back after [23]\\d s; the run goes on"))
                    .hasSize(1);
            assertNothingOfCamel(lines);
        }
    }

    /** A run that fails while the database is held ends in its row as soon as that can be written. */
    @Test
    void theEndOfARunIsWrittenAsSoonAsTheDatabaseIsFree() throws Exception {
        Shop shop = Shop.empty(folder).singles(2, "2026-01-01");
        Application.in(folder).makeTables();
        try (Connection other = DriverManager.getConnection(shop.ledgerUrl());
                Statement statement = other.createStatement();
                LogLines log = LogLines.open();
                IhcServer server = IhcServer.answering((number, request) -> {
                    if (number == 1) {
                        lock(statement);
                    }
                    return Reply.text(401, "{\"message\":\"who are you\"}");
                })) {
            Application application = Application.in(folder).calling(server).with("ihc.db.busy-timeout", "50ms");
            CompletableFuture<Application.Result> run = CompletableFuture.supplyAsync(application::once);
            // The batch waits first, then the run's end does.
            Await.until(() -> log.text().contains("the run waits for the database"));
            assertThat(shop.cell("select state from ihc_run")).isEqualTo("running");
            assertThat(run).isNotCompleted();
            statement.execute("rollback");

            Application.Result result = run.get(60, TimeUnit.SECONDS);

            assertThat(result.status()).isEqualTo(1);
            assertThat(result.err()).contains("who are you");
            assertThat(shop.cell("select state || ', ' || reason from ihc_run")).startsWith("failed, ")
                    .contains("who are you");
            assertThat(shop.rows("select state from ihc_batch")).containsExactly("returned");
            assertThat(shop.rows("select * from ihc_lease")).isEmpty();
            assertThat(server.requests()).hasSize(1);
            assertNothingOfCamel(log.text().lines().toList());
        }
    }

    private static void lock(Statement statement) throws IOException {
        try {
            statement.execute("begin immediate");
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private static void assertNothingOfCamel(List<String> lines) {
        assertThat(lines).isNotEmpty().noneMatch(line -> line.matches("(WARN|ERROR) org\\.apache\\.camel.*"))
                .noneMatch(line -> line.contains("Failed delivery"));
    }
}
