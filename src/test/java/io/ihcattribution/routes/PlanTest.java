package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run plans in the ledger before its first call, and then needs the shop no more. */
@WholeApplication
class PlanTest {

    private static final IhcServer.Reply UNAVAILABLE = IhcServer.Reply.text(503, "{}");

    @TempDir
    Path folder;

    @Test
    void theWholePlanIsInTheLedgerBeforeTheFirstCall() {
        Shop shop = Shop.empty(folder).singles(7, "2026-01-02");
        List<String> planned = new CopyOnWriteArrayList<>();
        try (IhcServer server = IhcServer.answering((number, request) -> {
            if (number == 1) {
                planned.addAll(shop.rows("select count(*), sum(journeys), count(p.payload) from ihc_batch b "
                        + "join ihc_batch_payload p on p.run_id = b.run_id and p.batch_no = b.batch_no"));
                planned.addAll(shop.rows("select count(*) from ihc_run where planned_at is not null"));
            }
            return IhcServer.Reply.json(200, IhcServer.equalShares(request));
        })) {
            Application.Result result =
                    Application.in(folder).calling(server).with("ihc.batch.max-journeys", "2")
                            .with("ihc.api.concurrency", "1").once();

            assertThat(result.status()).as(result.err()).isZero();
            assertThat(planned).containsExactly("4|7|4", "1");
            assertThat(shop.cell("select count(*) from ihc_batch_payload")).as("kept until the answer is")
                    .isEqualTo("0");
            assertThat(shop.rows("select distinct state from ihc_batch")).containsExactly("answered");
        }
    }

    @Test
    void whileTheApiIsDownAnotherProgramWritesToTheShopAllTheWhile() throws Exception {
        Shop shop = Shop.empty(folder).singles(20, "2026-01-02");
        AtomicBoolean down = new AtomicBoolean(true);
        try (IhcServer server = IhcServer.answering((number, request) -> down.get() ? UNAVAILABLE
                : IhcServer.Reply.json(200, IhcServer.equalShares(request)))) {
            Application application = Application.in(folder).calling(server).with("ihc.batch.max-journeys", "2")
                    .with("ihc.trigger.settle", "20ms");
            try (var daemon = application.daemon()) {
                Files.writeString(application.trigger("a.json"), "");
                Await.until(() -> server.requests().size() >= 3);
                for (int i = 0; i < 20; i++) {
                    shop.executeWithoutPatience("insert into session_costs values ('late" + i + "', 1)");
                }
                shop.executeWithoutPatience("pragma wal_checkpoint(truncate)");
                down.set(false);
                Await.until(() -> Files.exists(application.trigger(".done/a.json")));
            }
            assertThat(shop.cell("select count(*) from ihc_journey where state = 'attributed'")).isEqualTo("20");
        }
    }

    @Test
    void aRestartBuysWhatIsOpenAsItWasPlanned() {
        Shop shop = Shop.empty(folder).singles(6, "2026-01-02");
        Application application = Application.in(folder).with("ihc.api.give-up-after", "1ms")
                .with("ihc.batch.max-journeys", "2").with("ihc.api.concurrency", "1");
        AtomicBoolean down = new AtomicBoolean(true);
        try (IhcServer server = IhcServer.answering((number, request) -> number > 1 && down.get()
                ? UNAVAILABLE : IhcServer.Reply.json(200, IhcServer.equalShares(request)))) {
            assertThat(application.calling(server).once().status()).isEqualTo(1);
            assertThat(shop.rows("select state from ihc_run")).containsExactly("interrupted");
            assertThat(shop.rows("select state, count(*) from ihc_batch group by 1 order by 1"))
                    .containsExactly("answered|1", "open|2");
            // The shop has moved on meanwhile: it counts for the next run.
            shop.session("later", "u0006", "2026-01-02 11:30:00", "Email");
            down.set(false);
            int before = server.requests().size();

            assertThat(application.once().status()).isZero();

            List<String> sent = new ArrayList<>();
            server.requests().subList(before, server.requests().size()).forEach(request -> request.sessions().forEach(
                    session -> sent.add(session.get("session_id").asText())));
            assertThat(sent).doesNotContain("later").hasSize(4);
            assertThat(shop.rows("select state from ihc_run")).containsExactly("completed");

            assertThat(application.once().status()).isZero();
            assertThat(server.requests().get(server.requests().size() - 1).journeys().keySet())
                    .containsExactly("c0006");
        }
    }

