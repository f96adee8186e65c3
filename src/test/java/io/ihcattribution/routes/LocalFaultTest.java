package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.ihcattribution.routes.IhcServer.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Faults of this machine: the work waits where waiting helps, says what is wrong, and loses nothing that is paid for.
 */
@WholeApplication
class LocalFaultTest {

    @TempDir
    Path folder;

    /** Locked while the first answer is under way, so that it cannot be stored, nor the next batch be counted. */
    @ParameterizedTest
    @ValueSource(strings = {"equal shares", "refusal", "unavailable"})
    void whatIsPaidForWaitsWhileAnotherProgramHoldsTheDatabase(String answer) throws Exception {
        Shop shop = Shop.empty(folder).singles(6, "2026-01-01");
        Application.in(folder).makeTables();
        try (Connection other = DriverManager.getConnection(shop.ledgerUrl());
                Statement statement = other.createStatement();
                IhcServer server = IhcServer.answering((number, request) -> {
                    try {
                        if (number == 1) {
                            statement.execute("begin immediate");
                        }
                    } catch (java.sql.SQLException e) {
                        throw new IOException(e);
                    }
                    if (answer.equals("unavailable") && number == 1) {
                        // The next attempt has to be counted while the database is locked.
                        return Reply.text(503, "");
                    }
                    return answer.equals("refusal") && request.journeys().size() > 1
                            ? Reply.text(400, "{\"message\":\"no\"}")
                            : Reply.json(200, IhcServer.equalShares(request));
                })) {
            Application application = Application.in(folder).calling(server).with("ihc.db.busy-timeout", "50ms")
                    .with("ihc.batch.max-journeys", "2").with("ihc.api.concurrency", "1");
            CompletableFuture<Application.Result> run = CompletableFuture.supplyAsync(application::once);
            Await.until(() -> server.requests().size() == 1);
            // Much longer than a statement waits by itself, and past the first pause between two tries.
            assertThat(Stream.of(run)).noneMatch(r -> completes(r, 2_500));
            assertThat(server.requests()).hasSize(1);
            assertThat(shop.cell("select count(*) from attribution_customer_journey")).isEqualTo("0");
            statement.execute("rollback");

            Application.Result result = run.get(60, TimeUnit.SECONDS);

            assertThat(result.status()).as(result.err()).isZero();
            assertThat(server.requests()).hasSize(answer.equals("refusal") ? 9 : answer.equals("unavailable") ? 4 : 3);
            assertThat(shop.cell("select sum(attempts) from ihc_batch")).isEqualTo("" + server.requests().size());
            assertThat(shop.cell("select count(*) from attribution_customer_journey")).isEqualTo("6");
        }
    }

