package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ihcattribution.runtime.Daemon;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded IHC service as its users meet it: over HTTP, on the daemon's own port. */
class EmbeddedIhcTest {

    private static final String QUERY = "?conv_type_id=default";

    @TempDir
    static Path folder;

    private static Daemon daemon;
    private static String url;
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws Exception {
        Shop.empty(folder);
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        daemon = Application.in(folder).with("ihc.console.port", Integer.toString(port)).daemon();
        url = "http://127.0.0.1:" + port + "/v1/compute_ihc";
    }

    @AfterAll
    static void stop() {
        daemon.close();
    }

    @Test
    void givesEverySessionOfEveryJourneyFiguresThatSumTo1OverTheJourney() throws Exception {
        ObjectNode body = body();
        for (int journey = 1; journey <= 100; journey++) {
            journey(body, "c" + journey, 1 + journey % 30);
        }

        HttpResponse<String> response = post(QUERY, "key", body.toString());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        JsonNode answer = IhcServer.JSON.readTree(response.body());
        assertThat(answer.get("statusCode").asInt()).isEqualTo(200);
        assertThat(answer.get("partialFailureErrors")).isEmpty();
        assertThat(answer.get("value")).hasSameSizeAs(body.get("customer_journeys"));
        Map<String, double[]> sums = new LinkedHashMap<>();
        for (JsonNode figures : answer.get("value")) {
            assertThat(figures.fieldNames()).toIterable().containsExactlyInAnyOrder(
                    "conversion_id", "session_id", "initializer", "holder", "closer", "ihc");
            double[] sum = sums.computeIfAbsent(figures.get("conversion_id").asText(), id -> new double[4]);
            int column = 0;
            for (String name : List.of("initializer", "closer", "ihc", "holder")) {
                double figure = figures.get(name).asDouble();
                assertThat(figure).isBetween(0.0, 1.0);
                assertThat(figure * 10_000).as("four decimals").isCloseTo(Math.rint(figure * 10_000), within(1e-6));
                sum[column++] += figure;
            }
        }
        assertThat(sums).hasSize(100).allSatisfy((id, sum) -> {
            assertThat(List.of(sum[0], sum[1], sum[2])).as(id).allSatisfy(s -> assertThat(s).isCloseTo(1, within(0.005)));
            assertThat(sum[3] < 0.005 || Math.abs(sum[3] - 1) < 0.005).as("%s: the holder column sums to 1, or is all 0", id).isTrue();
        });
    }

    @Test
    void refusesWithoutAKey() throws Exception {
        ObjectNode body = body();
        journey(body, "c1", 2);

        HttpResponse<String> response = post(QUERY, null, body.toString());

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).contains("x-api-key").doesNotContain("value");
    }

    @Test
    void refusesWhatExceedsTheLimitsAndTakesWhatReachesThem() throws Exception {
        ObjectNode journeys = body();
        for (int journey = 1; journey <= 101; journey++) {
            journey(journeys, "c" + journey, 1);
        }
        requireRefused(post(QUERY, "key", journeys.toString()), "101 journeys", "100");

        ObjectNode sessions = body();
        for (int journey = 1; journey <= 100; journey++) {
            journey(sessions, "c" + journey, 30);
        }
        assertThat(post(QUERY, "key", sessions.toString()).statusCode()).isEqualTo(200);
        ((ObjectNode) sessions.get("customer_journeys").get(2_999)).put("conversion", 0);
        ((ArrayNode) sessions.get("customer_journeys")).add(session("c100", 31, true));
        requireRefused(post(QUERY, "key", sessions.toString()), "3001 sessions", "3000");
    }

    @Test
    void refusesWhatIsNoRequestWithTheReason() throws Exception {
        ObjectNode body = body();
        journey(body, "c1", 2);

        requireRefused(post("", "key", body.toString()), "conv_type_id");
        requireRefused(post(QUERY, "key", "{\"customer_journeys\": ["), "not JSON");
        requireRefused(post(QUERY, "key", ""), "");
        requireRefused(post(QUERY, "key", "{}"), "customer_journeys");
        requireRefused(post(QUERY, "key", body().toString()), "customer_journeys");
        requireRefused(post(QUERY, "key", "[1]"), "customer_journeys");
    }

    @Test
    void isOnlyPostedTo() throws Exception {
        HttpResponse<String> response = client.send(HttpRequest.newBuilder(URI.create(url + QUERY)).GET().build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isIn(Set.of(404, 405));
    }

    @Test
    void aRunCallsItOverHttpAndNeedsNoKey(@TempDir Path other) {
        Shop shop = Shop.empty(other).session("s1", "u1", "2026-01-01 10:00:00", "Search", 2)
                .session("s2", "u1", "2026-01-02 10:00:00", "Email", 1).conversion("c1", "u1", "2026-01-02 11:00:00", 100);

        assertThat(Application.in(other).once().status()).isZero();

        assertThat(shop.cell("select round(sum(ihc), 3) from attribution_customer_journey")).isEqualTo("1.0");
        assertThat(shop.cell("select sum(attempts) from ihc_batch")).isEqualTo("1");
    }

    private static void requireRefused(HttpResponse<String> response, String... words) throws Exception {
        assertThat(response.statusCode()).isEqualTo(400);
        JsonNode answer = IhcServer.JSON.readTree(response.body());
        assertThat(answer.get("statusCode").asInt()).isEqualTo(400);
        assertThat(answer.get("message").asText()).isNotBlank().contains(words);
        assertThat(answer.path("value")).isEmpty();
    }

    private HttpResponse<String> post(String query, String key, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + query))
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body));
        if (key != null) {
            request.header("x-api-key", key);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static ObjectNode body() {
        ObjectNode body = IhcServer.JSON.createObjectNode();
        body.putArray("customer_journeys");
        return body;
    }

    private static void journey(ObjectNode body, String conversion, int sessions) {
        ArrayNode journeys = (ArrayNode) body.get("customer_journeys");
        for (int i = 1; i <= sessions; i++) {
            journeys.add(session(conversion, i, i == sessions));
        }
    }

    private static ObjectNode session(String conversion, int number, boolean last) {
        return IhcServer.JSON.createObjectNode().put("conversion_id", conversion).put("session_id", conversion + "-" + number)
                .put("timestamp", String.format("2026-01-01 10:00:%02d", number)).put("channel_label", "Search")
                .put("holder_engagement", 1).put("closer_engagement", 1).put("conversion", last ? 1 : 0)
                .put("impression_interaction", 0);
    }
}
