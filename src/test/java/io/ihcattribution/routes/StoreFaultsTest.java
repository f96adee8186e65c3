package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of an answer that the database does not take: it is stored whole or not at all. */
@Timeout(60)
@WholeApplication
class StoreFaultsTest {

    @TempDir
    Path folder;

    private Shop shop;
    private IhcServer server;

    @BeforeEach
    void open() {
        shop = Shop.empty(folder)
                .session("s1", "u1", "2026-01-01 10:00:00", "Search", 2)
                .session("s2", "u1", "2026-01-02 10:00:00", "Email", 1)
                .conversion("c1", "u1", "2026-01-02 11:00:00", 100);
        server = IhcServer.givingEqualShares();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void anAnswerThatTheDatabaseRefusesIsNotHalfStoredAndEndsTheRunWithTheReason() {
        Application application = Application.in(folder).calling(server);
        application.once("--steps", "report");
        // The journey's row is refused, after its credits were inserted.
        shop.execute("create trigger refuse before insert on ihc_journey "
                + "begin select raise(abort, 'no room for c1'); end");

        Application.Result refused = application.once();

        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).contains("no room for c1");
        assertThat(shop.rows("select * from attribution_customer_journey")).isEmpty();
        assertThat(shop.rows("select * from ihc_journey")).isEmpty();
        assertThat(shop.cell("select state from ihc_run order by rowid desc")).isEqualTo("failed");
        assertThat(shop.cell("select state from ihc_batch")).isEqualTo("returned");
        assertThat(shop.rows("select * from ihc_lease")).as("the lease is given up").isEmpty();

        shop.execute("drop trigger refuse");

        assertThat(application.once().status()).isZero();
        assertThat(shop.rows("select conv_id, session_id, ihc from attribution_customer_journey order by 2"))
                .containsExactly("c1|s1|0.5", "c1|s2|0.5");
    }

    /**
     * What is set aside is gathered, and batches come into the ledger in a thread of their own: the run is told all
     * the same.
     */
    @ParameterizedTest
    @ValueSource(strings = {
            "insert on ihc_journey when new.state = 'unattributable'", "insert on ihc_batch"})
    void whatTheLedgerRefusesBeforeAnythingIsBoughtEndsTheRunWithTheReason(String event) {
        shop.conversion("lonely", "u9", "2026-01-02 11:00:00", 50);
        Application application = Application.in(folder).calling(server);
        application.once("--steps", "report");
        shop.execute("create trigger refuse before " + event + " begin select raise(abort, 'no room here'); end");

        Application.Result refused = application.once();

        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).contains("no room here");
        assertThat(shop.cell("select state from ihc_run order by rowid desc")).isEqualTo("failed");
        assertThat(shop.rows("select * from ihc_lease")).as("the lease is given up").isEmpty();

        shop.execute("drop trigger refuse");

        assertThat(application.once().status()).isZero();
        assertThat(shop.rows("select conv_id, state from ihc_journey order by 1"))
                .containsExactly("c1|attributed", "lonely|unattributable");
    }

    @Test
    void anAnswerWaitsWhileAnotherProgramHoldsTheDatabaseAndIsNotBoughtAgain() throws Exception {
        Application application = Application.in(folder).calling(server).with("ihc.db.busy-timeout", "100ms");
        application.once("--steps", "report");
        try (Program other = new Program(shop)) {
            server.behave((number, request) -> {
                other.hold(Duration.ofMillis(1_500));
                return IhcServer.Reply.json(200, IhcServer.equalShares(request));
            });

            assertThat(application.once().status()).isZero();
        }
        assertThat(server.requests()).hasSize(1);
        assertThat(shop.rows("select conv_id, session_id, ihc from attribution_customer_journey order by 2"))
                .containsExactly("c1|s1|0.5", "c1|s2|0.5");
    }

    /** Another program that writes into the ledger's database, and takes its time. */
    private static final class Program implements AutoCloseable {
        private final Connection connection;
        private final Thread thread;
        private volatile long nanos;

        Program(Shop shop) throws SQLException {
            connection = DriverManager.getConnection(shop.ledgerUrl() + "?busy_timeout=10000");
            thread = new Thread(() -> {
                LockSupport.parkNanos(nanos);
                try (var statement = connection.createStatement()) {
                    statement.execute("rollback");
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
        }

        void hold(Duration time) {
            nanos = time.toNanos();
            try (var statement = connection.createStatement()) {
                statement.execute("begin immediate");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            thread.start();
        }

        @Override
        public void close() throws Exception {
            thread.join();
            connection.close();
        }
    }

    @Test
    void aFullDiskKeepsThePaidAnswerUntilThereIsRoom() throws Exception {
        Shop full = Shop.empty(Files.createDirectory(folder.resolve("full"))).singles(300, "2026-01-02");
        Application.in(folder.resolve("full")).makeTables();
        full.execute("create table filler (content blob)");
        int room = 500;
        long pages = Long.parseLong(Shop.at(full.ledger()).cell("pragma page_count")) + room;
        try (LogLines log = LogLines.open(); IhcServer api = IhcServer.answering((number, request) -> {
            if (number == 1) {
                full.execute("insert into filler values (zeroblob(" + room * 4096 + "))");
            }
            return IhcServer.Reply.json(200, IhcServer.equalShares(request));
        })) {
            // SQLite answers that the disk is full where the file may not grow any more.
            Application application = Application.in(folder.resolve("full")).calling(api)
                    .with("ihc.db.url", full.ledgerUrl() + "?max_page_count=" + pages);
            CompletableFuture<Application.Result> run = CompletableFuture.supplyAsync(application::once);
            Await.until(() -> log.text().contains("it cannot grow: the disk is full"));
            assertThat(run).isNotCompleted();
            assertThat(Integer.parseInt(full.cell("select count(*) from ihc_journey where state = 'attributed'")))
                    .isLessThan(300);

            full.execute("drop table filler");

            assertThat(run.get(60, TimeUnit.SECONDS).status()).isZero();
            assertThat(api.requests()).as("nothing is bought again").hasSize(3);
            assertThat(full.cell("select count(*) from attribution_customer_journey")).isEqualTo("300");
        }
    }
}
