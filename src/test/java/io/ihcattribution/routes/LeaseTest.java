package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.ihcattribution.control.CurrentRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** One run at a time on a database, whichever process runs it. */
@WholeApplication
class LeaseTest {

    @TempDir
    Path folder;

    @Test
    void theSecondProcessIsToldWhileTheFirstLivesAndTakesOverOnceItIsDead() {
        Shop shop = Shop.empty(folder).singles(4, "2026-01-01");
        CountDownLatch never = new CountDownLatch(1);
        try (IhcServer server = IhcServer.answering((number, request) -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return null;
        })) {
            Process first = Product.in(folder, server.url()).start("--once");
            try {
                Await.until(() -> server.requests().size() == 1);
                String run = shop.cell("select run_id from ihc_run");
                Application application = Application.in(folder).calling(server);

                Application.Result second = application.once();

                assertThat(second.status()).isEqualTo(1);
                assertThat(second.err())
                        .contains("another process works on this ledger: process " + first.pid() + " on ");
                assertThat(server.requests()).hasSize(1);
                assertThat(shop.rows("select run_id, state from ihc_run")).containsExactly(run + "|running");

                shop.execute("update ihc_lease set renewed_at = '2020-01-01T00:00:00Z'");
                assertThat(application.once().status()).as("a clock that jumps makes no live process dead")
                        .isEqualTo(1);
                assertThat(server.requests()).hasSize(1);

                Product.kill(first);
                server.behave((number, request) -> IhcServer.Reply.json(200, IhcServer.equalShares(request)));
                assertThat(application.once().status()).isZero();
                assertThat(shop.rows("select run_id, state from ihc_run")).containsExactly(run + "|completed");
                assertThat(server.requests()).hasSize(2);
            } finally {
                first.destroyForcibly();
                never.countDown();
            }
        }
    }

    @Test
    void aLeaseOfAnotherHostHoldsUntilItWasNotRenewedForLong() {
        Shop shop = Shop.empty(folder).singles(1, "2026-01-01");
        try (IhcServer server = IhcServer.givingEqualShares()) {
            Application application = Application.in(folder).calling(server);
            application.makeTables();
            shop.execute("insert into ihc_lease values ('run', 'elsewhere pid:[1]/17@4711', ?)",
                    Instant.now().toString());

            Application.Result refused = application.once();
            assertThat(refused.status()).isEqualTo(1);
            assertThat(refused.err()).contains("another process works on this ledger: process 17 on elsewhere");
            assertThat(server.requests()).isEmpty();

            shop.execute("update ihc_lease set renewed_at = ?", Instant.now().minusSeconds(61).toString());
            assertThat(application.once().status()).isZero();
            assertThat(server.requests()).hasSize(1);
            assertThat(shop.cell("select count(*) from ihc_lease")).isEqualTo("0");
        }
    }

    @Test
    void aDaemonWaitsForTheOtherAndThenRuns() throws Exception {
        Shop shop = Shop.empty(folder).singles(1, "2026-01-01");
        try (IhcServer server = IhcServer.givingEqualShares()) {
            Application application = Application.in(folder).calling(server).with("ihc.db.lease", "2s")
                    .with("ihc.trigger.settle", "50ms");
            try (var daemon = application.daemon()) {
                shop.execute("insert into ihc_lease values ('run', 'elsewhere pid:[1]/17@4711', ?)",
                        Instant.now().toString());
                Files.writeString(folder.resolve("triggers/a.json"), "");
                Await.until(() -> Files.exists(folder.resolve("triggers/.done/a.json")));
                assertThat(server.requests()).hasSize(1);
            }
        }
    }

    @Test
    void aRunWhoseLeaseWasTakenStopsBeforeItSpendsMore() {
        Shop shop = Shop.empty(folder).singles(4, "2026-01-01");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(CurrentRun.class);
        log.list = new CopyOnWriteArrayList<>();
        log.start();
        logger.addAppender(log);
        try (IhcServer server = IhcServer.answering((number, request) -> {
            if (number == 2) {
                shop.execute("update ihc_lease set holder = 'elsewhere pid:[1]/17@4711', renewed_at = ?",
                        Instant.now().toString());
            }
            // Renewed every quarter of its time: the loss is noticed while these two are under way, and no other
            // follows.
            Await.until(
                    () -> log.list.stream().anyMatch(event -> event.getFormattedMessage().contains(" stops; ")));
            return IhcServer.Reply.json(200, IhcServer.equalShares(request));
        })) {
            Application.Result result = Application.in(folder).calling(server).with("ihc.db.lease", "1s")
                    .with("ihc.api.concurrency", "2").with("ihc.batch.max-journeys", "1").once();

            assertThat(result.status()).isEqualTo(1);
            assertThat(result.err()).contains("another process has taken the ledger over");
            assertThat(server.requests()).hasSize(2);
            assertThat(shop.cell("select holder from ihc_lease")).startsWith("elsewhere");
        } finally {
            logger.detachAppender(log);
        }
    }

    @Test
    void theReportRenewsTheLeaseBeforeItIsThere() {
        Shop shop = Shop.empty(folder).singles(4, "2026-01-01");
        try (IhcServer server = IhcServer.givingEqualShares()) {
            // The schedule renews it every quarter of its time.
            Application application = Application.in(folder).calling(server).with("ihc.db.lease", "10m");
            application.makeTables();
            shop.execute("create table renewals (reported integer, noted integer)");
            shop.execute("create trigger watch after update on ihc_lease begin insert into renewals "
                    + "select (select count(*) from channel_reporting), (select count(*) from ihc_published); end");

            assertThat(application.once().status()).isZero();

            assertThat(shop.cell("select count(*) from channel_reporting")).isNotEqualTo("0");
            assertThat(shop.rows("select reported > 0, noted from renewals"))
                    .as("in its transaction, and before the file appears")
                    .containsExactly("1|0", "1|0");
        }
    }

    @Test
    void aRunWhoseLeaseWasTakenReportsNothing() {
        Shop shop = Shop.empty(folder).singles(4, "2026-01-01");
        try (IhcServer server = IhcServer.answering((number, request) -> {
            shop.execute("update ihc_lease set holder = 'elsewhere pid:[1]/17@4711', renewed_at = ?",
                    Instant.now().toString());
            return IhcServer.Reply.json(200, IhcServer.equalShares(request));
        })) {
            Application.Result result = Application.in(folder).calling(server).with("ihc.db.lease", "10m").once();

            assertThat(result.status()).isEqualTo(1);
            assertThat(result.err()).contains("another process has taken the ledger over");
            assertThat(shop.rows("select * from channel_reporting")).isEmpty();
            assertThat(folder.resolve("reports/channel_reporting.csv")).doesNotExist();
            assertThat(shop.cell("select holder from ihc_lease")).startsWith("elsewhere");
        }
    }

    @Test
    void aReportThatTakesLongIsNoWaitForTheDatabase() throws Exception {
        Shop shop = Shop.empty(folder).singles(4, "2026-01-01");
        try (IhcServer server = IhcServer.givingEqualShares(); LogLines log = LogLines.open()) {
            Application application = Application.in(folder).calling(server).with("ihc.db.busy-timeout", "50ms")
                    .with("ihc.db.lease", "1s");
            application.makeTables();
            shop.execute("create table renewals (at text)");
            shop.execute(
                    "create trigger taken after insert on ihc_lease begin insert into renewals values"
                            + " (new.renewed_at); end");
            shop.execute(
                    "create trigger renewed after update on ihc_lease begin insert into renewals values"
                            + " (new.renewed_at); end");
            long fastest = Long.MAX_VALUE;
            for (int i = 0; i < 5; i++) {
                long begun = System.nanoTime();
                shop.rows(counted(1_000_000));
                fastest = Math.min(fastest, System.nanoTime() - begun);
            }
            long forEightSeconds = 1_000_000L * 8_000_000_000L / fastest;
            shop.execute("create view slow as " + counted(forEightSeconds));
            shop.execute(
                    "create trigger slow_report before insert on channel_reporting when new.channel_name = 'Search' "
                            + "begin insert into renewals select null from slow where i < 0; end");

            assertThat(application.once().status()).isZero();

            assertThat(shop.cell(
                    "select max(gap) > 2.5 from (select (julianday(at) - julianday(lag(at) over (order by at))) *"
                            + " 86400 as gap "
                            + "from renewals)"))
                    .as("a renewal has given up on the connection, which waits for two seconds").isEqualTo("1");
            assertThat(log.text()).contains("completed").doesNotContain("waits for the database");
        }
    }

    private static String counted(long rows) {
        return "with recursive n (i) as (select 1 union all select i + 1 from n where i < " + rows
                + ") select count(*) as i from n";
    }
}
