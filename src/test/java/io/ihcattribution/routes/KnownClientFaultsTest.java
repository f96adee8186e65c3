package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What known clients of the API got wrong, one test each. */
@WholeApplication
class KnownClientFaultsTest {

    @TempDir
    Path folder;

    @Test
    void neverSlicesAJourneyAtTheSessionLimit() {
        Shop shop = Shop.empty(folder);
        List<String> rows = new ArrayList<>();
        // Of three, four and five sessions: no multiple of them all is the limit, so that rows sliced at it cut some.
        for (int i = 0; i < 30; i++) {
            rows.add("insert into conversions values ('c" + i + "', 'u" + i + "', '2026-01-31', '12:00:00', 10)");
            for (int s = 0; s < 3 + i % 3; s++) {
                rows.add("insert into session_sources values ('s" + i + "-" + s + "', 'u" + i
                        + "', '2026-01-31', '11:00:0" + s + "', 'Search', 1, 1, 0)");
            }
        }
        shop.all(rows);
        try (IhcServer server = IhcServer.givingEqualShares()) {
            assertThat(Application.in(folder).calling(server).with("ihc.batch.max-sessions", "10").once().status())
                    .isZero();

            assertThat(server.requests()).hasSizeGreaterThan(1).allSatisfy(request -> {
                assertThat(request.sessions()).hasSizeLessThanOrEqualTo(10);
                request.journeys().forEach((conversion, sessions) -> assertThat(sessions).as(conversion)
                        .hasSize(3 + Integer.parseInt(conversion.substring(1)) % 3));
            });
            assertThat(shop.rows("select conv_id from attribution_customer_journey group by conv_id "
                    + "having abs(sum(ihc) - 1) < 0.005")).hasSize(30);
        }
    }

    @Test
    void readsTheFlatAnswerAndTakesANestedOneForNoAnswer() {
        Shop shop = Shop.empty(folder)
                .session("s1", "u1", "2026-01-01 10:00:00", "Search")
                .session("s2", "u1", "2026-01-02 10:00:00", "Email")
                .conversion("c1", "u1", "2026-01-02 10:30:00", 100);
        try (IhcServer server = IhcServer.answering((number, request) -> IhcServer.Reply.json(200, nested(request)))) {
            Application application = Application.in(folder).calling(server);

            Application.Result nested = application.once();

            assertThat(nested.status()).as("nothing of what was sent was attributed").isEqualTo(1);
            assertThat(nested.out()).contains("failed", "c1");
            assertThat(shop.rows("select * from attribution_customer_journey")).isEmpty();

            server.behave((number, request) -> IhcServer.Reply.json(200, IhcServer.equalShares(request)));

            assertThat(application.once().status()).isZero();
            assertThat(
                    shop.rows("select conv_id, session_id, ihc from attribution_customer_journey order by session_id"))
                    .containsExactly("c1|s1|0.5", "c1|s2|0.5");
        }
    }

    @Test
    void countsTheCostOfASessionInTwoJourneysOnce() {
        Shop.empty(folder)
                .session("s1", "u1", "2026-01-01 10:00:00", "Search", 3)
                .session("s2", "u1", "2026-01-05 10:00:00", "Email", 0.5)
                .conversion("c1", "u1", "2026-01-01 11:00:00", 100)
                .conversion("c2", "u1", "2026-01-05 11:00:00", 40);
        try (IhcServer server = IhcServer.givingEqualShares()) {
            Application application = Application.in(folder).calling(server);

            assertThat(application.once().status()).isZero();

            assertThat(server.requests().get(0).journeys().get("c2")).as("the journey that shares a session")
                    .hasSize(2);
            assertThat(application.rows()).containsExactly(
                    "Search,2026-01-01,3,1.5,120,2,40",
                    "Email,2026-01-05,0.5,0.5,20,1,40");
        }
    }