    @Test
    void whatAnotherRunBoughtMeanwhileIsNotBoughtAgainByTheRunThatIsTakenUp() {
        Shop shop = Shop.empty(folder).singles(6, "2026-01-02");
        AtomicBoolean down = new AtomicBoolean(true);
        Application application = Application.in(folder).with("ihc.api.give-up-after", "1ms")
                .with("ihc.batch.max-journeys", "4");
        try (IhcServer server = IhcServer.answering((number, request) -> down.get() ? UNAVAILABLE
                : IhcServer.Reply.json(200, IhcServer.equalShares(request)))) {
            assertThat(application.calling(server).once().status()).isEqualTo(1);
            down.set(false);
            shop.execute("update conversions set conv_date = '2026-01-03' where conv_id = 'c0001'");
            int before = server.requests().size();
            assertThat(application.once("--start-date", "2026-01-01", "--end-date", "2026-01-02").status()).isZero();
            assertThat(application.once().status()).isZero();

            List<String> bought = new ArrayList<>();
            server.requests().subList(before, server.requests().size())
                    .forEach(request -> bought.addAll(request.journeys().keySet()));
            assertThat(bought).containsExactlyInAnyOrder("c0001", "c0002", "c0003", "c0004", "c0005", "c0006");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"state = 'open', owner = null, attempts = attempts + 1",
            "attempts = attempts + 1, lease_until = '2020-01-01'",
            "owner = 'elsewhere', lease_until = '2020-01-01'"})
    void anAnswerToAnAttemptThatIsNoLongerTheNewestIsNotStored(String asAnotherProcessWould) {
        Shop shop = Shop.empty(folder).singles(1, "2026-01-02");
        try (IhcServer server = IhcServer.answering((number, request) -> {
            if (number == 1) {
                shop.execute("update ihc_batch set " + asAnotherProcessWould);
            }
            return IhcServer.Reply.json(200, IhcServer.equalShares(request));
        })) {
            assertThat(Application.in(folder).calling(server).once().status()).isZero();

            assertThat(server.requests()).hasSize(2);
            assertThat(shop.rows("select state, attributed from ihc_batch")).containsExactly("answered|1");
            assertThat(shop.cell("select count(*) from attribution_customer_journey")).isEqualTo("1");
        }
    }

