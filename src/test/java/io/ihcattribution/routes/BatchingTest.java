package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Requests of whole journeys, within the limits, whatever the sizes of the journeys and of the pages they are read in.
 */
@WholeApplication
class BatchingTest {

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} journeys and {1} sessions a request, {2} conversions a page, journeys of up to {3}")
    @CsvSource({
            "100, 3000, 400, 40, 600",
            "7, 50, 5, 50, 150",
            "100, 20, 500, 20, 120",
            "1, 3000, 3, 9, 20",
    })
    void sendsEveryJourneyOnceAndWhole(int maxJourneys, int maxSessions, int pageSize, int longest, int conversions) {
        Shop shop = Shop.empty(folder);
        Map<String, List<String>> journeys = journeys(shop, conversions, longest);
        try (IhcServer server = IhcServer.givingEqualShares()) {
            assertThat(Application.in(folder).calling(server)
                    .with("ihc.batch.max-journeys", Integer.toString(maxJourneys))
                    .with("ihc.batch.max-sessions", Integer.toString(maxSessions))
                    .with("ihc.journey.page-size", Integer.toString(pageSize))
                    // One at a time: then they arrive in the order in which they were closed.
                    .with("ihc.api.concurrency", "1")
                    .once().status()).isZero();

            Map<String, List<String>> sent = new LinkedHashMap<>();
            for (IhcServer.Request request : server.requests()) {
                assertThat(request.journeys()).hasSizeLessThanOrEqualTo(maxJourneys);
                assertThat(request.sessions()).hasSizeLessThanOrEqualTo(maxSessions);
                request.journeys().forEach((conversion, sessions) -> assertThat(sent.put(conversion, ids(sessions)))
                        .as("%s, sent before", conversion).isNull());
            }
            assertThat(sent).isEqualTo(journeys);
            requireClosedOnlyWhereTheNextJourneyWouldNotFit(server.requests(), maxJourneys, maxSessions);
            assertThat(
                    shop.rows("select batch_no, state, journeys, sessions, attempts from ihc_batch order by batch_no"))
                    .isEqualTo(expectedRows(server.requests()));
        }
    }

    /** Users with one conversion each and 1 to so many sessions; the sessions of each conversion, oldest first. */
    private static Map<String, List<String>> journeys(Shop shop, int conversions, int longest) {
        Random random = new Random(7);
        Map<String, List<String>> journeys = new LinkedHashMap<>();
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < conversions; i++) {
            String conversion = String.format("c%04d", i);
            // Most are short; some are as long as they may be.
            int size = i % 9 == 0 ? longest : 1 + random.nextInt(random.nextBoolean() ? Math.min(4, longest) : longest);
            List<String> sessions = new ArrayList<>();
            for (int s = 0; s < size; s++) {
                String session = conversion + String.format("-%02d", s);
                sessions.add(session);
                rows.add("insert into session_sources values ('" + session + "', 'u" + i + "', '2026-01-31', '"
                        + String.format("11:00:%02d", s) + "', 'Search', 1, 1, 0)");
            }
            rows.add("insert into conversions values ('" + conversion + "', 'u" + i
                    + "', '2026-01-31', '12:00:00', 10)");
            journeys.put(conversion, sessions);
        }
        shop.all(rows);
        return journeys;
    }

    private static void requireClosedOnlyWhereTheNextJourneyWouldNotFit(
            List<IhcServer.Request> requests, int maxJourneys, int maxSessions) {
        for (int i = 0; i + 1 < requests.size(); i++) {
            int next = requests.get(i + 1).journeys().values().iterator().next().size();
            assertThat(requests.get(i).journeys().size() == maxJourneys
                    || requests.get(i).sessions().size() + next > maxSessions)
                    .as("request %d was full", i + 1).isTrue();
        }
    }

    private static List<String> expectedRows(List<IhcServer.Request> requests) {
        List<String> rows = new ArrayList<>();
        requests.forEach(request -> rows.add((rows.size() + 1) + "|answered|" + request.journeys().size() + "|"
                + request.sessions().size() + "|1"));
        return rows;
    }

    private static List<String> ids(List<JsonNode> sessions) {
        return sessions.stream().map(session -> session.get("session_id").asText()).toList();
    }
}
