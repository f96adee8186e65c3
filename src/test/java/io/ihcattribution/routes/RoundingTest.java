package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API gives each credit with four decimals: what that does to the sums is given back, or said. */
@WholeApplication
class RoundingTest {

    private final IhcServer server = IhcServer.answering((number, request) -> fourDecimals(request));

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aLongJourneyLosesNoRevenueByRounding() {
        Shop shop = Shop.empty(folder);
        List<String> rows = new ArrayList<>(List.of("insert into conversions values "
                + "('c1', 'u1', '2026-02-01', '12:00:00', 1000)"));
        for (int i = 0; i < 2_900; i++) {
            rows.add(String.format("insert into session_sources values "
                    + "('s%04d', 'u1', '2026-01-%02d', '10:00:00', '%s', 1, 1, 0)", i, 1 + i % 30,
                    i % 2 == 0 ? "Search" : "Email"));
        }
        shop.all(rows);

        Application.Result result = Application.in(folder).calling(server).once();

        assertThat(result.out()).contains("1 attributed", "ihc 1.00, ihc_revenue 1,000.00").doesNotContain("rounding");
        assertThat(Double.parseDouble(shop.cell("select sum(ihc) from attribution_customer_journey")))
                .isCloseTo(1, within(1e-12));
        assertThat(shop.rows("select distinct round(initializer, 4) from attribution_customer_journey"))
                .as("as answered").containsExactly("0.0003");
        assertThat(Application.in(folder).calling(server).once().status()).isZero();
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void theSummarySaysWhatRoundingTakes() throws Exception {
        Shop shop = Shop.empty(folder);
        for (int i = 1; i <= 3; i++) {
            shop.session("s" + i, "u1", "2026-01-02 10:00:0" + i, "Search");
        }
        shop.conversion("c1", "u1", "2026-01-02 12:00:00", 1_000).conversion("c2", "nobody", "2026-01-02 12:00:00", 7);

        Application application = Application.in(folder).calling(server);

        String said =
                "rounding     over all dates the credits of 1 conversions sum to ihc 1.00, and to ihc_revenue 999.90"
                        + " of 1,000.00: the API gives each with four decimals";
        assertThat(application.once("--start-date", "2026-01-01").out()).contains(said);
        String run = application.reportFiles().stream().filter(file -> file.endsWith("run.json")).findFirst()
                .orElseThrow();
        assertThat(IhcServer.JSON.readTree(application.report(run)).at("/report/rounding").toString())
                .isEqualTo("{\"conversions\":1,\"ihc\":0.9999,\"revenue\":1000.0,\"ihc_revenue\":999.9}");
    }

    private static IhcServer.Reply fourDecimals(IhcServer.Request request) {
        ObjectNode answer = IhcServer.JSON.createObjectNode().put("statusCode", 200);
        ArrayNode value = answer.putArray("value");
        request.journeys().forEach((conversion, sessions) -> sessions.forEach(session -> {
            double share = Math.round(10_000.0 / sessions.size()) / 10_000.0;
            value.addObject().put("conversion_id", conversion).put("session_id", session.get("session_id").asText())
                    .put("initializer", share).put("holder", share).put("closer", share).put("ihc", share);
        }));
        answer.putArray("partialFailureErrors");
        return IhcServer.Reply.json(200, answer);
    }
}
