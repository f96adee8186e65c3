package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ihcattribution.routes.IhcServer.Reply;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers that look like answers and are none: nothing of such a journey is stored, and the rest is. */
@WholeApplication
class LyingAnswerTest {

    @TempDir
    Path folder;

    /** One lie a journey of three sessions: what becomes of its items, and what its row says. */
    private record Lie(String words, BiFunction<String, List<String>, String> answer) {}

    private static final List<Lie> LIES = List.of(
            lie("the API's answer lacks 1 of its 3 sessions", items -> items.subList(0, 2)),
            lie("the API's answer has no credits for it", items -> List.of()),
            lie("twice, or it was never sent",
                    items -> plus(items,
                            items.get(0).replaceAll("\"session_id\":\"[^\"]*\"", "\"session_id\":\"stranger\""))),
            lie("twice, or it was never sent", items -> plus(items, items.get(0))),
            lie("is NaN", items -> first(items, "\"ihc\":[0-9.]+", "\"ihc\":NaN")),
            lie("is Infinity", items -> first(items, "\"ihc\":[0-9.]+", "\"ihc\":Infinity")),
            lie("is -Infinity", items -> first(items, "\"closer\":[0-9.]+", "\"closer\":-Infinity")),
            lie("is -0.5", items -> first(items, "\"holder\":[0-9.]+", "\"holder\":-0.5")),
            lie("is 1.5", items -> first(items, "\"initializer\":[0-9.]+", "\"initializer\":1.5")),
            lie("is null", items -> first(items, "\"ihc\":[0-9.]+", "\"ihc\":null")),
            lie("is null", items -> first(items, ",\"ihc\":[0-9.]+", "")),
            lie("its credits (ihc) in the API's answer sum to",
                    items -> items.stream().map(item -> item.replaceAll("\"ihc\":[0-9.]+", "\"ihc\":0.5")).toList()),
            lie("is \"0.3333\"", items -> first(items, "\"ihc\":[0-9.]+", "\"ihc\":\"0.3333\"")),
            lie("is {", items -> first(items, "\"ihc\":[0-9.]+", "\"ihc\":{\"value\":0.3}")),
            lie("is true", items -> first(items, "\"ihc\":[0-9.]+", "\"ihc\":true")),
            lie("names no session",
                    items -> List.of("{\"conversion_id\":\"" + items.get(0).split("\"")[3] + "\",\"sessions\":["
                            + String.join(",", items) + "]}")),
            lie("names no session", items -> first(items, "\"session_id\":\"[^\"]*\"", "\"session_id\":null")),
            lie("the API's answer lacks 1",
                    items -> first(items, "\"conversion_id\":\"[^\"]*\"", "\"conversion_id\":{\"id\":1}")),
            lie("the API's answer lacks 1", items -> plus(items.subList(0, 2), "null")),
            lie("the API's answer lacks 1", items -> plus(items.subList(0, 2), "[1,2]")));

    @Test
    void nothingOfALyingJourneyIsStoredAndTheRestIs() {
        Shop shop = shop(LIES.size() + 1);
        try (IhcServer server = IhcServer.answering((number, request) -> {
            List<String> items = new ArrayList<>();
            request.journeys().forEach((journey, sessions) -> {
                List<String> honest = new ArrayList<>();
                sessions.forEach(session -> honest.add(item(journey, session.get("session_id").asText())));
                int lie = Integer.parseInt(journey.substring(1));
                items.addAll(lie < LIES.size() ? List.of(LIES.get(lie).answer.apply(journey, honest)) : honest);
            });
            items.add(item("never-sent", "never-sent"));
            return Reply.text(200, "{\"statusCode\":200,\"value\":[" + String.join(",",
                    items.stream().filter(item -> !item.isEmpty()).toList()) + "],\"partialFailureErrors\":[]}");
        })) {
            Application.Result result = Application.in(folder).calling(server).once();

            assertThat(result.status()).as(result.err()).isEqualTo(3);
            assertThat(server.requests()).hasSize(1);
            assertThat(shop.rows("select distinct conv_id from attribution_customer_journey"))
                    .containsExactly(id(LIES.size()));
            assertThat(shop.cell("select count(*) from attribution_customer_journey")).isEqualTo("3");
            for (int i = 0; i < LIES.size(); i++) {
                assertThat(shop.cell("select state || ': ' || reason from ihc_journey where conv_id = '" + id(i) + "'"))
                        .as("lie " + i).startsWith("failed: ").contains(LIES.get(i).words);
            }
            assertThat(shop.cell("select count(*) from ihc_journey where conv_id = 'never-sent'")).isEqualTo("0");
            assertThat(shop.cell("select attributed || '|' || failed from ihc_batch")).isEqualTo("1|" + LIES.size());
        }
    }

    @Test
    void aValueThatIsNoListFailsTheBatchAndIsNotBoughtAgainAndAgain() {
        Shop shop = shop(2);
        try (IhcServer server = IhcServer.answering((number, request) -> Reply.text(200,
                "{\"statusCode\":200,\"value\":{\"c00\":1},\"partialFailureErrors\":[]}"))) {
            assertThat(Application.in(folder).calling(server).once().status()).isEqualTo(1);
            assertThat(server.requests()).hasSize(1);
            assertThat(shop.cell("select count(*) from attribution_customer_journey")).isEqualTo("0");
            assertThat(shop.rows("select distinct state || ': ' || reason from ihc_journey"))
                    .containsExactly("failed: the API's answer has no list of credits (value)");
        }
    }

    @Test
    void aJourneyThatFailsWhenItIsBoughtAgainKeepsTheCreditsThatItHad() {
        Shop shop = shop(1);
        try (IhcServer server = IhcServer.givingEqualShares()) {
            Application application = Application.in(folder).calling(server);
            assertThat(application.once().status()).isZero();
            server.behave((number, request) -> {
                ObjectNode answer = IhcServer.equalShares(request);
                ((ArrayNode) answer.get("value")).remove(0);
                return Reply.json(200, answer);
            });

            assertThat(application.once("--mode", "full").status()).isEqualTo(1);

            assertThat(shop.rows("select state, tried_state from ihc_journey")).containsExactly("attributed|failed");
            assertThat(shop.cell("select sum(ihc) from attribution_customer_journey")).startsWith("1");
        }
    }

    private Shop shop(int journeys) {
        Shop shop = Shop.empty(folder);
        for (int i = 0; i < journeys; i++) {
            for (int s = 1; s <= 3; s++) {
                shop.session(id(i) + "s" + s, "u" + i, "2026-01-0" + s + " 10:00:00", "Search");
            }
            shop.conversion(id(i), "u" + i, "2026-01-04 10:00:00", 10);
        }
        return shop;
    }

    private static String id(int i) {
        return String.format("c%02d", i);
    }

    private static String item(String journey, String session) {
        return "{\"conversion_id\":\"" + journey + "\",\"session_id\":\"" + session
                + "\",\"initializer\":0.3333,\"holder\":0.3333,\"closer\":0.3333,\"ihc\":0.3333}";
    }

    private static Lie lie(String words, java.util.function.UnaryOperator<List<String>> change) {
        return new Lie(words, (journey, items) -> String.join(",", change.apply(items)));
    }

    private static List<String> first(List<String> items, String pattern, String replacement) {
        List<String> changed = new ArrayList<>(items);
        changed.set(0, items.get(0).replaceAll(pattern, replacement));
        return changed;
    }

    private static List<String> plus(List<String> items, String further) {
        List<String> more = new ArrayList<>(items);
        more.add(further);
        return more;
    }
}
