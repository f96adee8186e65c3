package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ihcattribution.boot.Daemon;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a cell of the report is made of, on the command line and over HTTP. */
@Timeout(120)
@WholeApplication
class ExplainTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @Test
    void saysWhatACellIsMadeOfAndHowItAddsUp() throws IOException {
        Shop shop = simpleShop();
        attribute();
        byte[] before = shop.bytes();
        String run = shop.cell("select run_id from ihc_run");

        Application.Result text = explain("Search", "2026-01-01");

        assertThat(text.status()).as(text.err()).isZero();
        assertThat(text.out()).contains("cell         Search, 2026-01-01",
                "report       cost 2, ihc 1.5, ihc_revenue 65, CPO 1.333333, ROAS 32.5",
                "  s1  2026-01-01 10:00:00  cost 2",
                "c1  2026-01-02 11:00:00  revenue 100, journey of 2, run " + run + " batch 1, fingerprint "
                        + shop.cell("select fingerprint from ihc_journey where conv_id = 'c1'"),
                "  * s1  2026-01-01 10:00:00  Search  ihc 0.5 (initializer 0.5, holder 0.5, closer 0.5), ihc_revenue"
                        + " 50",
                "    s2  2026-01-02 10:00:00  Email  ihc 0.5", "c2  ", "  * s3  ",
                "sum          cost 2, ihc 1.5, ihc_revenue 65, CPO 1.333333, ROAS 32.5, of 1 costs and 2 credits of"
                        + " 2 conversions",
                "adds up      yes");
        assertThat(text.out().indexOf("c2  ")).as("in the order of time").isLessThan(text.out().indexOf("c1  "));
        assertThat(shop.bytes()).isEqualTo(before);

        JsonNode json = IhcServer.JSON.readTree(explain("Email", "2026-01-02", "--format", "json").out());
        assertThat(json.at("/report/ihc").asDouble()).isEqualTo(0.5);
        assertThat(json.at("/costs/0/session_id").asText()).isEqualTo("s2");
        assertThat(json.get("conversions")).hasSize(1);
        assertThat(json.at("/conversions/0/conv_id").asText()).isEqualTo("c1");
        assertThat(json.at("/conversions/0/revenue").asDouble()).isEqualTo(100);
        assertThat(json.at("/conversions/0/journey_length").asInt()).isEqualTo(2);
        assertThat(json.at("/conversions/0/run_id").asText()).isEqualTo(run);
        assertThat(json.at("/conversions/0/batch").asInt()).isEqualTo(1);
        assertThat(json.at("/conversions/0/fingerprint").asText()).hasSize(64);
        assertThat(json.at("/conversions/0/sessions/0/in_cell").asBoolean()).isFalse();
        assertThat(json.at("/conversions/0/sessions/1/in_cell").asBoolean()).isTrue();
        assertThat(json.at("/conversions/0/sessions/1/closer").asDouble()).isEqualTo(0.5);
        assertThat(json.get("adds_up").asBoolean()).isTrue();
    }

    @Test
    void everyCellAddsUp() throws Exception {
        Shop shop = Shop.empty(folder).fill(60);
        // Costs without a credit; sessions without a channel or a date, which journeys are rejected for; an unused
        // conversion.
        shop.session("only", "nobody", "2026-01-05 10:00:00", "Display", 7);
        shop.execute("insert into session_sources values ('dirt', 'nobody', '', '10:00:00', ' ', 1, 1, 0)");
        shop.execute("insert into session_costs values ('dirt', 3)");
        shop.conversion("none", "nowhere", "2026-01-05 10:00:00", 7);
        attribute();
        // Credits that no report counts, as those of an earlier client.
        shop.execute("update ihc_journey set state = 'failed' where conv_id = 'c0001'");
        attribute("--steps", "report");
        int port = freePort();
        try (Daemon daemon = Application.in(folder).with("ihc.console.port", "" + port).daemon()) {
            List<String> cells = shop.rows("select channel_name, date, cost, ihc, ihc_revenue from channel_reporting");
            assertThat(cells).hasSizeGreaterThan(30);
            for (String cell : cells) {
                String[] parts = cell.split("\\|");
                JsonNode json = IhcServer.JSON.readTree(get(port, query(parts[0], parts[1])).body());
                assertThat(json.get("adds_up").asBoolean()).as(json.toPrettyString()).isTrue();
                assertThat(json.at("/sum/cost").asDouble()).as(cell).isEqualTo(json.at("/report/cost").asDouble());
            }
        }
    }

    @Test
    void answersOverHttpAsJsonUnlessTextIsAskedFor() throws Exception {
        Shop shop = simpleShop();
        String odd = "A & B+C/ü \"=cmd()\"";
        shop.execute("update session_sources set channel_name = ? where session_id = 's2'", odd);
        attribute();
        int port = freePort();
        try (Daemon daemon = Application.in(folder).with("ihc.console.port", "" + port).daemon()) {
            HttpResponse<String> json = get(port, query(odd, "2026-01-02"));
            assertThat(json.statusCode()).as(json.body()).isEqualTo(200);
            assertThat(json.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
            assertThat(IhcServer.JSON.readTree(json.body()).get("channel_name").asText()).isEqualTo(odd);

            for (HttpResponse<String> text : List.of(get(port, query(odd, "2026-01-02") + "&format=text"),
                    get(port, query(odd, "2026-01-02"), "Accept", "text/plain"))) {
                assertThat(text.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
                assertThat(text.body()).startsWith("cell         " + odd + ", 2026-01-02").contains("adds up      yes");
            }
            assertThat(get(port, query(odd, "2026-01-02") + "&format=json", "Accept", "text/plain").body())
                    .startsWith("{");

            HttpResponse<String> unknown = get(port, query("Email", "2026-01-02"));
            assertThat(unknown.statusCode()).isEqualTo(404);
            assertThat(IhcServer.JSON.readTree(unknown.body()).get("error").asText()).contains("\"Email\"",
                    "2026-01-02", odd);

            requireBad(get(port, ""), "channel: is missing");
            requireBad(get(port, "?channel=Search"), "date: is missing");
            requireBad(get(port, query("Search", "2026-02-30")), "2026-02-30", "YYYY-MM-DD");
            requireBad(get(port, query("Search", "2026-01-02") + "&format=xml"), "format", "xml", "json, text");
            requireBad(get(port, query("Search", "2026-01-02") + "&chanel=x"), "chanel", "channel, date, format");
            requireBad(get(port, query("Search", "2026-01-02") + "&date=2026-01-03"), "date", "twice");
            assertThat(get(port, "?channel=Search&format=text").body())
                    .isEqualTo("date: is missing; expected a date of the report, YYYY-MM-DD\n");
        }
    }

    @Test
    void anUnknownCellSaysSoAndNamesNearOnes() {
        simpleShop();
        attribute();

        Application.Result result = explain("search", "2026-01-01");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).contains("no cell of channel \"search\" and date 2026-01-01",
                "did you mean \"Search\"?");

        assertThat(explain("Search", "2026-01-05").out()).contains("nearest dates are 2026-01-01");
        assertThat(explain("Radio", "2026-01-02").out()).contains("channels are \"Email\"");
    }

    @Test
    void isReadWhileARunIsUnderWayAndTellsThatTheReportIsNotOfToday() throws Exception {
        Shop shop = simpleShop();
        attribute();
        shop.session("s9", "u9", "2026-01-01 10:00:00", "Search", 4).conversion("c9", "u9", "2026-01-02 11:00:00", 10);
        CountDownLatch goOn = new CountDownLatch(1);
        try (IhcServer server = IhcServer.answering((number, request) -> {
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return IhcServer.Reply.json(200, IhcServer.equalShares(request));
        })) {
            CompletableFuture<Application.Result> run =
                    CompletableFuture.supplyAsync(() -> Application.in(folder).calling(server).once());
            Await.until(() -> server.requests().size() == 1);

            Application.Result during = explain("Search", "2026-01-01");
            assertThat(during.status()).isZero();
            assertThat(during.out()).contains("report       cost 2,", "sum          cost 6,", "adds up      no",
                    "--steps report");
            assertThat(run).isNotCompleted();

            goOn.countDown();
            assertThat(run.get().status()).isZero();
            assertThat(explain("Search", "2026-01-01").out()).contains("report       cost 6, ihc 2.5",
                    "adds up      yes");
        }
    }

    @Test
    void refusesArgumentsThatMeanNothing() throws IOException {
        Shop shop = simpleShop();
        byte[] before = shop.bytes();

        Application.Result none = explain("Search", "2026-01-01");
        assertThat(none.status()).isEqualTo(1);
        assertThat(none.err()).startsWith("no run has come to the database yet");
        assertThat(shop.bytes()).isEqualTo(before);

        requireUsage(Application.command("--explain"), "--channel: is missing");
        requireUsage(Application.command("--explain", "--channel", "x"), "--date: is missing");
        requireUsage(Application.command("--explain", "--channel", "x", "--date", "1.1.2026"), "--date", "1.1.2026",
                "YYYY-MM-DD");
        requireUsage(Application.command("--explain", "--channel", "x", "--date", "2026-01-01", "--format", "xml"),
                "--format", "text, json");
        requireUsage(Application.command("--once", "--channel", "x"), "--channel belongs to --explain");
        requireUsage(Application.command("--once", "--explain", "--channel", "x", "--date", "2026-01-01"), "--explain");
    }

    private Shop simpleShop() {
        return Shop.empty(folder)
                .session("s1", "u1", "2026-01-01 10:00:00", "Search", 2)
                .session("s2", "u1", "2026-01-02 10:00:00", "Email", 1)
                .conversion("c1", "u1", "2026-01-02 11:00:00", 100)
                .session("s3", "u2", "2026-01-01 09:00:00", "Search")
                .conversion("c2", "u2", "2026-01-02 10:30:00", 15);
    }

    private void attribute(String... arguments) {
        try (IhcServer server = IhcServer.givingEqualShares()) {
            assertThat(Application.in(folder).calling(server).once(arguments).status()).isIn(0,
                    Application.SOME_FAILED);
        }
    }

    private Application.Result explain(String channel, String date, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--channel", channel, "--date", date));
        arguments.addAll(List.of(more));
        return Application.in(folder).explain(arguments.toArray(String[]::new));
    }

    private static String query(String channel, String date) {
        return "?channel=" + URLEncoder.encode(channel, StandardCharsets.UTF_8) + "&date="
                + URLEncoder.encode(date, StandardCharsets.UTF_8);
    }

    /** With a header that is named as a parameter is, and is none. */
    private static HttpResponse<String> get(int port, String query, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/explain" + query))
                        .header("format", "xml");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private static void requireBad(HttpResponse<String> response, String... words) throws IOException {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(IhcServer.JSON.readTree(response.body()).get("error").asText()).contains(words);
    }

    private static void requireUsage(Application.Result result, String... words) {
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err().lines().findFirst().orElse("")).contains(words);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
