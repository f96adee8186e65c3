package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ihcattribution.routes.IhcServer.Reply;
import io.ihcattribution.routes.IhcServer.Request;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the run makes of an API that says no: as little as possible is spent, and what is good is kept. */
@WholeApplication
class RefusalTest {

    @TempDir
    Path folder;

    private Application application(IhcServer server) {
        return Application.in(folder).calling(server).with("ihc.api.concurrency", "1");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404})
    void endsAtOnceWhereTheKeyOrTheUrlIsRefused(int status) {
        Shop shop = Shop.empty(folder).singles(6, "2026-01-01");
        try (IhcServer server =
                IhcServer.answering((number, request) -> Reply.text(status, "{\"message\":\"Forbidden for you\"}"))) {
            Application.Result result = application(server).with("ihc.batch.max-journeys", "2").once();

            assertThat(result.status()).isEqualTo(1);
            assertThat(result.err()).contains("status " + status).contains("Forbidden for you")
                    .contains(status == 404 ? "ihc.api.url" : "ihc.api.key");
            assertThat(server.requests()).hasSize(1);
            assertThat(shop.cell("select sum(attempts) from ihc_batch")).isEqualTo("1");
            assertThat(shop.cell("select state from ihc_run")).isEqualTo("failed");
            assertThat(shop.cell("select reason from ihc_run")).contains("Forbidden for you");
            assertThat(shop.cell("select count(*) from ihc_batch where state in ('open', 'sent')")).isEqualTo("0");
            assertThat(shop.cell("select count(*) from ihc_journey")).isEqualTo("0");
        }
    }

    @Test
    void namesWhereTheUrlRedirectsToAndDoesNotFollowWithTheKey() {
        Shop shop = Shop.empty(folder).singles(2, "2026-01-01");
        try (IhcServer server = IhcServer.answering((number, request) -> Reply.text(308, "")
                .with("Location", "https://someone:secret@api.example/v2/compute_ihc"))) {
            Application.Result result = application(server).once();

            assertThat(result.status()).isEqualTo(1);
            assertThat(result.err()).contains("ihc.api.url", "redirect", "308", "to https://api.example/v2/compute_ihc")
                    .doesNotContain("secret");
            assertThat(shop.cell("select reason from ihc_run")).contains("to https://api.example/v2/compute_ihc");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void endsOnARefusalThatIsInTheBodyOnly() {
        Shop.empty(folder).singles(6, "2026-01-01");
        try (IhcServer server =
                IhcServer.answering((number, request) -> Reply.text(200, "{\"statusCode\":403,\"message\":\"no\"}"))) {
            assertThat(application(server).with("ihc.batch.max-journeys", "2").once().status()).isEqualTo(1);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void halvesDownToTheOneJourneyThatPoisonsTheBatch() {
        Shop shop = Shop.empty(folder).singles(16, "2026-01-01");
        try (IhcServer server = IhcServer.answering(RefusalTest::refusingC5)) {
            Application application = application(server);

            Application.Result first = application.once();

            assertThat(first.status()).isEqualTo(3);
            assertThat(first.out()).contains("c0005").contains("its channel is unknown to us");
            assertThat(shop.cell("select count(*) from ihc_journey where state = 'attributed'")).isEqualTo("15");
            assertThat(shop.cell("select count(*) from attribution_customer_journey")).isEqualTo("15");
            assertThat(shop.rows("select conv_id, state from ihc_journey where state <> 'attributed'"))
                    .containsExactly("c0005|failed");
            assertThat(shop.cell("select reason from ihc_journey where conv_id = 'c0005'"))
                    .contains("its channel is unknown to us");
            // 16, one alone that is accepted, 8 and 7, then twice 4, 2 and 1: one in two of these is wasted.
            assertThat(server.requests()).hasSize(10);
            assertThat(shop.cell("select sum(attempts) from ihc_batch")).isEqualTo("10");

            assertThat(application.once().status()).isEqualTo(3);
            assertThat(server.requests()).hasSize(11);
            assertThat(server.requests().get(10).journeys().keySet()).containsExactly("c0005");

            server.behave((number, request) -> Reply.json(200, IhcServer.equalShares(request)));
            assertThat(application.once().status()).isZero();
            assertThat(shop.cell("select count(*) from attribution_customer_journey")).isEqualTo("16");
        }
    }

    @Test
    void whatFailedIsNotTriedAgainByTheSameRunAfterARestart() {
        Shop shop = Shop.empty(folder).singles(4, "2026-01-01");
        try (IhcServer server = IhcServer.answering((number, request) -> request.journeys().containsKey("c0001")
                ? refusingC1() : Reply.text(503, ""))) {
            Application application =
                    application(server).with("ihc.batch.max-journeys", "1").with("ihc.api.give-up-after", "200ms");
            assertThat(application.once().status()).isEqualTo(1);
            assertThat(shop.cell("select state from ihc_journey where conv_id = 'c0001'")).isEqualTo("failed");
            int before = server.requests().size();

            server.behave((number, request) -> Reply.json(200, IhcServer.equalShares(request)));
            assertThat(application.once().status()).isEqualTo(3);

            assertThat(shop.cell("select count(*) from ihc_run")).isEqualTo("1");
            assertThat(server.requests()).hasSize(before + 3);
            assertThat(server.requests().subList(before, before + 3))
                    .noneMatch(request -> request.journeys().containsKey("c0001"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "the free plan has a limit of 200 sessions", "%d sessions exceed the limit of 200",
            "Maximum number of sessions per request is 200"})
    void learnsASmallerSessionLimitFromTheFirstRefusal(String words) {
        Shop shop = Shop.empty(folder).singles(650, "2026-01-01");
        try (IhcServer server = limited(200, words)) {
            // Two hundred and fifty in a request: the second is built before the first is refused.
            Application application = application(server).with("ihc.batch.max-sessions", "300");
            shop.execute(
                    "update conversions set user_id = 'u' || (cast(substr(conv_id, 2) as int) - cast(substr(conv_id,"
                            + " 2) as int) % 4)");
            shop.execute("update session_sources set user_id = 'u' || (cast(substr(session_id, 2) as int) "
                    + "- cast(substr(session_id, 2) as int) % 4)");

            assertThat(application.once().status()).isZero();

            List<Request> refused =
                    server.requests().stream().filter(request -> request.sessions().size() > 200).toList();
            assertThat(refused).hasSize(1);
            assertThat(server.requests().subList(1, server.requests().size()))
                    .allSatisfy(request -> assertThat(request.sessions().size()).isLessThanOrEqualTo(200));
            assertThat(shop.cell("select count(*) from ihc_journey where state = 'attributed'")).isEqualTo("650");
            assertThat(shop.cell("select sum(attempts) from ihc_batch")).isEqualTo("" + server.requests().size());
        }
    }

    /** Whoever follows the advice makes no call in vain. */
    @ParameterizedTest
    @ValueSource(ints = {7, 30, 250})
    void theAdviceAfterRefusalsThatNameNoLimitSparesThem(int limit) {
        Shop shop = Shop.empty(folder).singles(400, "2026-01-01");
        // Four conversions a user, and so ten sessions each: 250 in a request of a hundred journeys.
        shop.execute("update conversions set user_id = 'u' || (cast(substr(conv_id, 2) as int) / 4)");
        shop.execute("update session_sources set user_id = 'u' || (cast(substr(session_id, 2) as int) / 4)");
        try (IhcServer server = IhcServer.answering((number, request) -> request.sessions().size() > limit
                ? Reply.text(413, "{\"message\":\"Request Entity Too Large\"}")
                : Reply.json(200, IhcServer.equalShares(request))); LogLines log = LogLines.open()) {
            assertThat(application(server).once().status()).isZero();
            int refused = (int) server.requests().stream().filter(r -> r.sessions().size() > limit).count();
            assertThat(refused).isPositive();

            List<String> advice = log.text().lines().filter(line -> line.contains("Set ihc.batch.max-sessions = "))
                    .map(line -> line.replaceAll(".*max-sessions = (\\d+).*", "$1")).toList();
            assertThat(advice).hasSize(1);
            int before = server.requests().size();
            assertThat(
                    application(server).with("ihc.batch.max-sessions", advice.get(0)).once("--mode", "full").status())
                    .isZero();
            assertThat(server.requests().subList(before, server.requests().size()))
                    .allSatisfy(request -> assertThat(request.sessions().size()).isLessThanOrEqualTo(limit));
        }
    }

    @Test
    void aJourneyLongerThanTheLearntLimitFailsAloneWithTheApisWords() {
        Shop shop = Shop.empty(folder).singles(40, "2026-01-01");
        for (String user : List.of("u0010", "u0020", "u0030")) {
            for (int i = 0; i < 30; i++) {
                shop.session(user + "-" + i, user, String.format("2025-12-%02d 10:00:00", i + 1), "Email");
            }
        }
        try (IhcServer server = limited(20, "limit of 20 sessions")) {
            assertThat(application(server).once().status()).isEqualTo(3);

            assertThat(shop.rows("select conv_id, state from ihc_journey where state <> 'attributed' order by conv_id"))
                    .containsExactly("c0010|failed", "c0020|failed", "c0030|failed");
            assertThat(shop.rows("select distinct reason from ihc_journey where state = 'failed'")).singleElement()
                    .asString()
                    .contains("limit of 20 sessions");
            // The first request, and one lone journey: what was refused alone once is not asked for again.
            assertThat(server.requests().stream().filter(request -> request.sessions().size() > 20)).hasSize(2);
        }
    }

    @Test
    void storesWhatIsGoodOfAnAnswerThatFailedInPart() {
        Shop shop = Shop.empty(folder).singles(4, "2026-01-01");
        try (IhcServer server = IhcServer.answering((number, request) -> {
            ObjectNode answer = IhcServer.equalShares(request).put("statusCode", 206);
            answer.withArray("value").remove(1);
            answer.withArray("partialFailureErrors").addObject().put("statusCode", 406).put("conversion_id", "c0002")
                    .put("message", "Timestamp could not be parsed");
            return Reply.json(200, answer);
        })) {
            assertThat(application(server).once().status()).isEqualTo(3);
            assertThat(server.requests()).hasSize(1);
            assertThat(shop.rows("select conv_id from attribution_customer_journey order by conv_id"))
                    .containsExactly("c0001", "c0003", "c0004");
            assertThat(shop.cell("select state || ' ' || reason from ihc_journey where conv_id = 'c0002'"))
                    .startsWith("failed").contains("406").contains("Timestamp could not be parsed");
        }
    }

    @Test
    void retriesOnlyWhatFailedWhereThatIsAskedFor() throws Exception {
        Shop shop = Shop.empty(folder).singles(4, "2026-01-01");
        try (IhcServer server = IhcServer.answering((number, request) -> request.journeys().containsKey("c0002")
                ? Reply.text(400, "{\"message\":\"not now\"}") : Reply.json(200, IhcServer.equalShares(request)))) {
            Application application = application(server).with("ihc.trigger.settle", "50ms");
            assertThat(application.once().status()).isEqualTo(3);
            shop.conversion("c0009", "u0001", "2026-01-01 13:00:00", 5);
            int before = server.requests().size();

            // Still refused, from the command line; then accepted, by trigger. The new conversion is none of theirs.
            assertThat(application.once("--retry", "failed").status()).isEqualTo(3);
            server.behave((number, request) -> Reply.json(200, IhcServer.equalShares(request)));
            try (var daemon = application.daemon()) {
                Files.writeString(folder.resolve("triggers/again.yaml"), "retry: failed\n");
                Await.until(() -> Files.exists(folder.resolve("triggers/.done/again.yaml")));
            }

            assertThat(server.requests().subList(before, server.requests().size()))
                    .extracting(request -> List.copyOf(request.journeys().keySet()))
                    .containsExactly(List.of("c0002"), List.of("c0002"));
            assertThat(shop.cell("select state from ihc_journey where conv_id = 'c0002'")).isEqualTo("attributed");
            assertThat(shop.cell("select count(*) from ihc_journey where conv_id = 'c0009'")).isEqualTo("0");
            assertThat(shop.rows("select retry from ihc_run order by rowid")).containsExactly("", "failed", "failed");
            assertThat(Application.command("--once", "--retry", "all").status()).isEqualTo(2);
        }
    }

    private static Reply refusingC5(int number, Request request) {
        return request.journeys().containsKey("c0005")
                ? Reply.text(400, "{\"statusCode\":400,\"message\":\"its channel is unknown to us\"}")
                : Reply.json(200, IhcServer.equalShares(request));
    }

    private static Reply refusingC1() {
        return Reply.text(400, "{\"statusCode\":400,\"message\":\"c0001 is no good\"}");
    }

    private static IhcServer limited(int sessions, String words) {
        return IhcServer.answering((number, request) -> request.sessions().size() > sessions
                ? Reply.text(400, IhcServer.JSON.createObjectNode().put("statusCode", 400)
                        .put("message", String.format(words, request.sessions().size())).toString())
                : Reply.json(200, IhcServer.equalShares(request)));
    }
}