    @Test
    void aBatchThatAnotherProcessIsAtIsSentOnceThatOneIsTakenForDead() {
        Shop shop = Shop.empty(folder).singles(4, "2026-01-02");
        Application.in(folder).makeTables();
        try (IhcServer server = IhcServer.answering((number, request) -> {
            if (number == 1) {
                shop.execute("update ihc_batch set state = 'sent', owner = 'elsewhere', lease_until = '2999-01-01' "
                        + "where batch_no = 2");
            }
            return IhcServer.Reply.json(200, IhcServer.equalShares(request));
        })) {
            CompletableFuture<Application.Result> run = CompletableFuture.supplyAsync(() -> Application.in(folder)
                    .calling(server).with("ihc.batch.max-journeys", "2").with("ihc.api.concurrency", "1").once());
            Await.until(() -> shop.cell("select count(*) from ihc_batch where state = 'answered'").equals("1"));
            assertThatThrownBy(() -> run.get(1_500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            assertThat(server.requests()).as("nothing is sent that somebody else may be sending").hasSize(1);

            shop.execute("update ihc_batch set lease_until = '2020-01-01' where batch_no = 2");

            assertThat(run.join().status()).isZero();
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void aRunThatIsTakenUpIsAnsweredByTheServiceThatItWasPlannedForAndNoOther() {
        Shop shop = Shop.empty(folder).singles(2, "2026-01-02");
        AtomicBoolean down = new AtomicBoolean(true);
        Application application = Application.in(folder).with("ihc.api.give-up-after", "1ms");
        try (IhcServer server = IhcServer.answering((number, request) -> down.get() ? UNAVAILABLE
                : IhcServer.Reply.json(200, IhcServer.equalShares(request)))) {
            assertThat(application.calling(server).once().status()).isEqualTo(1);

            assertThat(Application.in(folder).once().status()).as("the embedded service").isZero();
            assertThat(shop.rows("select service, state from ihc_run order by started_at"))
                    .containsExactly("api|interrupted", "embedded|completed");
            down.set(false);
            int before = server.requests().size();

            assertThat(application.once().status()).isZero();
            assertThat(server.requests()).as("estimates do not count as bought").hasSize(before + 1);
        }
    }

    @Test
    void aPlanThatWasNotFinishedCountsForNothing() {
        Shop shop = Shop.empty(folder).singles(3, "2026-01-02");
        try (IhcServer server = IhcServer.givingEqualShares()) {
            Application application = Application.in(folder).calling(server);
            application.makeTables();
            shop.all(List.of(
                    "insert into ihc_run (run_id, source, mode, steps, conv_type_id, state, started_at, retry, "
                            + "redistribution, service) values ('20260101T000000Z-0000', 'command-line',"
                            + " 'incremental', "
                            + "'attribute,report', 'default', 'running', '2026-01-01T00:00:00Z', '', '', 'api')",
                    "insert into ihc_batch (run_id, batch_no, state, conv_type_id, journeys, sessions, opened_at)"
                            + " values "
                            + "('20260101T000000Z-0000', 1, 'open', 'default', 1, 1, '2026-01-01 00:00:00')",
                    "insert into ihc_batch_payload values ('20260101T000000Z-0000', 1, x'00')"));

            Application.Result result = application.once();

            assertThat(result.status()).as(result.err()).isZero();
            assertThat(result.out()).contains("20260101T000000Z-0000 (taken up again)");
            assertThat(server.requests()).hasSize(1);
            assertThat(shop.rows("select state, journeys from ihc_batch")).containsExactly("answered|3");
        }
    }

    @Test
    void whatAStoppedPlanHadGatheredIsInNoLaterPlan() throws Exception {
        Shop shop = Shop.empty(folder).singles(5, "2026-01-02");
        try (IhcServer server = IhcServer.givingEqualShares()) {
            Application application = Application.in(folder).calling(server).with("ihc.batch.max-journeys", "2")
                    .with("ihc.journey.page-size", "3").with("ihc.trigger.settle", "20ms");
            application.makeTables();
            shop.execute("create trigger refuses before insert on ihc_batch when new.batch_no = 1 "
                    + "begin select raise(abort, 'refused'); end");
            try (var daemon = application.daemon()) {
                Files.writeString(application.trigger("a.json"), "");
                Await.until(() -> Files.exists(application.trigger(".failed/a.json")));
                shop.execute("drop trigger refuses");
                Files.writeString(application.trigger("b.json"), "");
                Await.until(() -> Files.exists(application.trigger(".done/b.json")));
                assertThat(daemon).isNotNull();
            }

            List<String> bought = new ArrayList<>();
            server.requests().forEach(request -> bought.addAll(request.journeys().keySet()));
            assertThat(bought).containsExactlyInAnyOrder("c0001", "c0002", "c0003", "c0004", "c0005");
            assertThat(shop.rows("select state, sum(journeys) from ihc_batch group by state"))
                    .containsExactly("answered|5");
        }
    }
}
