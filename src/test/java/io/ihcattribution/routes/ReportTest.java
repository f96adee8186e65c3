package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is published, and that nothing is where a figure is off. */
@WholeApplication
class ReportTest {

    private static final String TABLE =
            "select channel_name, date, cost, ihc, ihc_revenue from channel_reporting order by 2, 1";

    @TempDir
    Path folder;

    private Shop shop;
    private IhcServer server;

    @BeforeEach
    void open() {
        shop = Shop.empty(folder);
        server = IhcServer.givingEqualShares();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void writesFiguresWithoutNoiseOrderedByDateThenChannel() {
        // 0.1 + 0.2 is 0.30000000000000004, and a third of a conversion has no end.
        shop.session("s1", "u1", "2026-01-02 10:00:00", "Search", 0.1)
                .session("s2", "u1", "2026-01-02 11:00:00", "Search", 0.2)
                .session("s3", "u1", "2026-01-01 10:00:00", "Radio", 12345678.9)
                .conversion("c1", "u1", "2026-01-02 12:00:00", 100)
                .session("s4", "u2", "2026-01-02 10:00:00", "Affiliate, \"Partners\"", 1e-7);
        Application application = application();

        assertThat(application.once().status()).isZero();

        assertThat(application.report("channel_reporting.csv")).isEqualTo("""
                channel_name,date,cost,ihc,ihc_revenue,CPO,ROAS
                Radio,2026-01-01,12345678.9,0.333333,33.333333,37037036.7,0.000003
                "Affiliate, ""Partners""\",2026-01-02,0,0,0,,
                Search,2026-01-02,0.3,0.666667,66.666667,0.45,222.222222
                """);
    }

    /** What channels and dates were named by the report before is seen until the next one is committed. */
    @Test
    void goesOnWhereChannelsOrTheTimeZoneAreNoLongerSet() {
        shop.session("s1", "u1", "2026-01-01 23:30:00", "Search", 2)
                .session("s2", "u1", "2026-01-02 10:00:00", "Radio", 4)
                .conversion("c1", "u1", "2026-01-02 12:00:00", 100);
        assertThat(application().with("ihc.channels.exclude", "Radio").with("ihc.report.time-zone", "Asia/Tokyo").once()
                .status())
                .isZero();
        assertThat(shop.rows(TABLE)).containsExactly("Search|2026-01-02|2.0|1.0|100.0");

        Application.Result plain = application().once("--start-date", "2026-01-02", "--end-date", "9999-12-31");

        assertThat(plain.status()).as(plain.err()).isZero();
        assertThat(shop.rows(TABLE)).containsExactly("Search|2026-01-01|2.0|0.5|50.0", "Radio|2026-01-02|4.0|0.5|50.0");
    }

    @Test
    void addsACostOnceHoweverManyJourneysItsSessionIsIn() {
        shop.session("shared", "u1", "2026-01-01 10:00:00", "Search", 8);
        for (int i = 1; i <= 5; i++) {
            shop.session("s" + i, "u1", "2026-01-02 10:00:0" + i, "Email", 1)
                    .conversion("c" + i, "u1", "2026-01-02 11:00:0" + i, 10);
        }
        Application application = application();

        assertThat(application.once().status()).isZero();

        assertThat(shop.rows("select date, cost from channel_reporting order by date"))
                .containsExactly("2026-01-01|8.0", "2026-01-02|5.0");
        assertThat(shop.cell("select round(sum(ihc), 9) from channel_reporting")).isEqualTo("5.0");
    }

    @Test
    void publishesAWindowBesideTheReportOverAllDatesAndKeepsBothWithTheRun() throws Exception {
        shop.session("s1", "u1", "2026-01-05 10:00:00", "Search", 2)
                .session("s2", "u1", "2026-02-05 10:00:00", "Email", 3)
                .conversion("c1", "u1", "2026-02-05 11:00:00", 100)
                .session("s3", "u2", "2026-02-20 10:00:00", "Email", 4)
                .conversion("c2", "u2", "2026-02-20 11:00:00", 30);
        Application application = application().with("ihc.api.key", "very-secret-key");

        Application.Result result = application.once("--start-date", "2026-02-01", "--end-date", "2026-02-10");

        assertThat(result.status()).isZero();
        String run = shop.cell("select run_id from ihc_run");
        assertThat(application.reportFiles()).containsExactly("channel_reporting.csv",
                "channel_reporting_2026-02-01_2026-02-10.csv", "runs/" + run + "/channel_reporting.csv",
                "runs/" + run + "/channel_reporting_2026-02-01_2026-02-10.csv", "runs/" + run + "/data_quality.csv",
                "runs/" + run + "/run.json");
        assertThat(application.rows()).containsExactly("Search,2026-01-05,2,0.5,50,4,25",
                "Email,2026-02-05,3,0.5,50,6,16.666667", "Email,2026-02-20,4,0,0,,0");
        assertThat(application.report("channel_reporting_2026-02-01_2026-02-10.csv").lines().skip(1))
                .containsExactly("Email,2026-02-05,3,0.5,50,6,16.666667");
        assertThat(application.report("runs/" + run + "/channel_reporting.csv"))
                .isEqualTo(application.report("channel_reporting.csv"));

        String text = application.report("runs/" + run + "/run.json");
        assertThat(text).doesNotContain("very-secret-key");
        JsonNode file = IhcServer.JSON.readTree(text);
        assertThat(file.get("run_id").asText()).isEqualTo(run);
        assertThat(file.get("state").asText()).isEqualTo("completed");
        assertThat(file.get("mode").asText()).isEqualTo("incremental");
        assertThat(file.get("start_date").asText()).isEqualTo("2026-02-01");
        assertThat(file.get("end_date").asText()).isEqualTo("2026-02-10");
        assertThat(file.get("counts").get("conversions").asInt()).isEqualTo(1);
        assertThat(file.get("counts").get("attributed").asInt()).isEqualTo(1);
        assertThat(file.get("counts").get("requests").asInt()).isEqualTo(1);
        assertThat(file.get("counts").get("sessions_sent").asInt()).isEqualTo(2);
        assertThat(file.get("report").get("totals").get("ihc").asDouble()).as("of the window's dates").isEqualTo(0.5);
        assertThat(file.get("report").get("sha256").asText())
                .isEqualTo(sha256(application.report("channel_reporting.csv")));
        assertThat(file.get("settings").has("ihc.batch.max-journeys")).isTrue();
        assertThat(file.get("settings").has("ihc.api.key")).isFalse();

        assertThat(application.once("--start-date", "2026-02-06").status()).isZero();
        assertThat(application.once("--end-date", "2026-02-06").status()).isZero();

        assertThat(application.reportFiles())
                .contains("channel_reporting_2026-02-06_now.csv", "channel_reporting_begin_2026-02-06.csv");
        assertThat(application.report("channel_reporting_2026-02-06_now.csv").lines().skip(1))
                .containsExactly("Email,2026-02-20,4,1,30,4,7.5");
        assertThat(application.report("channel_reporting_begin_2026-02-06.csv").lines().skip(1))
                .containsExactly("Search,2026-01-05,2,0.5,50,4,25", "Email,2026-02-05,3,0.5,50,6,16.666667");
    }

    @Test
    void keepsTheCreditsOfAConversionThatHasComeToStandTwice() {
        simple();
        shop.execute("alter table conversions rename to kept_conversions");
        shop.execute("create table conversions as select * from kept_conversions");
        Application application = published();
        shop.execute("insert into conversions select * from kept_conversions where conv_id = 'c1'");

        assertThat(application.once("--steps", "report").status()).isZero();

        assertThat(application.rows()).containsExactly("Search,2026-01-01,2,0.5,50,4,25",
                "Email,2026-01-02,1,0.5,50,2,50", "Search,2026-01-02,3,1,30,3,10");
    }

    @Test
    void doesNotPublishWhereCreditsAreMissing() {
        simple();
        Application application = published();

        requireRefused(application, List.of("1 of 2 attributed conversions do not sum to 1: c1 of 2026-01-02 to 0.5",
                "buy the conversions of these dates again: --once --mode full --start-date 2026-01-02 --end-date 2026"),
                "delete from attribution_customer_journey where conv_id = 'c1' and session_id = 's1'");
    }

    @Test
    void theRemedyThatTheGateNamesMendsIt() {
        simple();
        Application application = published();
        shop.execute("delete from attribution_customer_journey where conv_id = 'c1'");
        Application.Result refused = application.once();
        assertThat(refused.err()).contains("c1 of 2026-01-02 to 0.");

        String remedy = refused.err().replaceAll("(?s).*--once (--mode full [-\\d a-z]+).*", "$1").strip();
        assertThat(application.once(remedy.split(" ")).status()).as(remedy).isZero();
    }

    @Test
    void doesNotPublishWhereACreditIsChanged() {
        simple();
        Application application = published();

        requireRefused(application, List.of("1 of 2 attributed conversions do not sum to 1: c1 of 2026-01-02 to 1.1"),
                "update attribution_customer_journey set ihc = 0.6 where conv_id = 'c1' and session_id = 's1'");
    }

    @Test
    void aCreditStaysWhereItWasBoughtWhenItsSessionIsGoneOrWasMoved() {
        simple();
        Application application = published();
        List<String> before =
                shop.rows("select channel_name, date, ihc, ihc_revenue from channel_reporting order by 1, 2");
        shop.execute("delete from session_costs");
        shop.execute("delete from session_sources where session_id = 's1'");
        shop.execute(
                "update session_sources set channel_name = 'Other', event_date = '2020-01-01' where session_id <>"
                        + " 's1'");

        assertThat(application.once("--steps", "report").status()).isZero();

        assertThat(shop.rows("select channel_name, date, ihc, ihc_revenue from channel_reporting order by 1, 2"))
                .isEqualTo(before);
    }

    @Test
    void doesNotPublishWhereCostsAreNotTheSameWhenTheyAreReadAgain() {
        simple();
        shop.execute("alter table session_costs rename to kept_costs");
        shop.execute("create table noise (most integer)");
        shop.execute("insert into noise values (0)");
        shop.execute("create view session_costs as "
                + "select session_id, cost + abs(random() % 1000000) * (select most from noise) as cost from"
                + " kept_costs "
                // So that each row's cost is computed once a look.
                + "limit -1");
        Application application = published();

        requireRefused(application, List.of("cost sums to ", "but the costs of known sessions to ", "(off by ",
                "--once --steps report"),
                "update noise set most = 1", "--steps", "report");
    }

    /** A change behind the product's back closes the gate: what was published stays, and the run says what is off. */
    private void requireRefused(Application application, List<String> words, String change, String... arguments) {
        String report = application.report("channel_reporting.csv");
        List<String> files = application.reportFiles();
        List<String> table = shop.rows(TABLE);
        shop.execute(change);

        Application.Result result = application.once(arguments);

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).startsWith("the report over all dates is not published, and the last one stays: ")
                .contains(words);
        assertThat(result.err().strip().lines()).hasSize(1);
        assertThat(application.report("channel_reporting.csv")).isEqualTo(report);
        assertThat(application.reportFiles()).isEqualTo(files);
        assertThat(shop.rows(TABLE)).isEqualTo(table);
        assertThat(shop.rows("select state, reason from ihc_run order by rowid desc").get(0))
                .startsWith("failed|").contains(words);
    }

    private void simple() {
        shop.session("s1", "u1", "2026-01-01 10:00:00", "Search", 2)
                .session("s2", "u1", "2026-01-02 10:00:00", "Email", 1)
                .conversion("c1", "u1", "2026-01-02 11:00:00", 100)
                .session("s3", "u2", "2026-01-02 10:00:00", "Search", 3)
                .conversion("c2", "u2", "2026-01-02 11:00:00", 30);
    }

    private Application published() {
        Application application = application();
        assertThat(application.once().status()).isZero();
        return application;
    }

    private Application application() {
        return Application.in(folder).calling(server);
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes("UTF-8")));
    }
}