    @Test
    void keepsChannelsAndDaysThatCostAndDoNotConvert() {
        Shop.empty(folder)
                .session("s1", "u1", "2026-01-01 10:00:00", "Search", 3)
                .conversion("c1", "u1", "2026-01-01 11:00:00", 100)
                .session("day without conversion", "u2", "2026-01-02 10:00:00", "Search", 2)
                .session("channel without conversion", "u2", "2026-01-01 10:00:00", "Radio", 7.25);
        try (IhcServer server = IhcServer.givingEqualShares()) {
            Application application = Application.in(folder).calling(server);

            assertThat(application.once().status()).isZero();

            assertThat(application.rows()).containsExactly(
                    "Radio,2026-01-01,7.25,0,0,,0",
                    "Search,2026-01-01,3,1,100,3,33.333333",
                    "Search,2026-01-02,2,0,0,,0");
        }
    }

    @Test
    void keepsTheSessionsBeforeTheWindowThatBeganAJourney() {
        Shop.empty(folder)
                .session("before", "u1", "2026-01-20 10:00:00", "Search")
                .session("within", "u1", "2026-02-03 10:00:00", "Email")
                .conversion("c1", "u1", "2026-02-03 11:00:00", 100);
        try (IhcServer server = IhcServer.givingEqualShares()) {
            assertThat(Application.in(folder).calling(server).once("--start-date", "2026-02-01").status()).isZero();

            assertThat(ids(server.requests().get(0).journeys().get("c1"))).containsExactly("before", "within");
        }
    }

    @Test
    void flagsTheConversionOnTheLastSessionThoughItsTimeIsAnother() {
        Shop.empty(folder)
                .session("s1", "u1", "2026-02-03 10:00:00", "Search")
                .session("s2", "u1", "2026-02-03 10:20:00", "Email")
                .conversion("c1", "u1", "2026-02-03 11:17:23", 100)
                .session("s3", "u2", "2026-02-03 10:00:00", "Radio")
                .conversion("c2", "u2", "2026-02-04 09:00:00", 100);
        try (IhcServer server = IhcServer.givingEqualShares()) {
            assertThat(Application.in(folder).calling(server).once().status()).isZero();

            assertThat(server.requests()).hasSize(1);
            List<String> flags = new ArrayList<>();
            server.requests().get(0).sessions().forEach(session -> flags.add(
                    session.get("session_id").asText() + " " + session.get("conversion").asInt()));
            assertThat(flags).containsExactly("s1 0", "s2 1", "s3 1");
        }
    }

    @Test
    void leavesRatiosWithoutMeaningEmptyAndDividesSumsInsteadOfAveragingRatios() {
        Shop.empty(folder)
                .session("free", "u1", "2026-01-01 10:00:00", "Email")
                .conversion("c1", "u1", "2026-01-01 11:00:00", 100)
                .session("wasted", "u2", "2026-01-01 10:00:00", "Radio", 4)
                .session("nothing at all", "u2", "2026-01-01 10:00:00", "Mail", 0)
                // Returns of 90 and 10 for each unit of cost: 50 on average, but 180 for 10.
                .session("cheap", "u3", "2026-01-01 10:00:00", "Search", 1)
                .conversion("c3", "u3", "2026-01-01 11:00:00", 90)
                .session("dear", "u4", "2026-01-01 10:00:00", "Search", 9)
                .conversion("c4", "u4", "2026-01-01 11:00:00", 90);
        try (IhcServer server = IhcServer.givingEqualShares()) {
            Application application = Application.in(folder).calling(server);

            assertThat(application.once().status()).isZero();

            assertThat(application.rows()).containsExactly(
                    "Email,2026-01-01,0,1,100,0,",
                    "Mail,2026-01-01,0,0,0,,",
                    "Radio,2026-01-01,4,0,0,,0",
                    "Search,2026-01-01,10,2,180,5,18");
        }
    }

    /** The shape that a known client expected: a list of sessions within each journey. */
    private static ObjectNode nested(IhcServer.Request request) {
        ObjectNode answer = IhcServer.equalShares(request);
        ArrayNode flat = (ArrayNode) answer.get("value");
        ArrayNode value = answer.putArray("value");
        request.journeys().keySet().forEach(conversion -> {
            ArrayNode sessions = value.addObject().put("conversion_id", conversion).putArray("sessions");
            flat.forEach(figures -> {
                if (figures.get("conversion_id").asText().equals(conversion)) {
                    sessions.add(figures);
                }
            });
        });
        return answer;
    }

    private static List<String> ids(List<JsonNode> sessions) {
        return sessions.stream().map(session -> session.get("session_id").asText()).toList();
    }
}
