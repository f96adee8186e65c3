package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run says of figures that were published before and are others now. */
@WholeApplication
class RestatementsTest {

    @TempDir
    Path folder;

    private final IhcServer server = IhcServer.givingEqualShares();
    private Shop shop;

    /** Published: Search on the 2nd with half of c1, Email on the 4th with the other half, Radio on the 2nd with c2. */
    @BeforeEach
    void publish() {
        shop = Shop.empty(folder)
                .session("s1", "u1", "2026-01-02 10:00:00", "Search", 1)
                .session("s2", "u1", "2026-01-04 10:00:00", "Email", 2)
                .conversion("c1", "u1", "2026-01-05 10:00:00", 100)
                .session("s3", "u2", "2026-01-02 10:00:00", "Radio", 4)
                .conversion("c2", "u2", "2026-01-20 10:00:00", 80);
        done();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void thereIsNoFileWhereNothingWasPublishedBeforeOrNothingChanged() {
        done();
        done("--mode", "full");

        assertThat(application().reportFiles()).noneMatch(file -> file.contains("restatements"));
    }

    @Test
    void aNewConversion() {
        shop.conversion("c3", "u1", "2026-01-03 10:00:00", 10);

        assertThat(restatedBy()).containsExactly(
                "Search,2026-01-02,ihc,0.5,1.5,new conversion", "Search,2026-01-02,ihc_revenue,50,60,new conversion");
    }

    @Test
    void aDateOrRowThatWasNotPublishedIsNoRestatement() {
        shop.session("s4", "u4", "2026-01-02 10:00:00", "Mail", 7)
                .session("s5", "u4", "2026-01-21 10:00:00", "Search", 7)
                .conversion("c4", "u4", "2026-01-21 11:00:00", 10);

        done();

        assertThat(application().rows()).hasSize(5);
        assertThat(application().reportFiles()).noneMatch(file -> file.contains("restatements"));
    }

    @Test
    void aLateSession() {
        shop.session("late", "u1", "2026-01-04 09:00:00", "Email").session("later", "u1", "2026-01-04 09:30:00",
                "Email");

        assertThat(restatedBy()).containsExactly(
                "Search,2026-01-02,ihc,0.5,0.25,late session", "Search,2026-01-02,ihc_revenue,50,25,late session",
                "Email,2026-01-04,ihc,0.5,0.75,late session", "Email,2026-01-04,ihc_revenue,50,75,late session");
    }

    @Test
    void aSessionThatIsDeletedOrCorrected() {
        shop.execute("delete from session_sources where session_id = 's3'");
        shop.execute("update session_sources set event_date = '2026-01-03' where session_id = 's2'");

        assertThat(application().once().status()).isEqualTo(Application.SOME_FAILED);

        assertThat(restated()).as("c2 keeps its credits, the row of the 4th is gone, that of the 3rd is new")
                .containsExactly(
                        "Radio,2026-01-02,cost,4,0,changed cost", "Radio,2026-01-02,ihc,1,1,outdated credits",
                        "Radio,2026-01-02,ihc_revenue,80,80,outdated credits",
                        "Email,2026-01-04,cost,2,,changed cost", "Email,2026-01-04,ihc,0.5,,changed session",
                        "Email,2026-01-04,ihc_revenue,50,,changed session");
    }

    @Test
    void changedCostAndChangedRevenueWithoutACall() {
        shop.execute("update session_costs set cost = 1.5 where session_id = 's1'");
        shop.execute("update conversions set revenue = 81.25 where conv_id = 'c2'");

        assertThat(restatedBy("--start-date", "2026-02-01")).containsExactly(
                "Radio,2026-01-02,ihc_revenue,80,81.25,changed revenue", "Search,2026-01-02,cost,1,1.5,changed cost");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void anotherConversionTypeOrAModelThatWasTrainedAnew() {
        answerWith(0.75, 0.25);
        List<String> expected = List.of(
                "Search,2026-01-02,ihc,0.5,0.75,changed model", "Search,2026-01-02,ihc_revenue,50,75,changed model",
                "Email,2026-01-04,ihc,0.5,0.25,changed model", "Email,2026-01-04,ihc_revenue,50,25,changed model");

        assertThat(restatedBy("--conv-type-id", "returning")).isEqualTo(expected);
        answerWith(0.5, 0.5);
        done("--conv-type-id", "returning", "--mode", "full");
        answerWith(0.75, 0.25);
        assertThat(restatedBy("--conv-type-id", "returning", "--mode", "full")).isEqualTo(expected);
    }

    @Test
    void aFlagOfASession() {
        answerWith(0.75, 0.25);
        shop.execute("update session_sources set holder_engagement = 0 where session_id = 's1'");

        assertThat(restatedBy()).contains("Search,2026-01-02,ihc,0.5,0.75,changed session");
    }

    @Test
    void severalCausesOfOneFigure() {
        shop.session("late", "u1", "2026-01-04 09:00:00", "Email").conversion("c3", "u1", "2026-01-03 10:00:00", 10);
        shop.execute("update conversions set revenue = 130 where conv_id = 'c1'");

        // Search: a third of 130 instead of half of 100, and all of 10.
        assertThat(restatedBy()).containsExactly(
                "Search,2026-01-02,ihc,0.5,1.333333,late session; new conversion",
                "Search,2026-01-02,ihc_revenue,50,53.333333,late session; new conversion; changed revenue",
                "Email,2026-01-04,ihc,0.5,0.666667,late session",
                "Email,2026-01-04,ihc_revenue,50,86.666667,late session; changed revenue");
    }

    @Test
    void aConversionThatIsGoneOrBack() {
        shop.execute("delete from conversions where conv_id = 'c2'");
        assertThat(restatedBy("--start-date", "2026-01-01")).containsExactly(
                "Radio,2026-01-02,ihc,1,0,conversion gone", "Radio,2026-01-02,ihc_revenue,80,0,conversion gone");

        shop.conversion("c2", "u2", "2026-01-20 10:00:00", 80);
        assertThat(restatedBy("--start-date", "2026-01-01")).containsExactly(
                "Radio,2026-01-02,ihc,0,1,conversion back", "Radio,2026-01-02,ihc_revenue,0,80,conversion back");

        shop.execute("delete from conversions where conv_id = 'c2'");
        assertThat(restatedBy()).containsExactly(
                "Radio,2026-01-02,ihc,1,0,conversion gone", "Radio,2026-01-02,ihc_revenue,80,0,conversion gone");
    }

    @Test
    void aJourneyThatTheApiRefusesWhenItIsBoughtAgain() {
        server.behave((number, request) -> IhcServer.Reply.text(200, "{\"statusCode\": 206, \"value\": [], "
                + "\"partialFailureErrors\": [{\"conversion_id\": \"c1\", \"statusCode\": 406}]}"));
        shop.session("late", "u1", "2026-01-04 09:00:00", "Email");

        Application.Result result = application().once();

        assertThat(result.status()).as("nothing of what was sent was attributed").isEqualTo(1);
        assertThat(restated()).containsExactly("Search,2026-01-02,ihc,0.5,0.5,outdated credits",
                "Search,2026-01-02,ihc_revenue,50,50,outdated credits",
                "Email,2026-01-04,ihc,0.5,0.5,outdated credits",
                "Email,2026-01-04,ihc_revenue,50,50,outdated credits");
    }

    @Test
    void whatWasBoughtAndNotPublishedIsToldByTheRunThatPublishesIt() {
        shop.session("late", "u1", "2026-01-04 09:00:00", "Email").conversion("c3", "u1", "2026-01-03 10:00:00", 10);
        done("--steps", "attribute");
        // Bought again before anyone saw it: the new conversion stays new, and the published figures are the old ones.
        shop.session("early", "u1", "2026-01-01 09:00:00", "Mail");
        done("--steps", "attribute");

        assertThat(restatedBy("--steps", "report")).containsExactly(
                "Search,2026-01-02,ihc,0.5,0.75,late session; new conversion",
                "Search,2026-01-02,ihc_revenue,50,30,late session; new conversion");
    }

    @Test
    void aRunThatCouldNotWriteItsReportHasRestatedNothing() throws IOException {
        shop.conversion("c3", "u1", "2026-01-03 10:00:00", 10);
        Path report = folder.resolve("reports/channel_reporting.csv");
        byte[] published = Files.readAllBytes(report);
        Files.delete(report);
        Files.createDirectories(report.resolve("in the way"));
        assertThat(application().once().status()).isEqualTo(1);
        assertThat(shop.cell("select ihc from channel_reporting where channel_name = 'Search'")).isEqualTo("1.5");
        Files.delete(report.resolve("in the way"));
        Files.delete(report);
        Files.write(report, published);

        assertThat(restatedBy()).as("against what was published, not what the failed run left in the table")
                .containsExactly(
                        "Search,2026-01-02,ihc,0.5,1.5,new conversion",
                        "Search,2026-01-02,ihc_revenue,50,60,new conversion");
        done();
        assertThat(Files.exists(file())).as("told once").isFalse();
    }

    @Test
    void theSummaryNamesTheFile() throws IOException {
        shop.execute("update session_costs set cost = 1.5 where session_id = 's1'");

        Application.Result result = application().once();

        assertThat(result.out()).contains(file().toString());
        assertThat(Files.readString(file().resolveSibling("run.json"))).contains("restatements.csv");
        assertThat(Files.readString(file())).startsWith("channel_name,date,column,old,new,cause\n");
    }

    /** The lines that a run with these arguments writes. */
    private List<String> restatedBy(String... arguments) {
        done(arguments);
        return restated();
    }

    private List<String> restated() {
        return Application.read(file()).lines().skip(1).toList();
    }

    /** Of the newest run. */
    private Path file() {
        return folder.resolve("reports/runs")
                .resolve(shop.cell("select run_id from ihc_run order by rowid desc limit 1"))
                .resolve("restatements.csv");
    }

    private void done(String... arguments) {
        Application.Result result = application().once(arguments);
        assertThat(result.status()).as(() -> Arrays.toString(arguments) + ": " + result.err()).isZero();
    }

    /** To the first and to the last session of a journey; one that is alone has it all. */
    private void answerWith(double first, double last) {
        server.behave((number, request) -> {
            var answer = IhcServer.equalShares(request);
            answer.get("value").forEach(item -> {
                if (item.get("ihc").asDouble() < 1) {
                    ((com.fasterxml.jackson.databind.node.ObjectNode) item)
                            .put("ihc", item.get("session_id").asText().equals("s1") ? first : last);
                }
            });
            return IhcServer.Reply.json(200, answer);
        });
    }

    private Application application() {
        return Application.in(folder).calling(server);
    }
}
