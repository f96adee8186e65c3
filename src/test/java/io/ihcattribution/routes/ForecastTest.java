package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ihcattribution.boot.Daemon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A dry run says what a run would buy, and changes nothing. */
@Timeout(120)
@WholeApplication
class ForecastTest {

    @TempDir
    Path folder;

    @Test
    void writesNothingIntoADatabaseThatNoRunHasComeTo() throws IOException {
        Shop shop = simpleShop();
        shop.file().toFile().setReadOnly();
        byte[] before = shop.bytes();
        try (IhcServer server = IhcServer.givingEqualShares()) {
            Application.Result result = Application.in(folder).calling(server).with("ihc.batch.max-journeys", "1")
                    .once("--mode", "dry-run");

            assertThat(result.status()).as(result.err()).isZero();
            assertThat(result.out()).containsPattern("conversions +2")
                    .containsPattern("journeys +would send 2: 2 new, 0 bought again")
                    .containsPattern("sessions +would send 3,").containsPattern("requests +would make 2,")
                    .containsPattern("this month +0 calls made; share of the plan unknown")
                    .containsPattern("time +unknown").doesNotContain("written");
            assertThat(server.requests()).isEmpty();
        }
        assertThat(shop.bytes()).isEqualTo(before);
        assertThat(files()).as("no folder, no file").containsExactly("shop.db");
    }

