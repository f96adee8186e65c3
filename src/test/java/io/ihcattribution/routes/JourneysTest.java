package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is sent for a conversion, as the server sees it. */
@WholeApplication
class JourneysTest {

    @TempDir
    Path folder;

    private Shop shop;
    private IhcServer server;

    @BeforeEach
    void open() {
        shop = Shop.empty(folder);
        server = IhcServer.givingEqualShares();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void theWindowSelectsConversionsByBothInclusiveDatesAndCutsNoJourney() {
        shop.session("long before", "u1", "2025-12-20 10:00:00", "Search")
                .conversion("day before", "u1", "2026-01-09 23:59:59", 10)
                .conversion("first second", "u1", "2026-01-10 00:00:00", 10)
                .session("within", "u1", "2026-01-11 10:00:00", "Email")
                .conversion("last second", "u1", "2026-01-12 23:59:59", 10)
                .conversion("day after", "u1", "2026-01-13 00:00:00", 10);
        Application application = application();

        assertThat(application.once("--start-date", "2026-01-10", "--end-date", "2026-01-12").status()).isZero();

        assertThat(sent()).isEqualTo(Map.of(
                "first second", List.of("long before"), "last second", List.of("long before", "within")));

        assertThat(application.once().status()).isZero();

        assertThat(sent().keySet()).as("the others later, and only those")
                .containsExactlyInAnyOrder("day before", "first second", "last second", "day after");
    }

    @Test
    void aSessionOfTheConversionsVerySecondAndOneAtTheLookbacksEdgeBelongToIt() {
        edges();

        assertThat(application().with("ihc.journey.lookback-days", "10").once().status()).isZero();

        assertThat(sent()).isEqualTo(Map.of("c1", List.of("edge", "second before", "very second")));
    }

    @Test
    void theBoundaryBeforeLeavesTheVerySecondOutAndNoLookbackLeavesNothingOut() {
        edges();

        assertThat(application().with("ihc.journey.boundary", "before").with("ihc.journey.lookback-days", "0")
                .once().status()).isZero();

        assertThat(sent()).isEqualTo(Map.of("c1", List.of("years ago", "beyond", "edge", "second before")));
    }

    @Test
    void looksBack120DaysByDefault() {
        shop.session("beyond", "u1", "2025-09-01 11:59:59", "Search")
                .session("edge", "u1", "2025-09-01 12:00:00", "Search")
                .conversion("c1", "u1", "2025-12-30 12:00:00", 10);

        assertThat(application().once().status()).isZero();

        assertThat(sent()).isEqualTo(Map.of("c1", List.of("edge")));
    }

    @Test
    void sendsSessionsByTimeThenIdWithAllFieldsAndOneConversion() {
        shop.session("s3", "u1", "2026-01-02 09:00:00", "Email")
                .session("s2", "u1", "2026-01-02 09:00:00", "Search")
                .session("s9", "u1", "2026-01-01 23:00:00", "Radio")
                .conversion("c1", "u1", "2026-01-02 10:00:00", 10);
        shop.execute(
                "update session_sources set holder_engagement = 0, impression_interaction = 1 where session_id = 's9'");
        shop.execute("update session_sources set closer_engagement = 0 where session_id = 's2'");

        assertThat(application().with("ihc.api.conv-type-id", "new customers").once().status()).isZero();

        IhcServer.Request request = server.requests().get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.query()).isEqualTo("conv_type_id=new+customers");
        assertThat(request.headers().get("X-api-key")).containsExactly("test-key");
        assertThat(request.headers().get("Content-type")).containsExactly("application/json");
        assertThat(request.body().fieldNames()).toIterable().containsExactly("customer_journeys");
        assertThat(request.sessions()).map(JsonNode::toString).containsExactly(
                session("s9", "2026-01-01 23:00:00", "Radio", 0, 1, 0, 1),
                session("s2", "2026-01-02 09:00:00", "Search", 1, 0, 0, 0),
                session("s3", "2026-01-02 09:00:00", "Email", 1, 1, 1, 0));
    }

