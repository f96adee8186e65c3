package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must hold after any run, over shops of random users; the report is computed here once more, row by row. */
@WholeApplication
class InvariantsTest {

    private static final List<String> CHANNELS = List.of("Search", "Email", "Radio", "Affiliate", "Direct");
    private static final int USERS = 120;

    @TempDir
    Path folder;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void creditsSumTo1AndTheTotalsReconcile(long seed) {
        Random random = new Random(seed);
        Shop shop = Shop.empty(folder).all(rows(random, 0));
        Set<String> lost = ConcurrentHashMap.newKeySet();
        Map<String, Integer> asked = new ConcurrentHashMap<>();
        try (IhcServer server = IhcServer.answering((number, request) -> randomShares(request, seed, asked, lost))) {
            Application application = Application.in(folder).calling(server)
                    .with("ihc.batch.max-sessions", "40").with("ihc.journey.page-size", "17");

            assertThat(application.once().status()).isEqualTo(3);
            requireInvariants(shop, application, lost);

            // Late sessions, new conversions; and what was lost is bought again.
            shop.all(rows(random, 1));
            assertThat(application.once("--start-date", "2026-01-10").status()).isIn(0, 3);
            assertThat(application.once().status()).isIn(lost.isEmpty() ? List.of(0) : List.of(1, 3));
            requireInvariants(shop, application, lost);
        }
    }

    private static void requireInvariants(Shop shop, Application application, Set<String> lost) {
        assertThat(shop.rows("select conv_id, sum(ihc) from attribution_customer_journey group by conv_id "
                + "having abs(sum(ihc) - 1) > 0.005")).isEmpty();
        assertThat(shop.rows("select conv_id from ihc_journey where state = 'attributed' order by 1"))
                .isEqualTo(shop.rows("select distinct conv_id from attribution_customer_journey order by 1"))
                .isNotEmpty();
        assertThat(shop.rows("select conv_id from ihc_journey where state = 'failed' or tried_state = 'failed'"))
                .containsExactlyInAnyOrderElementsOf(lost);
        // Every session of an attributed conversion, and no other, has its credit; but where a later one was refused.
        assertThat(shop.rows("select conv_id, session_id from attribution_customer_journey where conv_id in"
                + " (select conv_id from ihc_journey where tried_state is null) order by 1, 2"))
                .isEqualTo(shop.rows(
                        "select c.conv_id, s.session_id from conversions c join session_sources s on s.user_id ="
                                + " c.user_id "
                                + "and s.event_date || s.event_time <= c.conv_date || c.conv_time "
                                + "where c.conv_id in (select conv_id from ihc_journey where state = 'attributed'"
                                + " and tried_state is null) order by 1, 2"));
        assertThat(shop.cell("select count(*) from ihc_journey"))
                .isEqualTo(shop.cell("select count(*) from conversions"));
        assertThat(shop.rows("select * from ihc_batch where state not in ('answered', 'split', 'returned')")).isEmpty();

        double[] sums = new double[3];
        Map<String, double[]> expected = expected(shop);
        List<String> rows = application.rows();
        assertThat(rows).hasSameSizeAs(expected.keySet());
        for (String row : rows) {
            String[] cells = row.split(",", -1);
            double[] figures = expected.get(cells[0] + "," + cells[1]);
            assertThat(figures).as(row).isNotNull();
            for (int i = 0; i < 3; i++) {
                assertThat(Double.parseDouble(cells[2 + i])).as(row).isCloseTo(figures[i], within(1e-6));
                sums[i] += Double.parseDouble(cells[2 + i]);
            }
        }
        int attributed = Integer.parseInt(shop.cell("select count(*) from ihc_journey where state = 'attributed'"));
        assertThat(sums[0]).isCloseTo(Double.parseDouble(shop.cell("select sum(cost) from session_costs "
                + "where session_id in (select session_id from session_sources)")), within(1e-3));
        assertThat(sums[1]).isCloseTo(attributed, within(0.001 * attributed + 0.01));
        double revenue = Double.parseDouble(shop.cell(
                "select sum(revenue) from conversions join ihc_journey using (conv_id) where state = 'attributed'"));
        assertThat(sums[2]).isCloseTo(revenue, within(0.005 * revenue));
    }

