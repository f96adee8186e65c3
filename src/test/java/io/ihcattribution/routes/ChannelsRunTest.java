package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ihcattribution.boot.Daemon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Renamed, grouped and left out channels, from the mapping file to the request and to the report. */
@WholeApplication
class ChannelsRunTest {

    @TempDir
    Path folder;

    private Shop shop;

    @BeforeEach
    void makeShop() {
        shop = Shop.empty(folder)
                .session("s1", "u1", "2026-01-01 10:00:00", "google_cpc", 1)
                .session("s2", "u1", "2026-01-01 11:00:00", "bing_cpc", 2)
                .session("s3", "u1", "2026-01-02 10:00:00", " brand ", 4)
                .session("s4", "u2", "2026-01-02 11:00:00", "brand", 8)
                .session("s5", "u3", "2026-01-02 12:00:00", "mail", 16)
                .session("s6", "u9", "2026-01-03 10:00:00", "brand", 32)
                .conversion("c1", "u1", "2026-01-05 10:00:00", 100)
                .conversion("c2", "u2", "2026-01-05 11:00:00", 200)
                .conversion("c3", "u3", "2026-01-05 12:00:00", 300);
    }

    @Test
    void whatIsSentIsWhatIsReported() throws IOException {
        mapping("label,channel", "google_cpc,Search", "bing_cpc,Search", "brand,\"Brand, own\"", "mail,mail");
        try (IhcServer server = IhcServer.givingEqualShares()) {
            Application.Result result = application(server).once();

            assertThat(result.status()).as(result.err()).isZero();
            assertThat(sent(server, 0)).containsExactly("Search", "Search", "Brand, own", "Brand, own", "mail");
            assertThat(report()).containsExactly("channel_name,date,cost,ihc,ihc_revenue,CPO,ROAS",
                    "Search,2026-01-01,3,0.666667,66.666667,4.5,22.222222",
                    "\"Brand, own\",2026-01-02,12,1.333333,233.333333,9,19.444444",
                    "mail,2026-01-02,16,1,300,16,18.75",
                    "\"Brand, own\",2026-01-03,32,0,0,,0");
            assertThat(result.out()).doesNotContain("unmatched", "left out");
        }
    }

    @Test
    void aLeftOutChannelIsInNoJourneyAndNoRowAndItsCostIsTold() throws IOException {
        try (IhcServer server = IhcServer.givingEqualShares()) {
            Application.Result result = application(server).with("ihc.channels.exclude", "brand").once();

            assertThat(sent(server, 0)).containsExactly("google_cpc", "bing_cpc", "mail");
            assertThat(report()).noneMatch(row -> row.contains("brand"))
                    .contains("google_cpc,2026-01-01,1,0.5,50,2,50");
            assertThat(shop.rows("select conv_id, state, reason from ihc_journey where state <> 'attributed'"))
                    .containsExactly(
                            "c2|unattributable|no session of its user led to it but those of channels that are left"
                                    + " out (ihc.channels)");
            assertThat(result.out()).contains("report       cost 19.00, ihc 2.00")
                    .containsPattern("left out     cost 44.00 of brand\\R");
            JsonNode channels = runJson().at("/report/channels");
            assertThat(channels.get("left_out_cost").asDouble() + runJson().at("/report/totals/cost").asDouble())
                    .isEqualTo(63);

            application(server).with("ihc.channels.include", "brand, mail").with("ihc.channels.exclude", "")
                    .once("--start-date", "2026-01-02", "--end-date", "2026-01-05");
            assertThat(runJson().at("/report/channels/left_out_cost").asDouble()).as("of the window").isZero();
            assertThat(Files.readAllLines(folder.resolve("reports/channel_reporting_2026-01-02_2026-01-05.csv")))
                    .hasSize(1 + 3)
                    .allMatch(row -> row.contains("brand") || row.contains("mail") || row.contains("CPO"));
        }
    }

    @Test
    void aLabelThatIsNotMappedIsToldAndKeptOrItsJourneysRejected() throws IOException {
        mapping("label,channel", "google_cpc,Search", "bing_cpc,Search", "mail,Email");
        try (IhcServer server = IhcServer.givingEqualShares()) {
            Application.Result kept = application(server).once();
            assertThat(sent(server, 0)).containsExactly("Search", "Search", "brand", "brand", "Email");
            assertThat(kept.out()).contains("unmatched    not in the mapping file: brand");
            assertThat(runJson().at("/report/channels/unmatched/0").asText()).isEqualTo("brand");

            Application.Result rejected = application(server).with("ihc.channels.unmatched", "reject").once();
            assertThat(rejected.out()).contains("3 attributed", "2 of 3 attributed conversions keep outdated credits");
            assertThat(shop.cell("select tried_reason from ihc_journey where conv_id = 'c2'")).isEqualTo(
                    "session_sources.s4: channel_name \"brand\" is not in the mapping file (ihc.channels.file);"
                            + " expected it there");
            assertThat(report()).as("what was bought stays")
                    .contains("brand,2026-01-02,12,1.333333,233.333333,9,19.444444");
        }
    }

