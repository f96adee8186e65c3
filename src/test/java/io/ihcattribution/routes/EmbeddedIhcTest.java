package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ihcattribution.model.IhcParameterFile;
import io.ihcattribution.model.IhcParameters;
import io.ihcattribution.model.PhaseWeights;
import io.ihcattribution.boot.Daemon;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The embedded IHC service as a client sees it: over HTTP, on the running daemon. */
@WholeApplication
class EmbeddedIhcTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private static Daemon daemon;
    private static int port;

    @BeforeAll
    static void startDaemon() throws IOException {
        Shop.empty(folder);
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        daemon = Application.in(folder)
                .with("ihc.console.port", Integer.toString(port))
                .with("ihc.api.conv-type-id", "returning customers")
                .with("ihc.embedded.parameters-dir", folder.resolve("parameters").toString())
                .daemon();
    }

    @AfterAll
    static void stopDaemon() {
        daemon.close();
    }

    @Test
    void computesTheThreePhasesAndTheirCombination() throws Exception {
        JsonNode answer = ask(journey("c1",
                touchpoint("s1", "2024-03-01 08:00:00", "Email", 1, 1),
                touchpoint("s2", "2024-03-01 09:00:00", "Search", 1, 1),
                touchpoint("s3", "2024-03-06 09:00:00", "Social", 0, 1)));

        assertThat(answer.get("statusCode").asInt()).isEqualTo(200);
        assertThat(answer.get("partialFailureErrors")).isEmpty();
        assertThat(figures(answer)).isEqualTo(new TreeMap<>(Map.of(
                "c1/s1", "0.8542 0.2892 0.1200 0.4376", "c1/s2", "0.0000 0.7108 0.1210 0.3034",
                "c1/s3", "0.1458 0.0000 0.7590 0.2590")));
    }

    @Test
    void ordersByTimeAcrossZones() throws Exception {
        JsonNode plain = ask(journey("c1", touchpoint("s1", "2024-03-01 08:00:00", "Email", 1, 1),
                touchpoint("s2", "2024-03-01 10:00:00", "Search", 0, 1)));
        JsonNode zoned = ask(journey("c1", touchpoint("s2", "2024-03-01 05:00:00 -0500", "Search", 0, 1),
                touchpoint("s1", "2024-03-01 09:30:00 +0130", "Email", 1, 1)));

        assertThat(figures(zoned)).isEqualTo(figures(plain)).containsEntry("c1/s1", figures(plain).get("c1/s1"));
        assertThat(figures(plain).get("c1/s1")).startsWith("1.0000");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
            "timestamp             | \"'2024-03-01T08:00:00'\" | YYYY-MM-DD HH:MM:SS",
            "timestamp             | \"'2024-02-30 08:00:00'\" | YYYY-MM-DD HH:MM:SS",
            "timestamp             |                           | YYYY-MM-DD HH:MM:SS",
            "channel_label         | \"'  '\"                  | text that is not blank",
            "channel_label         | 7                         | text that is not blank",
            "holder_engagement     | 2                         | 0 or 1",
            "closer_engagement     | \"'1'\"                   | 0 or 1",
            "impression_interaction| null                      | 0 or 1",
            "conversion            |                           | 0 or 1",
            "session_id            | \"''\"                    | text that is not blank",
            "session_id            | \"'s2'\"                  | comes twice",
    })
    void answersPartlyWhereAJourneyCannotBeParsed(String key, String value, String reason) throws Exception {
        ArrayNode sessions = journey("bad", touchpoint("s1", "2024-03-01 08:00:00", "Email", 1, 1),
                touchpoint("s2", "2024-03-01 09:00:00", "Email", 1, 1));
        sessions.addAll(journey("good", touchpoint("s1", "2024-03-01 08:00:00", "Email", 1, 1)));
        ObjectNode first = (ObjectNode) sessions.get(0);
        if (value == null) {
            first.remove(key);
        } else {
            first.set(key, JSON.readTree(value.replace('\'', '"')));
        }

        JsonNode answer = ask(sessions);

        assertThat(answer.get("statusCode").asInt()).isEqualTo(206);
        assertThat(figures(answer)).containsOnlyKeys("good/s1");
        assertThat(answer.get("partialFailureErrors")).singleElement().satisfies(error -> {
            assertThat(error.get("statusCode").asInt()).isEqualTo(406);
            assertThat(error.get("conversion_id").asText()).isEqualTo("bad");
            assertThat(error.get("message").asText()).contains(key).contains(reason);
        });
    }

    @Test
    void refusesMoreThanTheApisLimits() throws Exception {
        ArrayNode journeys = JSON.createArrayNode();
        for (int i = 0; i < 101; i++) {
            journeys.addAll(journey("c" + i, touchpoint("s", "2024-03-01 08:00:00", "Email", 1, 1)));
        }
        ArrayNode sessions = JSON.createArrayNode();
        for (int i = 0; i < 3001; i++) {
            sessions.addAll(journey("c", touchpoint("s" + i, "2024-03-01 08:00:00", "Email", 1, 1)));
        }

        assertThat(message(ask(journeys), 400)).isEqualTo("101 journeys are more than the limit of 100");
        assertThat(message(ask(sessions), 400)).isEqualTo("3001 sessions are more than the limit of 3000");
        journeys.remove(100);
        sessions.remove(3000);
        assertThat(ask(journeys).get("value")).hasSize(100);
        assertThat(ask(sessions).get("value")).hasSize(3000);
    }

    @Test
    void refusesWithTheReason() throws Exception {
        String good = body(journey("c", touchpoint("s", "2024-03-01 08:00:00", "Email", 1, 1))).toString();

        assertThat(message(post("default", null, good), 403)).contains("x-api-key");
        assertThat(message(post(null, "key", good), 400)).contains("conv_type_id");
        assertThat(message(post("nobody-trained", "key", good), 400))
                .contains("unknown conversion type \"nobody-trained\"");
        assertThat(message(post("..%2Fshop", "key", good), 400)).contains("unknown conversion type");
        assertThat(message(post("default", "key", "{\"customer_journeys\": "), 400)).contains("not JSON");
        assertThat(message(post("default", "key", "[]"), 400)).contains("not a JSON object");
        assertThat(message(post("default", "key", "{\"customer_journeys\": []}"), 400)).contains("customer_journeys");
        assertThat(message(post("default", "key", good.replace("conversion_id", "conv_id")), 400))
                .contains("customer_journeys[0]").contains("conversion_id");
    }

    @Test
    void redistributesAsAsked() throws Exception {
        ArrayNode sessions = journey("c", touchpoint("s1", "2024-03-01 08:00:00", "Email", 1, 1),
                touchpoint("s2", "2024-03-01 09:00:00", "Direct Traffic", 1, 1));
        ObjectNode asked = body(sessions);
        asked.set("redistribution_parameter", JSON.readTree("""
                {"closer": {"direction": "earlier_sessions_only", "receive_threshold": 0,
                 "redistribution_channel_labels": ["Direct Traffic"]}}"""));

        JsonNode answer = post("default", "key", asked.toString());

        assertThat(figures(answer).get("c/s1").split(" ")[2]).isEqualTo("1.0000");
        assertThat(figures(answer).get("c/s2").split(" ")[2]).isEqualTo("0.0000");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
            "{'holder': {'direction': 'sideways', 'receive_threshold': 0, 'redistribution_channel_labels': []}}"
                    + "| redistribution_parameter.holder: direction",
            "{'closer': {'direction': 'any_session', 'receive_threshold': 1.5, 'redistribution_channel_labels': []}}"
                    + "| redistribution_parameter.closer: receive_threshold",
            "{'closer': {'direction': 'any_session', 'receive_threshold': '0', 'redistribution_channel_labels': []}}"
                    + "| redistribution_parameter.closer.receive_threshold",
            "{'initializer': {'direction': 'any_session', 'receive_threshold': 0}}"
                    + "| redistribution_parameter.initializer.redistribution_channel_labels",
            "{'initializer': {'direction': 'any_session', 'receive_threshold': 0, 'redistribution_channel_labels':"
                    + " [' ']}}"
                    + "| redistribution_parameter.initializer: redistribution_channel_labels",
            "{'initialiser': {}} | redistribution_parameter.initialiser",
            "{'holder': {'threshold': 0}} | redistribution_parameter.holder.threshold",
            "[] | redistribution_parameter: expected an object",
    })
    void refusesARedistributionNamingPhaseAndKey(String parameter, String reason) throws Exception {
        ObjectNode asked = body(journey("c", touchpoint("s1", "2024-03-01 08:00:00", "Email", 1, 1)));
        asked.set("redistribution_parameter", JSON.readTree(parameter.replace('\'', '"')));

        assertThat(message(post("default", "key", asked.toString()), 400)).contains(reason);
    }

    @Test
    void usesTheFileOfAConversionTypeAndReadsAReplacedOneAgain() throws Exception {
        ArrayNode sessions = journey("c", touchpoint("s1", "2024-03-01 08:00:00", "Email", 1, 1),
                touchpoint("s2", "2024-03-09 09:00:00", "Search", 1, 1));
        writeParameters("new", new PhaseWeights(1, 0, 0));
        String initializerOnly = figures(post("new", "key", body(sessions).toString())).get("c/s1");
        writeParameters("new", new PhaseWeights(0, 0, 1));
        String closerOnly = figures(post("new", "key", body(sessions).toString())).get("c/s1");

        assertThat(initializerOnly.split(" ")[3]).isEqualTo(initializerOnly.split(" ")[0]);
        assertThat(closerOnly.split(" ")[3]).isEqualTo(closerOnly.split(" ")[2])
                .isNotEqualTo(initializerOnly.split(" ")[3]);

        Files.writeString(folder.resolve("parameters").resolve("new.json"), "{}");
        assertThat(message(post("new", "key", body(sessions).toString()), 400)).contains("new.json")
                .contains("phase_weights");
    }

    @Test
    void knowsTheDefaultAndTheConversionTypeOfTheSettingsWithoutAFile() throws Exception {
        String good = body(journey("c", touchpoint("s", "2024-03-01 08:00:00", "Email", 1, 1))).toString();

        assertThat(post("default", "key", good).get("statusCode").asInt()).isEqualTo(200);
        assertThat(post("returning+customers", "key", good).get("statusCode").asInt()).isEqualTo(200);
    }

    private static void writeParameters(String type, PhaseWeights phases) {
        IhcParameters shipped = new IhcParameterFile().readShipped();
        new IhcParameterFile().write(folder.resolve("parameters").resolve(type + ".json"), new IhcParameters(phases,
                shipped.initializerMembership(), shipped.closerMembership(), Map.of(), 1, ""));
    }

    private static JsonNode ask(ArrayNode sessions) throws Exception {
        return post("default", "key", body(sessions).toString());
    }

    private static JsonNode post(String type, String key, String body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/compute_ihc"
                + (type == null ? "" : "?conv_type_id=" + type)))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (key != null) {
            request.header("x-api-key", key);
        }
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.ofString());
        JsonNode answer = JSON.readTree(response.body());
        assertThat(response.statusCode()).isEqualTo(answer.get("statusCode").asInt());
        return answer;
    }

    private static String message(JsonNode answer, int status) {
        assertThat(answer.get("statusCode").asInt()).isEqualTo(status);
        assertThat(answer.has("value")).isFalse();
        return answer.get("message").asText();
    }

    private static ObjectNode body(ArrayNode sessions) {
        ObjectNode body = JSON.createObjectNode();
        body.set("customer_journeys", sessions);
        return body;
    }

    private static ArrayNode journey(String convId, ObjectNode... sessions) {
        ArrayNode journey = JSON.createArrayNode();
        for (int i = 0; i < sessions.length; i++) {
            journey.add(sessions[i].put("conversion_id", convId).put("conversion", i == sessions.length - 1 ? 1 : 0));
        }
        return journey;
    }

    private static ObjectNode touchpoint(String id, String time, String channel, int holder, int closer) {
        return JSON.createObjectNode().put("session_id", id).put("timestamp", time).put("channel_label", channel)
                .put("holder_engagement", holder).put("closer_engagement", closer).put("impression_interaction", 0);
    }

    /** The figures by conversion and session: initializer, holder, closer, ihc. */
    private static Map<String, String> figures(JsonNode answer) {
        Map<String, String> figures = new TreeMap<>();
        answer.get("value").forEach(value -> {
            List<String> columns = new ArrayList<>();
            for (String column : List.of("initializer", "holder", "closer", "ihc")) {
                columns.add(String.format(Locale.ROOT, "%.4f", value.get(column).asDouble()));
            }
            figures.put(value.get("conversion_id").asText() + "/" + value.get("session_id").asText(),
                    String.join(" ", columns));
        });
        return figures;
    }
}