    @Test
    void sendsTheRedistributionParameterWhereChannelsAreNamed() throws Exception {
        shop.session("s1", "u1", "2026-01-02 09:00:00", "Email").conversion("c1", "u1", "2026-01-02 10:00:00", 10)
                .session("d", "u2", "2026-01-02 09:00:00", "Direct")
                .session("b", "u2", "2026-01-02 09:00:00", "Brand Search");

        assertThat(application().with("ihc.redistribution.closer.channels", "Direct, Brand Search")
                .with("ihc.redistribution.closer.direction", "earlier_sessions_only")
                .with("ihc.redistribution.closer.receive-threshold", "0.25").once().status()).isZero();

        JsonNode parameter = server.requests().get(0).body().get("redistribution_parameter");
        assertThat(parameter.get("closer")).isEqualTo(IhcServer.JSON.readTree("""
                {"direction": "earlier_sessions_only", "receive_threshold": 0.25,
                 "redistribution_channel_labels": ["Brand Search", "Direct"]}"""));
        assertThat(parameter.fieldNames()).toIterable().containsExactly("initializer", "holder", "closer");
        assertThat(parameter.get("holder").get("redistribution_channel_labels")).isEmpty();
    }

    @Test
    void aSessionIsInTheJourneyOfEveryLaterConversionOfItsUserAndOfNoOther() {
        shop.session("s1", "u1", "2026-01-01 10:00:00", "Search")
                .conversion("c1", "u1", "2026-01-01 11:00:00", 10)
                .session("s2", "u1", "2026-01-02 10:00:00", "Search")
                .conversion("c2", "u1", "2026-01-02 11:00:00", 10)
                .session("s3", "u1", "2026-01-03 10:00:00", "Search")
                .session("theirs", "u2", "2026-01-01 10:00:00", "Search");

        assertThat(application().once().status()).isZero();

        assertThat(sent()).isEqualTo(Map.of("c1", List.of("s1"), "c2", List.of("s1", "s2")));
        server.requests().get(0).journeys().forEach((conversion, sessions) -> assertThat(sessions)
                .map(session -> session.get("conversion").asInt()).endsWith(1).containsOnlyOnce(1));
    }

    @Test
    void aConversionWithoutSessionsIsCountedAndListedAndNoError() throws Exception {
        shop.conversion("nobody", "u1", "2026-01-02 10:00:00", 10)
                .session("later", "u2", "2026-01-03 10:00:00", "Search")
                .conversion("too early", "u2", "2026-01-02 10:00:00", 10);
        Application application = application();

        Application.Result result = application.once();

        assertThat(result.status()).isZero();
        assertThat(result.out()).contains("2 without sessions");
        assertThat(server.requests()).isEmpty();
        assertThat(shop.rows("select conv_id, state from ihc_journey order by conv_id"))
                .containsExactly("nobody|unattributable", "too early|unattributable");
        String run = shop.cell("select run_id from ihc_run");
        JsonNode file = IhcServer.JSON.readTree(application.report("runs/" + run + "/run.json"));
        assertThat(file.get("unattributed")).extracting(entry -> entry.get("conv_id").asText())
                .containsExactlyInAnyOrder("nobody", "too early");
    }

