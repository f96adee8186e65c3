package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Source data that is dirty, half loaded or of an unusual shape: named and set aside, never half used. */
@WholeApplication
class HostileSourcesTest {

    private final IhcServer server = IhcServer.givingEqualShares();

    @TempDir
    Path folder;

    private Shop shop;

    @BeforeEach
    void open() {
        shop = Shop.empty(folder);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"conversions", "session_sources"})
    void aTableThatIsBeingLoadedAnewStopsTheRunAndNothingPaidForIsLost(String table) {
        shop.singles(5, "2026-01-02");
        assertThat(application().once().status()).isZero();
        String report = application().report("channel_reporting.csv");
        shop.execute("create table kept as select * from " + table);
        shop.execute("delete from " + table);

        Application.Result result = application().once();

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("the table " + table + " is empty, but 5 conversions are attributed");
        assertThat(application().report("channel_reporting.csv")).isEqualTo(report);
        shop.execute("insert into " + table + " select * from kept");
        assertThat(application().once().status()).isZero();
        assertThat(server.requests()).as("nothing is bought again").hasSize(1);
        assertThat(application().report("channel_reporting.csv")).isEqualTo(report);
    }

    @Test
    void aConversionThatIsGoneForAMomentLeavesTheReportAndCostsNothingWhenItComesBack() {
        shop.singles(2, "2026-01-02");
        assertThat(application().once().status()).isZero();
        shop.execute("delete from conversions where conv_id = 'c0001'");

        // Runs with a window, as the schedule has them, take nothing back.
        assertThat(application().once("--start-date", "2026-01-01").status()).isZero();
        assertThat(application().rows()).containsExactly("Search,2026-01-02,0,1,10,0,");

        shop.execute("insert into conversions values ('c0001', 'u0001', '2026-01-02', '12:00:00', 10)");
        assertThat(application().once().status()).isZero();
        assertThat(application().rows()).containsExactly("Search,2026-01-02,0,2,20,0,");
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"2026-1-5, 10:00:00", "31.01.2026, 10:00:00", "2026-01-31, 9 o'clock", "20260230, 10:00:00",
            "2026-01-31T08:00:00, 10:00:00", "yesterday, noon"})
    void aSessionOfNoTimeRejectsTheJourneyInsteadOfBeingLeftOutOfIt(String date, String time) {
        shop.session("s1", "u1", "2026-01-20 10:00:00", "Search")
                .conversion("c1", "u1", "2026-01-31 10:00:00", 100);
        shop.execute("insert into session_sources values ('s2', 'u1', ?, ?, 'Email', 1, 1, 0)", date, time);

        assertThat(application().once().status()).as("all that there is was rejected").isEqualTo(1);

        assertThat(server.requests()).isEmpty();
        assertThat(shop.cell("select state || ' ' || reason from ihc_journey"))
                .startsWith("rejected session_sources.s2: ")
                .contains(date + " " + time);
    }

    @Test
    void idsThatStandInSeveralRowsAreNeitherSentNorReadForEver() {
        shop.execute("drop table conversions");
        shop.execute(
                "create table conversions (conv_id text, user_id text, conv_date text, conv_time text, revenue real)");
        shop.session("s1", "u1", "2026-01-02 10:00:00", "Search").session("s2", "u2", "2026-01-02 10:00:00", "Email")
                .conversion("c1", "u1", "2026-01-02 11:00:00", 10).conversion("c1", "u2", "2026-01-02 11:00:00", 10)
                .conversion("c2", "u2", "2026-01-02 11:00:00", 10);
        shop.execute("insert into conversions values (null, 'u1', '2026-01-02', '11:00:00', 10)");

        Application.Result result =
                application().with("ihc.journey.page-size", "1").with("ihc.batch.max-journeys", "1").once();

        assertThat(result.status()).as("one conversion has no id").isEqualTo(Application.SOME_FAILED);
        assertThat(result.out()).contains("NOT READ     1 conversions");
        assertThat(server.requests()).hasSize(1);
        assertThat(shop.rows("select conv_id, state from ihc_journey order by 1"))
                .containsExactly("c1|rejected", "c2|attributed");
        assertThat(shop.cell("select reason from ihc_journey where conv_id = 'c1'"))
                .contains("conv_id stands in several rows");
    }

    @Test
    void aSessionThatStandsInSeveralRowsIsNotSent() {
        shop.execute("drop table session_sources");
        shop.execute("create table session_sources (session_id text, user_id text, event_date text, event_time text, "
                + "channel_name text, holder_engagement integer, closer_engagement integer, impression_interaction"
                + " integer)");
        shop.session("s1", "u1", "2026-01-02 10:00:00", "Search").session("s1", "u1", "2026-01-02 10:00:00", "Search")
                .conversion("c1", "u1", "2026-01-02 11:00:00", 10);

        assertThat(application().once().status()).as("all that there is was rejected").isEqualTo(1);

        assertThat(server.requests()).isEmpty();
        assertThat(shop.cell("select reason from ihc_journey"))
                .contains("session_sources.s1: session_id stands in several rows");
    }

    @Test
    void costsWithoutAChannelOrADateAreReported() {
        shop.execute("drop table session_costs");
        shop.execute("create table session_costs (session_id text, cost real)");
        shop.execute("drop table session_sources");
        shop.execute("create table session_sources (session_id text, user_id text, event_date text, event_time text, "
                + "channel_name text, holder_engagement integer, closer_engagement integer, impression_interaction"
                + " integer)");
        shop.session("s1", "u1", "2026-01-02 10:00:00", "Search", 2).conversion("c1", "u1", "2026-01-02 11:00:00", 10);
        shop.execute("insert into session_costs values ('s2', 4)");
        shop.execute("insert into session_sources values ('s2', 'u2', null, '10:00:00', null, 1, 1, 0)");

        assertThat(application().once().status()).isZero();

        assertThat(application().rows()).containsExactly("(no channel),(no date),4,0,0,,0",
                "Search,2026-01-02,2,1,10,2,5");
    }

    @Test
    void estimatesDoNotTakeThePlaceOfWhatWasBought() {
        shop.singles(3, "2026-01-02");
        assertThat(application().once().status()).isZero();
        String before = String.join("\n", shop.rows("select * from ihc_journey"));

        Application.Result embedded = Application.in(folder).once();

        assertThat(embedded.status()).isEqualTo(1);
        assertThat(embedded.err()).contains("credits that were bought from the API", "ihc.api.url");
        assertThat(String.join("\n", shop.rows("select * from ihc_journey"))).isEqualTo(before);
        assertThat(Application.in(folder).once("--mode", "full").status()).as("asked for").isZero();
    }

    @Test
    void anApiThatAttributesNothingAtAllReplacesNoReport() {
        shop.singles(12, "2026-01-02");
        assertThat(application().once().status()).isZero();
        String report = application().report("channel_reporting.csv");
        server.behave((number, request) -> IhcServer.Reply.text(200,
                "{\"statusCode\":200,\"value\":[{\"conversion_id\":\"x\",\"sessions\":[]}],"
                        + "\"partialFailureErrors\":[]}"));

        Application.Result result = application().once("--mode", "full");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("none of the 12 journeys that were sent was attributed");
        assertThat(application().report("channel_reporting.csv")).isEqualTo(report);
    }

    @Test
    void viewsServeAsTheShopsTables() {
        shop.singles(3, "2026-01-02");
        for (String table : new String[] {"conversions", "session_sources", "session_costs"}) {
            shop.execute("alter table " + table + " rename to raw_" + table);
            shop.execute("create view " + table + " as select * from raw_" + table);
        }

        assertThat(application().once().status()).isZero();

        assertThat(application().rows()).containsExactly("Search,2026-01-02,0,3,30,0,");
    }

    @Test
    void theKeyIsNotKeptWhereTheApiRepeatsIt() throws Exception {
        shop.singles(1, "2026-01-02");
        server.behave((number, request) -> IhcServer.Reply.text(400, "{\"message\":\"no: test-key\"}"));

        Application.Result result = application().once();

        assertThat(result.status()).as("nothing of what was sent was attributed").isEqualTo(1);
        assertThat(result.out() + result.err()).contains("***").doesNotContain("test-key");
        assertThat(shop.cell("select reason from ihc_journey")).contains("***").doesNotContain("test-key");
    }

    @Test
    void theCommandLineCountsInTheRoutesToo() {
        shop.singles(1, "2026-01-02");
        String elsewhere = folder.resolve("elsewhere").toString();
        System.setProperty("ihc.report.dir", elsewhere);
        try {
            assertThat(application().once().status()).isZero();
        } finally {
            System.clearProperty("ihc.report.dir");
        }
        assertThat(application().hasReport("channel_reporting.csv")).isTrue();
        assertThat(Files.exists(Path.of(elsewhere))).isFalse();
    }

    private Application application() {
        return Application.in(folder).calling(server);
    }
}