    /** The report's figures by channel and date, added up row by row. */
    private static Map<String, double[]> expected(Shop shop) {
        Map<String, String> places = new HashMap<>();
        shop.rows("select session_id, channel_name, event_date from session_sources").forEach(row -> {
            String[] cells = row.split("\\|");
            places.put(cells[0], cells[1] + "," + cells[2]);
        });
        Map<String, double[]> figures = new HashMap<>();
        shop.rows("select session_id, cost from session_costs").forEach(row -> {
            String[] cells = row.split("\\|");
            if (places.containsKey(cells[0])) {
                figures.computeIfAbsent(places.get(cells[0]),
                        place -> new double[3])[0] += Double.parseDouble(cells[1]);
            }
        });
        shop.rows("select session_id, ihc, revenue from attribution_customer_journey join conversions using (conv_id)")
                .forEach(row -> {
                    String[] cells = row.split("\\|");
                    double[] place = figures.computeIfAbsent(places.get(cells[0]), name -> new double[3]);
                    place[1] += Double.parseDouble(cells[1]);
                    place[2] += Double.parseDouble(cells[1]) * Double.parseDouble(cells[2]);
                });
        return figures;
    }

    /** Sessions and conversions of random users, some without the other; costs of sessions that nobody knows, too. */
    private static List<String> rows(Random random, int round) {
        List<String> rows = new ArrayList<>();
        for (int user = 0; user < USERS; user++) {
            int sessions = random.nextInt(7);
            for (int s = 0; s < sessions; s++) {
                String id = "s" + round + "-" + user + "-" + s;
                rows.add("insert into session_sources values ('" + id + "', 'u" + user + "', " + time(random) + ", '"
                        + CHANNELS.get(random.nextInt(CHANNELS.size())) + "', 1, " + random.nextInt(2) + ", 0)");
                if (random.nextInt(3) > 0) {
                    rows.add("insert into session_costs values ('" + id + "', " + random.nextInt(500) / 100.0 + ")");
                }
            }
            int conversions = random.nextInt(4);
            for (int c = 0; c < conversions; c++) {
                rows.add("insert into conversions values ('c" + round + "-" + user + "-" + c + "', 'u" + user + "', "
                        + time(random) + ", " + (1 + random.nextInt(20_000)) / 100.0 + ")");
            }
        }
        rows.add("insert into session_costs values ('unknown" + round + "', 1000)");
        return rows;
    }

    private static String time(Random random) {
        return String.format("'2026-01-%02d', '%02d:%02d:00'", 1 + random.nextInt(20), random.nextInt(24),
                random.nextInt(60));
    }

    /** Shares of four decimals that sum to about 1; a journey now and then is refused, or its figures do not add up. */
    private static IhcServer.Reply randomShares(
            IhcServer.Request request, long seed, Map<String, Integer> asked, Set<String> lost) {
        ObjectNode answer = IhcServer.JSON.createObjectNode().put("statusCode", 206);
        ArrayNode value = answer.putArray("value");
        ArrayNode errors = answer.putArray("partialFailureErrors");
        request.journeys().forEach((conversion, sessions) -> {
            // The same for the same journey, in whatever order requests arrive; another when it is asked again.
            Random random = new Random(seed + 31L * conversion.hashCode() + asked.merge(conversion, 1, Integer::sum));
            int fate = random.nextInt(20);
            lost.remove(conversion);
            if (fate < 2) {
                lost.add(conversion);
            }
            if (fate == 0) {
                errors.addObject().put("conversion_id", conversion).put("statusCode", 406);
                return;
            }
            double[] weights = random.doubles(sessions.size(), 0.01, 1).toArray();
            double sum = DoubleStream.of(weights).sum() * (fate == 1 ? 2 : 1);
            for (int i = 0; i < weights.length; i++) {
                double share = Math.round(10_000 * weights[i] / sum) / 10_000.0;
                JsonNode session = sessions.get(i);
                value.addObject().put("conversion_id", conversion).put("session_id", session.get("session_id").asText())
                        .put("initializer", share).put("holder", share).put("closer", share).put("ihc", share);
            }
        });
        return IhcServer.Reply.json(200, answer);
    }
}