    /**
     * A table refuses a row when the credits of its batch are in already: they go again, and the run says why it ends.
     */
    @ParameterizedTest
    @ValueSource(strings = {"insert on ihc_journey when new.conv_id = 'c0002'",
            "update on ihc_batch when new.state = 'answered'"})
    void aBatchIsStoredWholeOrNotAtAll(String refused) {
        Shop shop = Shop.empty(folder).singles(4, "2026-01-01");
        try (IhcServer server = IhcServer.givingEqualShares()) {
            Application application = Application.in(folder).calling(server);
            application.makeTables();
            shop.execute(
                    "create trigger refusal before " + refused + " begin select raise(abort, 'out of order'); end");

            Application.Result result = application.once();

            assertThat(result.status()).isEqualTo(1);
            assertThat(result.err()).contains("out of order");
            assertThat(server.requests()).hasSize(1);
            assertThat(shop.cell("select count(*) from attribution_customer_journey")).isEqualTo("0");
            assertThat(shop.cell("select count(*) from ihc_journey")).isEqualTo("0");
            assertThat(shop.rows("select state from ihc_batch")).containsExactly("returned");
            assertThat(shop.rows("select state from ihc_run")).containsExactly("failed");

            shop.execute("drop trigger refusal");
            assertThat(application.once().status()).isZero();
            assertThat(shop.cell("select count(*) from attribution_customer_journey")).isEqualTo("4");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"channel_reporting.csv", "runs"})
    void aReportThatCannotBeWrittenFailsTheRunWithASentenceAndIsWrittenByTheNext(String obstacle) throws Exception {
        Shop shop = Shop.empty(folder).singles(2, "2026-01-01");
        try (IhcServer server = IhcServer.givingEqualShares()) {
            Application application = Application.in(folder).calling(server);
            Path inTheWay = folder.resolve("reports").resolve(obstacle);
            Files.createDirectories(inTheWay.getParent());
            if (obstacle.equals("runs")) {
                assertThat(application.once().status()).isZero();
                delete(inTheWay);
                Files.writeString(inTheWay, "a file in the folder's place");
                shop.conversion("c9", "u0001", "2026-01-03 10:00:00", 10);
            } else {
                Files.createDirectories(inTheWay.resolve("a folder in the file's place"));
            }
            String before = obstacle.equals("runs") ? application.report("channel_reporting.csv") : "";

            Application.Result result = application.once();

            assertThat(result.status()).isEqualTo(1);
            assertThat(result.err()).contains(obstacle);
            assertThat(shop.cell("select state from ihc_run order by rowid desc limit 1")).isEqualTo("failed");
            assertThat(shop.cell("select reason from ihc_run order by rowid desc limit 1")).contains(obstacle);
            if (obstacle.equals("runs")) {
                assertThat(application.report("channel_reporting.csv")).isEqualTo(before);
            }
            int calls = server.requests().size();

            delete(inTheWay);
            assertThat(application.once().status()).isZero();
            assertThat(application.rows()).isNotEmpty();
            assertThat(server.requests()).hasSize(calls);
        }
    }

    @Test
    void aTriggerFolderThatWasRemovedAndRestoredIsWatchedAgain() throws Exception {
        Shop.empty(folder).singles(2, "2026-01-01");
        Path triggers = folder.resolve("triggers");
        try (IhcServer server = IhcServer.givingEqualShares();
                var daemon = Application.in(folder).calling(server).with("ihc.trigger.settle", "50ms").daemon()) {
            Files.writeString(triggers.resolve("a.json"), "");
            Await.until(() -> Files.exists(triggers.resolve(".done/a.json")));

            delete(triggers);
            // Long enough for a poll of the folder to find nothing.
            assertThat(completes(new CompletableFuture<>(), 1_200)).isFalse();
            Files.createDirectories(triggers);
            Files.writeString(triggers.resolve("b.json"), "");

            Await.until(() -> Files.exists(triggers.resolve(".done/b.json")));
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void nothingIsBoughtForALedgerThatIsNotInItsPlaceAnyMore() throws Exception {
        Shop shop = Shop.empty(folder).singles(2, "2026-01-01");
        Path triggers = folder.resolve("triggers");
        try (IhcServer server = IhcServer.givingEqualShares();
                var daemon = Application.in(folder).calling(server).with("ihc.trigger.settle", "50ms").daemon()) {
            Files.writeString(triggers.resolve("a.json"), "");
            Await.until(() -> Files.exists(triggers.resolve(".done/a.json")));
            Path copy = Files.copy(shop.ledger(), folder.resolve("copy.db"));
            Files.move(copy, shop.ledger(), StandardCopyOption.REPLACE_EXISTING);
            Files.writeString(triggers.resolve("b.json"), "{\"mode\": \"full\"}");

            Await.until(() -> Files.exists(triggers.resolve(".failed/b.json")));

            assertThat(triggers.resolve(".failed/b.json.error.txt")).content()
                    .contains(shop.ledger().getFileName().toString()).contains("was replaced");
            assertThat(server.requests()).hasSize(1);
        }
    }

    private static boolean completes(CompletableFuture<?> future, long millis) {
        try {
            future.get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (java.util.concurrent.TimeoutException e) {
            return false;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void delete(Path path) throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
