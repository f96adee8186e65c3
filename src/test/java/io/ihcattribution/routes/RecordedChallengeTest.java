package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Golden data: a real shop's database, what the real API answered for it, and the report that follows from the two. */
@EnabledIf(value = "recordedExchangesExist", disabledReason = "no recorded exchanges in ../shared/recorded")
@WholeApplication
class RecordedChallengeTest {

    private static final Path RECORDED = Path.of("..", "shared", "recorded");
    private static final String HEADER = "channel_name,date,cost,ihc,ihc_revenue,CPO,ROAS";
    private static final int CHANNEL = 0;
    private static final int DATE = 1;
    private static final int FIRST_FIGURE = 2;
    private static final int COLUMNS = 7;

    @TempDir
    Path folder;

    @TempDir
    Path other;

    static boolean recordedExchangesExist() {
        return List.of("challenge.db", "responses.json", "expected_channel_reporting.csv").stream()
                .allMatch(name -> Files.isReadable(RECORDED.resolve(name)));
    }

    @Test
    void reportsWhatTheRecordedAnswersComeTo() throws IOException {
        Shop shop = Shop.copyOf(RECORDED.resolve("challenge.db"), folder);
        try (IhcServer server = IhcServer.answering(fromRecords())) {
            Application application = Application.in(folder).calling(server);

            assertThat(application.once().status()).isZero();

            List<String> lines = application.report("channel_reporting.csv").lines().toList();
            assertThat(lines.get(0)).isEqualTo(HEADER);
            List<String[]> rows = cells(lines);
            assertThat(rows).isSortedAccordingTo(
                    Comparator.<String[], String>comparing(row -> row[DATE]).thenComparing(row -> row[CHANNEL]));
            Map<String, String[]> reported = byKey(rows);
            Map<String, String[]> expected =
                    byKey(cells(Files.readAllLines(RECORDED.resolve("expected_channel_reporting.csv"))));
            assertThat(reported).hasSameSizeAs(rows).containsOnlyKeys(expected.keySet());
            expected.forEach((key, row) -> requireSameFigures(key, row, reported.get(key)));

            Set<String> conversions = Set.copyOf(shop.rows("select conv_id from conversions"));
            List<String> sent = server.requests().stream().flatMap(request -> request.journeys().keySet().stream())
                    .toList();
            assertThat(sent).doesNotHaveDuplicates().hasSize(966).allMatch(conversions::contains);
            assertThat(server.requests()).allSatisfy(request -> {
                assertThat(request.journeys()).hasSizeLessThanOrEqualTo(100);
                assertThat(request.sessions()).hasSizeLessThanOrEqualTo(3_000);
            });
            assertThat(server.requests().stream().mapToInt(request -> request.sessions().size()).sum())
                    .isEqualTo(1_754);
            // The recorded answers are what was bought for exactly these journeys: that they all hold says so, too.
            assertThat(shop.rows("select state, count(*) from ihc_journey group by state"))
                    .containsExactly("attributed|966");
        }
    }

    @Test
    void runsAgainWithoutACallAndPublishesTheSameBytesAsAFullRunDoes() throws IOException {
        Shop.copyOf(RECORDED.resolve("challenge.db"), folder);
        Shop.copyOf(RECORDED.resolve("challenge.db"), other);
        try (IhcServer server = IhcServer.answering(fromRecords())) {
            Application application = Application.in(folder).calling(server);
            application.once();
            byte[] first = application.report("channel_reporting.csv").getBytes();
            int calls = server.requests().size();

            assertThat(application.once().status()).isZero();

            assertThat(server.requests()).hasSize(calls);
            assertThat(application.report("channel_reporting.csv").getBytes()).isEqualTo(first);

            Application fresh = Application.in(other).calling(server);
            assertThat(fresh.once("--mode", "full").status()).isZero();
            assertThat(server.requests()).hasSize(2 * calls);
            assertThat(fresh.report("channel_reporting.csv").getBytes()).isEqualTo(first);
        }
    }

    /** Answers each journey with the record of it. */
    private static IhcServer.Behaviour fromRecords() throws IOException {
        Map<String, List<JsonNode>> records = new HashMap<>();
        for (JsonNode response : IhcServer.JSON.readTree(RECORDED.resolve("responses.json").toFile())) {
            response.get("value").forEach(figures -> records
                    .computeIfAbsent(figures.get("conversion_id").asText(), id -> new ArrayList<>()).add(figures));
        }
        return (number, request) -> {
            ObjectNode answer = IhcServer.JSON.createObjectNode().put("statusCode", 200);
            ArrayNode value = answer.putArray("value");
            request.journeys().keySet().forEach(conversion -> value.addAll(records.get(conversion)));
            answer.putArray("partialFailureErrors");
            return IhcServer.Reply.json(200, answer);
        };
    }

    private static void requireSameFigures(String key, String[] expected, String[] reported) {
        for (int column = FIRST_FIGURE; column < COLUMNS; column++) {
            String name = key + " " + HEADER.split(",")[column];
            if (expected[column].isEmpty()) {
                assertThat(reported[column]).as(name).isEmpty();
            } else {
                assertThat(reported[column]).as(name).matches("-?\\d+(\\.\\d{1,6})?");
                assertThat(Double.parseDouble(reported[column])).as(name)
                        .isCloseTo(Double.parseDouble(expected[column]), within(1e-6));
            }
        }
    }

    private static List<String[]> cells(List<String> lines) {
        return lines.stream().skip(1).map(line -> line.split(",", -1)).toList();
    }

    private static Map<String, String[]> byKey(List<String[]> rows) {
        return rows.stream().collect(Collectors.toMap(
                row -> row[CHANNEL] + " " + row[DATE], row -> row, (one, another) -> one, LinkedHashMap::new));
    }
}
