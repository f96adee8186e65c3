package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ihc.api.max-calls-per-run}: calls are counted at the server. */
@Timeout(120)
@WholeApplication
class CallLimitTest {

    @TempDir
    Path folder;

    private Shop shop;

    @BeforeEach
    void fill() {
        shop = Shop.empty(folder).singles(6, "2026-01-02");
    }

    @Test
    void aRunThatWouldMakeMoreCallsStopsBeforeTheFirst() {
        try (IhcServer server = IhcServer.givingEqualShares()) {
            Application application = limited(server, 2);

            Application.Result result = application.once();

            assertThat(result.status()).isEqualTo(1);
            assertThat(result.err()).contains("would make 3 requests", "6 journeys", "0 of them bought again",
                    "ihc.api.max-calls-per-run allows 2", "nothing was sent");
            assertThat(result.err().strip()).hasLineCount(1);
            assertThat(server.requests()).isEmpty();
            assertThat(shop.rows("select * from ihc_batch")).isEmpty();
            assertThat(shop.cell("select state || reason from ihc_run")).startsWith("failed")
                    .contains("would make 3 requests");
            assertThat(shop.rows("select * from ihc_lease")).isEmpty();
            assertThat(application.hasReport("channel_reporting.csv")).isFalse();

            assertThat(application.once("--start-date", "2026-01-03").status()).as("a window with nothing in it")
                    .isZero();
            assertThat(limited(server, 3).once().status()).as("just as many as it may").isZero();
            assertThat(server.requests()).hasSize(3);
            assertThat(limited(server, 1).once().status()).as("nothing is left to buy").isZero();
            assertThat(server.requests()).hasSize(3);
        }
    }

    @Test
    void repeatedCallsCountToo() {
        try (IhcServer server = IhcServer.answering((number, request) -> number == 2
                ? IhcServer.Reply.text(503, "unwell")
                : IhcServer.Reply.json(200, IhcServer.equalShares(request)))) {
            Application.Result result = limited(server, 3).once();

            assertThat(result.status()).isEqualTo(1);
            assertThat(result.err()).contains("may make 3 calls", "ihc.api.max-calls-per-run");
            assertThat(server.requests()).hasSize(3);
            assertThat(shop.cell("select sum(attempts) from ihc_batch")).isEqualTo("3");
            assertThat(shop.cell("select count(*) from ihc_journey where state = 'attributed'")).as("is stored")
                    .isEqualTo("4");
            assertThat(shop.cell("select state from ihc_run")).isEqualTo("failed");

            assertThat(limited(server, 3).once().status()).as("a further run goes on").isZero();
            assertThat(server.requests()).hasSize(4);
        }
    }

    @Test
    void soDoHalvedBatches() {
        try (IhcServer server = IhcServer.answering((number, request) -> request.journeys().size() > 1
                ? IhcServer.Reply.text(400, "{\"message\":\"no\"}")
                : IhcServer.Reply.json(200, IhcServer.equalShares(request)))) {
            Application.Result result =
                    limited(server, 2).once("--end-date", "2026-01-02", "--start-date", "2026-01-02");
            assertThat(result.err()).contains("would make 3 requests");

            assertThat(limited(server, 5).once().err()).contains("may make 5 calls");
            assertThat(server.requests()).hasSize(5);
            assertThat(shop.cell("select count(*) from ihc_journey where state = 'attributed'")).isEqualTo("3");
        }
    }

    @Test
    void manyAtOnceNeverMakeOneMore() {
        try (IhcServer server = IhcServer.answering((number, request) -> number % 2 == 1
                ? IhcServer.Reply.text(503, "unwell")
                : IhcServer.Reply.json(200, IhcServer.equalShares(request)))) {
            shop.execute("delete from conversions");
            shop.execute("delete from session_sources");
            shop.singles(60, "2026-01-02");

            Application.Result result = limited(server, 33).with("ihc.api.concurrency", "8").once();

            assertThat(result.err()).contains("may make 33 calls");
            assertThat(server.requests()).hasSizeLessThanOrEqualTo(33);
            assertThat(shop.cell("select sum(attempts) from ihc_batch")).isEqualTo("" + server.requests().size());
        }
    }

    @Test
    void aRunThatIsTakenUpHasMadeCallsBefore() {
        try (IhcServer server = IhcServer.answering((number, request) -> number == 1
                ? IhcServer.Reply.json(200, IhcServer.equalShares(request))
                : IhcServer.Reply.text(503, "unwell"))) {
            Application.in(folder).calling(server).with("ihc.batch.max-journeys", "2").with("ihc.api.concurrency", "1")
                    .with("ihc.api.give-up-after", "200ms").once();
            assertThat(shop.cell("select state from ihc_run")).isEqualTo("interrupted");
            int made = Integer.parseInt(shop.cell("select sum(attempts) from ihc_batch"));
            server.behave((number, request) -> IhcServer.Reply.json(200, IhcServer.equalShares(request)));
            int before = server.requests().size();

            assertThat(limited(server, made + 1).once().err())
                    .contains("would make 2 requests", "beside the " + made + " that it has made");
            assertThat(server.requests()).hasSize(before);
            assertThat(limited(server, made + 1).once().status()).as("a new run").isZero();
            assertThat(server.requests()).hasSize(before + 2);
        }
    }

    private Application limited(IhcServer server, int calls) {
        return Application.in(folder).calling(server).with("ihc.batch.max-journeys", "2")
                .with("ihc.api.concurrency", "1")
                .with("ihc.api.max-calls-per-run", Integer.toString(calls));
    }
}