    @Test
    void leavesWhatEarlierRunsHaveWrittenAsItIs() throws IOException {
        Shop shop = simpleShop();
        try (IhcServer server = IhcServer.givingEqualShares()) {
            Application application = Application.in(folder).calling(server);
            application.once("--start-date", "2026-01-02", "--end-date", "2026-01-02");
            shop.session("s4", "u3", "2026-01-03 10:00:00", "Search", 9).conversion("c3", "u3", "2026-01-03 11:00:00",
                    1);
            byte[] before = shop.bytes();
            List<String> reports = application.reportFiles();
            String report = application.report("channel_reporting.csv");

            assertThat(application.once("--mode", "dry-run").out()).as("only what is new")
                    .containsPattern("journeys +would send 1: 1 new").containsPattern("requests +would make 1,");

            assertThat(shop.bytes()).isEqualTo(before);
            assertThat(application.report("channel_reporting.csv")).isEqualTo(report);
            assertThat(application.reportFiles()).isEqualTo(reports);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void foretellsTheRequestsThatTheRunThenMakes() {
        Shop shop = Shop.empty(folder).fill(150);
        shop.execute("update conversions set conv_date = '2026-01-2' || (rowid % 10)");
        try (IhcServer server = IhcServer.givingEqualShares()) {
            Application application = Application.in(folder).calling(server).with("ihc.batch.max-journeys", "7")
                    .with("ihc.batch.max-sessions", "13").with("ihc.journey.page-size", "20")
                    .with("ihc.api.concurrency", "1");
            // Without an index the first is read in one go, the second page by page.
            String[] window = {"--start-date", "2026-01-22", "--end-date", "2026-01-28"};
            String first =
                    line("requests", application.once("--mode", "dry-run", window[0], window[1], window[2], window[3]));
            application.makeTables();
            Application.Result second =
                    application.once("--mode", "dry-run", window[0], window[1], window[2], window[3]);
            assertThat(line("requests", second)).isEqualTo(first);

            assertThat(application.once(window).status()).isZero();

            long sessions = server.requests().stream().mapToLong(request -> request.sessions().size()).sum();
            long journeys = server.requests().stream().mapToLong(request -> request.journeys().size()).sum();
            assertThat(journeys).isGreaterThan(90);
            assertThat(line("requests", second)).contains("would make " + server.requests().size() + ",");
            assertThat(line("sessions", second)).contains("would send " + sessions + ",");
            assertThat(line("journeys", second)).contains("would send " + journeys + ": " + journeys + " new");
        }
    }

    @Test
    void tellsWhatIsBoughtAgainFromWhatIsNew() {
        Shop shop = Shop.empty(folder).singles(6, "2026-01-02");
        try (IhcServer server = IhcServer.answering((number, request) -> {
            var answer = IhcServer.equalShares(request);
            // What has failed has no credits that could be bought again.
            answer.withArray("value").remove(5);
            return IhcServer.Reply.json(200, answer);
        })) {
            Application application = Application.in(folder).calling(server).with("ihc.batch.max-journeys", "2");
            application.with("ihc.batch.max-journeys", "100").once();
            assertThat(shop.cell("select count(*) from ihc_journey where state = 'failed'")).isEqualTo("1");
            application.with("ihc.batch.max-journeys", "2");
            shop.session("late", "u0001", "2026-01-01 10:00:00", "Email")
                    .session("late2", "u0002", "2026-01-01 10:00:00", "Email")
                    .session("x", "new", "2026-01-02 10:00:00", "Search")
                    .conversion("n1", "new", "2026-01-02 11:00:00", 5);

            Application.Result dry = application.once("--mode", "dry-run");
            assertThat(line("journeys", dry)).contains("would send 4: 2 new, 2 bought again");
            assertThat(line("sessions", dry)).contains("would send 6, 4 of them");
            assertThat(line("requests", dry)).contains("would make 2, 1 of them for what is bought again");

            Application.Result full = application.once("--mode", "dry-run-full");
            assertThat(line("journeys", full)).contains("would send 7: 2 new, 5 bought again");
            assertThat(line("requests", full)).contains("would make 4, 3 of them");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void whatTheEmbeddedServiceAnsweredWasNotBought() {
        simpleShop();
        assertThat(Application.in(folder).once().status()).isZero();
        try (IhcServer server = IhcServer.givingEqualShares()) {
            assertThat(line("journeys", Application.in(folder).calling(server).once("--mode", "dry-run")))
                    .contains("would send 2: 2 new, 0 bought again");
        }
    }

    @Test
    void isRefusedWhereTheRunWouldBe() {
        simpleShop();
        try (IhcServer server = IhcServer.givingEqualShares()) {
            Application.in(folder).calling(server).once();
        }
        Application.Result result = Application.in(folder).once("--mode", "dry-run");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("credits that were bought from the API", "ihc.api.url is empty");
    }

    @Test
    void saysWhatShareOfTheMonthsPlanItWouldTake() {
        Shop shop = Shop.empty(folder).singles(10, "2026-01-02");
        LocalDate month = LocalDate.now(ZoneOffset.UTC).withDayOfMonth(1);
        try (IhcServer server = IhcServer.givingEqualShares()) {
            Application application = Application.in(folder).calling(server).with("ihc.batch.max-journeys", "2")
                    .with("ihc.api.monthly-calls", "200");
            application.once();
            shop.execute("update ihc_batch set attempts = 30, sent_at = '" + month + " 00:00:00' where batch_no = 1");
            shop.execute("update ihc_batch set sent_at = '" + month.minusDays(1) + " 23:59:59' where batch_no > 2");
            shop.execute(
                    "insert into ihc_run (run_id, source, mode, steps, conv_type_id, state, started_at, service)"
                            + " values "
                            + "('e', 'poll', 'full', 'attribute', 'x', 'completed', 'x', 'embedded')");
            shop.execute(
                    "insert into ihc_batch (run_id, batch_no, state, journeys, sessions, attempts, opened_at,"
                            + " sent_at) values "
                            + "('e', 1, 'answered', 1, 1, 1000, 'x', '" + month + " 00:00:01')");

            assertThat(line("this month", application.once("--mode", "dry-run-full")))
                    .contains("31 calls made of 200; this run would take 2.5 %, 164 would be left");
            assertThat(line("this month", application.once("--mode", "dry-run")))
                    .contains("31 calls made of 200; this run would take 0.0 %, 169 would be left");
        }
    }

    @Test
    void estimatesTheTimeFromTheCallsThatTheLedgerKnows() {
        Shop shop = Shop.empty(folder).singles(40, "2026-01-02");
        try (IhcServer server = IhcServer.givingEqualShares()) {
            Application application = Application.in(folder).calling(server).with("ihc.batch.max-journeys", "2")
                    .with("ihc.api.concurrency", "2");
            application.once();
            // Four different seconds, of which the mean is 6 s; one was repeated and does not count.
            shop.execute("update ihc_batch set sent_at = '2026-01-01 10:00:0' || (batch_no % 4), "
                    + "closed_at = '2026-01-01 10:00:' || printf('%02d', batch_no % 4 + 10 - 8 * (batch_no % 2))");
            shop.execute("update ihc_batch set attempts = 2, closed_at = '2026-01-01 11:00:00' where batch_no = 20");
            shop.execute("update ihc_batch set state = 'split', closed_at = '2026-01-01 11:00:00' where batch_no = 19");

            assertThat(line("time", application.once("--mode", "dry-run-full"))).as("ten turns at 5.5 to 6.5 s")
                    .contains("55 s to 65 s", "6.0 s a call, give or take 0.5 s, in the last 18");
            assertThat(
                    line("time", application.with("ihc.api.requests-per-second", "1").with("ihc.api.concurrency", "20")
                            .once("--mode", "dry-run-full")))
                    .as("held by our own rate").contains("19 s to 19 s");
            assertThat(line("time", Application.in(folder).once("--mode", "dry-run-full"))).as("of another service")
                    .contains("unknown");
        }
    }

    @Test
    void refusesTablesOfAnEarlierVersionInsteadOfMigratingThem() throws IOException {
        Shop shop = simpleShop();
        Application application = Application.in(folder);
        application.makeTables();
        shop.execute(
                "delete from ihc_schema_history where installed_rank = (select max(installed_rank) from"
                        + " ihc_schema_history)");
        byte[] before = shop.bytes();

        Application.Result result = application.once("--mode", "dry-run");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err().strip()).contains("earlier version", "--steps report").hasLineCount(1);
        assertThat(shop.bytes()).isEqualTo(before);
    }

    @Test
    void aTriggerOfADryRunLeavesTheFiguresBesideIt() throws IOException {
        Shop shop = simpleShop();
        try (IhcServer server = IhcServer.givingEqualShares();
                Daemon daemon = Application.in(folder).calling(server).with("ihc.trigger.settle", "50ms")
                        .with("ihc.api.monthly-calls", "10").with("ihc.api.max-calls-per-run", "1")
                        .with("ihc.batch.max-journeys", "1").daemon()) {
            Path done = folder.resolve("triggers/.done/dry.json.result.json");
            Files.writeString(folder.resolve("dry.json"), "{\"mode\": \"dry-run\"}");
            Files.move(folder.resolve("dry.json"), folder.resolve("triggers/dry.json"));
            Await.until(() -> Files.exists(done));

            JsonNode forecast = IhcServer.JSON.readTree(Application.read(done)).get("forecast");
            assertThat(forecast.at("/would_send/journeys").asInt()).isEqualTo(2);
            assertThat(forecast.at("/would_send/sessions").asInt()).isEqualTo(3);
            assertThat(forecast.at("/would_send/requests").asInt()).isEqualTo(2);
            assertThat(forecast.at("/bought_again/journeys").asInt()).isZero();
            assertThat(forecast.get("calls_this_month").asInt()).isZero();
            assertThat(forecast.get("monthly_calls").asInt()).isEqualTo(10);
            assertThat(forecast.get("share_of_month").asDouble()).isEqualTo(0.2);
            assertThat(forecast.get("calls_left").asInt()).isEqualTo(8);
            assertThat(forecast.get("refused").asBoolean()).as("more than a run may make").isTrue();
            assertThat(forecast.has("time")).isFalse();
            assertThat(server.requests()).isEmpty();
        }
        for (String table : List.of("ihc_run", "ihc_batch", "ihc_journey", "ihc_lease", "channel_reporting")) {
            assertThat(shop.rows("select * from " + table)).as(table).isEmpty();
        }
        assertThat(folder.resolve("reports")).isEmptyDirectory();
    }

    private Shop simpleShop() {
        return Shop.empty(folder)
                .session("s1", "u1", "2026-01-01 10:00:00", "Search", 2)
                .session("s2", "u1", "2026-01-02 10:00:00", "Email", 1)
                .conversion("c1", "u1", "2026-01-02 11:00:00", 100)
                .session("s3", "u2", "2026-01-02 10:00:00", "Search", 3)
                .conversion("c2", "u2", "2026-01-02 11:00:00", 30);
    }

    private static String line(String label, Application.Result result) {
        assertThat(result.status()).as(result.err()).isZero();
        return result.out().lines().filter(line -> line.startsWith(label + " ")).findFirst().orElse("no " + label);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(path -> !path.equals(folder)).map(path -> folder.relativize(path).toString()).sorted()
                    .toList();
        }
    }
}