    @Test
    void aChangedMappingBuysExactlyTheJourneysThatItTouchesAndCountsFromTheNextRun() throws Exception {
        mapping("label,channel", "google_cpc,Search", "bing_cpc,Search", "brand,Brand", "mail,Email");
        try (IhcServer server = IhcServer.givingEqualShares(); Daemon daemon = application(server).daemon()) {
            drop("a.json");
            assertThat(server.requests()).hasSize(1);
            drop("b.json");
            assertThat(server.requests()).as("nothing changed").hasSize(1);

            mapping("label,channel", "google_cpc,Search", "bing_cpc,Search", "brand,Brand", "mail,Newsletter");
            drop("c.json");
            assertThat(server.requests()).hasSize(2);
            assertThat(server.requests().get(1).journeys()).containsOnlyKeys("c3");
            assertThat(report()).contains("Newsletter,2026-01-02,16,1,300,16,18.75")
                    .noneMatch(row -> row.startsWith("Email"));

            mapping("label,channel", "google_cpc,Search", "bing_cpc,Ads", "brand,Brand", "mail,Newsletter");
            drop("d.json");
            assertThat(server.requests().get(2).journeys()).containsOnlyKeys("c1");
        }
    }

    @Test
    void aChangedFileIsAReasonToRunForTheSchedule() throws Exception {
        mapping("label,channel", "google_cpc,Search", "bing_cpc,Search", "brand,Brand", "mail,Email");
        try (IhcServer server = IhcServer.givingEqualShares();
                Daemon daemon = application(server).with("ihc.poll.period", "150ms").with("ihc.poll.window-days", "0")
                        .daemon()) {
            Await.until("the first run",
                    () -> shop.cell("select count(*) from ihc_run where state = 'completed'").equals("1"));
            mapping("label,channel", "google_cpc,Search", "bing_cpc,Search", "brand,Brand", "mail,Newsletter");

            Await.until("the changed mapping is met", () -> server.requests().size() == 2);
            assertThat(server.requests().get(1).journeys()).containsOnlyKeys("c3");
        }
    }

    @Test
    void creditsThatWereBoughtForOtherChannelsAreCounted() throws IOException {
        try (IhcServer server = IhcServer.givingEqualShares()) {
            application(server).once();
            Application.Result result =
                    application(server).with("ihc.channels.exclude", "brand").once("--end-date", "2026-01-04");

            assertThat(server.requests()).as("no conversion in the window").hasSize(1);
            assertThat(result.out()).contains("old channels 2 conversions");
            assertThat(report()).as("where it was bought").anyMatch(row -> row.startsWith("brand,2026-01-02,0,1"));
            assertThat(application(server).with("ihc.channels.exclude", "brand").once().out())
                    .doesNotContain("old channels");
        }
    }

    @Test
    void withoutRulesNothingIsSaidOfChannels() throws IOException {
        try (IhcServer server = IhcServer.givingEqualShares()) {
            application(server).once();

            assertThat(runJson().at("/report/channels").isNull() || runJson().at("/report/channels").isMissingNode())
                    .isTrue();
            assertThat(shop.cell("select count(*) from ihc_channel")).isEqualTo("0");
        }
    }

    @Test
    void aFaultyFileStopsTheStartAndTheRun() throws Exception {
        mapping("label,channel", "a,b", "c,d", "a,e");
        try (IhcServer server = IhcServer.givingEqualShares()) {
            Application.Result result = application(server).once();
            assertThat(result.status()).isEqualTo(2);
            assertThat(result.err()).contains("ihc.channels.file: " + folder.resolve("channels.csv")
                    + ", line 4: the label \"a\" stands in line 2 already");

            mapping("label,channel", "a,b");
            try (Daemon daemon = application(server).daemon()) {
                mapping("label", "a");
                Files.createDirectories(folder.resolve("triggers"));
                Files.writeString(folder.resolve("triggers/a.json"), "");
                Path error = folder.resolve("triggers/.failed/a.json.error.txt");
                Await.until("the trigger fails", () -> Files.exists(error));
                assertThat(Files.readString(error)).contains("channels.csv, line 1: no column channel");
            }
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void modelsAreComparedByTheSameChannels() throws IOException {
        mapping("label,channel", "google_cpc,Search", "bing_cpc,Search", "brand,Brand", "mail,Email");
        try (IhcServer server = IhcServer.givingEqualShares()) {
            Application.Result result = application(server).with("ihc.models", "linear").once();

            assertThat(result.status()).as(result.err()).isZero();
            assertThat(Files.readAllLines(folder.resolve("reports/model_comparison.csv")).subList(1, 4))
                    .extracting(row -> String.join(",", Arrays.asList(row.split(",")).subList(0, 4)))
                    .containsExactly("Brand,1.333333,1.333333,0", "Email,1,1,0", "Search,0.666667,0.666667,0");
        }
    }

    private void drop(String name) throws Exception {
        Files.writeString(folder.resolve("triggers").resolve(name), "");
        Await.until(name + " is done", () -> Files.exists(folder.resolve("triggers/.done").resolve(name)));
    }

    private void mapping(String... lines) throws IOException {
        Files.write(folder.resolve("channels.csv"), List.of(lines));
    }

    private static List<String> sent(IhcServer server, int request) {
        return server.requests().get(request).sessions().findValuesAsText("channel_label");
    }

    private List<String> report() throws IOException {
        return Files.readAllLines(folder.resolve("reports/channel_reporting.csv"));
    }

    private JsonNode runJson() throws IOException {
        String run = shop.cell("select run_id from ihc_run order by started_at desc, run_id desc limit 1");
        return new ObjectMapper().readTree(folder.resolve("reports/runs/" + run + "/run.json").toFile());
    }

    private Application application(IhcServer server) {
        Application application = Application.in(folder).calling(server);
        return Files.exists(folder.resolve("channels.csv"))
                ? application.with("ihc.channels.file", folder.resolve("channels.csv").toString()) : application;
    }
}