    @Test
    void setsAsideWhatCannotBeSentWithTableKeyColumnAndValueAndSendsTheRest() {
        shop.session("bad time", "u1", "2026-01-02 25:00:00", "Search")
                .conversion("c1", "u1", "2026-01-05 10:00:00", 10)
                .session("no channel", "u2", "2026-01-02 10:00:00", " ")
                .conversion("c2", "u2", "2026-01-05 10:00:00", 10)
                .session("odd flag", "u3", "2026-01-02 10:00:00", "Search")
                .conversion("c3", "u3", "2026-01-05 10:00:00", 10)
                .session("too", "u4", "2026-01-01 10:00:00", "Search")
                .session("many", "u4", "2026-01-02 10:00:00", "Search")
                .session("sessions", "u4", "2026-01-03 10:00:00", "Search")
                .conversion("c4", "u4", "2026-01-05 10:00:00", 10)
                .session("fine", "u5", "2026-01-02 10:00:00", "Search")
                .conversion("c5", "u5", "2026-01-05 10:00:00", 10)
                .session("good", "u6", "2026-01-02 10:00:00", "Search")
                .conversion("c6", "u6", "2026-01-32 10:00:00", 10);
        shop.execute("update session_sources set holder_engagement = 2 where session_id = 'odd flag'");
        Application application = application().with("ihc.batch.max-sessions", "2");

        Application.Result result = application.once();

        assertThat(sent()).isEqualTo(Map.of("c5", List.of("fine")));
        Map<String, String> reasons = new TreeMap<>();
        shop.rows("select conv_id, state, reason from ihc_journey where state <> 'attributed'")
                .forEach(row -> reasons.put(row.substring(0, 2), row.substring(3)));
        assertThat(reasons).hasSize(5);
        assertThat(reasons.get("c1")).startsWith("rejected")
                .contains("session_sources", "bad time", "event_time", "25:00:00");
        assertThat(reasons.get("c2")).startsWith("rejected").contains("session_sources", "no channel", "channel_name");
        assertThat(reasons.get("c3")).startsWith("rejected")
                .contains("session_sources", "odd flag", "holder_engagement", "2");
        assertThat(reasons.get("c4")).startsWith("rejected").contains("3 sessions", "(2)");
        assertThat(reasons.get("c6")).startsWith("rejected").contains("conversions", "c6", "conv_date", "2026-01-32");
        assertThat(result.out()).contains("5 rejected").contains("odd flag");
        assertThat(result.status()).as("set aside is not failed").isZero();

        assertThat(application.with("ihc.journey.oversize", "newest").once().status()).isZero();

        assertThat(sent().get("c4")).containsExactly("many", "sessions");
        assertThat(shop.cell("select state from ihc_journey where conv_id = 'c4'")).isEqualTo("attributed");
    }

    @Test
    void buysAJourneyAgainOnlyWhenWhatWouldBeSentHasChanged() {
        shop.session("s1", "u1", "2026-01-01 10:00:00", "Search").conversion("c1", "u1", "2026-01-05 10:00:00", 10)
                .session("s2", "u2", "2026-01-01 10:00:00", "Search").conversion("c2", "u2", "2026-01-05 10:00:00", 10);
        Application application = application();
        application.once();
        assertThat(server.requests()).hasSize(1);

        shop.session("late", "u2", "2026-01-03 10:00:00", "Email");
        assertThat(application.once().status()).isZero();

        assertThat(server.requests()).hasSize(2);
        assertThat(server.requests().get(1).journeys().keySet()).containsExactly("c2");
        assertThat(shop.rows("select conv_id, session_id, ihc from attribution_customer_journey order by 1, 2"))
                .containsExactly("c1|s1|1.0", "c2|late|0.5", "c2|s2|0.5");
    }

    private void edges() {
        shop.session("years ago", "u1", "2020-01-01 10:00:00", "Search")
                .session("beyond", "u1", "2026-02-19 11:59:59", "Search")
                .session("edge", "u1", "2026-02-19 12:00:00", "Search")
                .session("second before", "u1", "2026-03-01 11:59:59", "Search")
                .session("very second", "u1", "2026-03-01 12:00:00", "Search")
                .session("second after", "u1", "2026-03-01 12:00:01", "Search")
                .conversion("c1", "u1", "2026-03-01 12:00:00", 10);
    }

    private Application application() {
        return Application.in(folder).calling(server);
    }

    /** The ids of the sessions of each journey that was sent, in the order sent. */
    private Map<String, List<String>> sent() {
        Map<String, List<String>> sent = new TreeMap<>();
        for (IhcServer.Request request : server.requests()) {
            request.journeys().forEach((conversion, sessions) -> {
                List<String> ids = new ArrayList<>();
                sessions.forEach(session -> ids.add(session.get("session_id").asText()));
                assertThat(sent.put(conversion, ids)).as("%s, sent before", conversion).isNull();
            });
        }
        return sent;
    }

    private static String session(
            String id, String time, String channel, int holder, int closer, int conversion, int impression) {
        return IhcServer.JSON.createObjectNode().put("conversion_id", "c1").put("session_id", id).put("timestamp", time)
                .put("channel_label", channel).put("holder_engagement", holder).put("closer_engagement", closer)
                .put("conversion", conversion).put("impression_interaction", impression).toString();
    }
}
