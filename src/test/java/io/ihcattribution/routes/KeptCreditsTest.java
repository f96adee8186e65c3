package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.ihcattribution.routes.IhcServer.Reply;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What was bought is kept until newer credits of the same journey come, and is not bought again after a repair. */
@WholeApplication
class KeptCreditsTest {

    private static final String CREDITS =
            "select conv_id, session_id, ihc, channel_name, started_at from attribution_customer_journey order by 1, 2";
    private static final String KEPT = "select conv_id, tried_state from ihc_journey where tried_state is not null";

    @TempDir
    Path folder;

    private final IhcServer server = IhcServer.givingEqualShares();
    private Shop shop;
    private List<String> credits;
    private List<String> report;

    @BeforeEach
    void attribute() {
        shop = Shop.empty(folder)
                .session("s1", "u1", "2026-01-02 10:00:00", "Search", 1)
                .session("s2", "u1", "2026-01-04 10:00:00", "Email", 2)
                .conversion("c1", "u1", "2026-01-05 10:00:00", 100)
                .session("s3", "u2", "2026-01-02 10:00:00", "Radio", 4)
                .conversion("c2", "u2", "2026-01-20 10:00:00", 80);
        assertThat(once().status()).isZero();
        credits = shop.rows(CREDITS);
        report = application().rows();
        assertThat(credits).hasSize(3);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            update session_sources set holder_engagement = 2   | rejected       | holder_engagement
            update session_sources set event_time = 'at noon'  | rejected       | at noon
            update session_sources set channel_name = ' '      | rejected       | channel_name is blank
            update session_sources set user_id = replace(user_id, 'u', 'x') | unattributable | 1 of 1 are missing
            delete from session_sources where user_id = 'u2'   | unattributable | 1 of 1 are missing, such as s3
            update conversions set conv_time = 'late'          | rejected       | conv_time
            update conversions set user_id = ''                | rejected       | user_id is missing
            update conversions set revenue = -1                | rejected       | revenue is -1.0
            """)
    void creditsStayAndAreOutdatedWhileARowCannotBeReadOrIsMissing(String change, String state, String reason) {
        shop.execute("create table before_conversions as select * from conversions");
        shop.execute("create table before_session_sources as select * from session_sources");
        shop.execute(change);

        Application.Result result = once();

        assertThat(result.status()).isEqualTo(Application.SOME_FAILED);
        assertThat(shop.rows(CREDITS)).isEqualTo(credits);
        assertThat(shop.rows("select ihc, ihc_revenue from channel_reporting where ihc > 0 order by 1, 2"))
                .as("with the newest revenue that could be read").containsExactly("0.5|50.0", "0.5|50.0", "1.0|80.0");
        assertThat(shop.rows(KEPT)).contains("c2|" + state);
        assertThat(result.out()).contains("keep outdated credits", "outdated     c2: ", reason);
        assertThat(once("--steps", "report").status()).as("told so long as it is so")
                .isEqualTo(Application.SOME_FAILED);
        assertThat(application().explain("--channel", "Radio", "--date", "2026-01-02").out()).contains("outdated: ",
                reason);

        shop.all(List.of("delete from conversions", "insert into conversions select * from before_conversions",
                "delete from session_sources", "insert into session_sources select * from before_session_sources"));
        assertThat(once().status()).isZero();

        assertThat(server.requests()).as("nothing is bought again").hasSize(1);
        assertThat(shop.rows(CREDITS)).isEqualTo(credits);
        assertThat(shop.rows(KEPT)).isEmpty();
        assertThat(application().rows()).isEqualTo(report);
    }

    @Test
    void keptCreditsHaveTheNewestRevenueThatCouldBeRead() {
        shop.execute("update conversions set revenue = 81 where conv_id = 'c2'");
        assertThat(once().status()).isZero();
        shop.execute("update conversions set revenue = -5 where conv_id = 'c2'");

        assertThat(once().status()).isEqualTo(Application.SOME_FAILED);

        assertThat(shop.cell("select ihc_revenue from channel_reporting where channel_name = 'Radio'"))
                .isEqualTo("81.0");
        shop.execute("update conversions set revenue = 82 where conv_id = 'c2'");
        assertThat(once().status()).isZero();
        assertThat(shop.cell("select ihc_revenue from channel_reporting where channel_name = 'Radio'"))
                .isEqualTo("82.0");
    }

    @Test
    void aConversionThatStandsInSeveralRowsKeepsItsCreditsInTheReport() {
        shop.all(List.of("create table twice_conversions as select * from conversions",
                "drop table conversions", "alter table twice_conversions rename to conversions",
                "insert into conversions values ('c2', 'u2', '2026-01-20', '10:00:00', 70)"));

        assertThat(once().status()).isEqualTo(Application.SOME_FAILED);

        assertThat(shop.rows(CREDITS)).isEqualTo(credits);
        assertThat(application().rows()).isEqualTo(report);
        assertThat(shop.rows(KEPT)).containsExactly("c2|rejected");
    }

    @Test
    void aFullRunOfWhichTheApiRefusesAllKeepsAllCredits() {
        server.behave((number, request) -> Reply.text(400, "{\"message\":\"not today\"}"));

        Application.Result result = once("--mode", "full");

        assertThat(result.status()).isEqualTo(1);
        assertThat(shop.rows(CREDITS)).isEqualTo(credits);
        assertThat(shop.rows(KEPT)).containsExactly("c1|failed", "c2|failed");
        once("--steps", "report");
        assertThat(application().rows()).isEqualTo(report);
        int calls = server.requests().size();
        assertThat(once().status()).as("what is stored is of the very journeys that there are").isZero();
        assertThat(server.requests()).hasSize(calls);
        assertThat(shop.rows(KEPT)).isEmpty();
    }

    @Test
    void aJourneyThatIsRefusedKeepsWhatItWasBoughtForBesideWhatWasTried() {
        String bought = "select fingerprint, run_id, batch_no, sessions from ihc_journey where conv_id = 'c2'";
        List<String> before = shop.rows(bought);
        server.behave((number, request) -> Reply.text(400, "{\"message\":\"its channel is unknown to us\"}"));
        shop.session("late", "u2", "2026-01-03 10:00:00", "Mail");

        Application.Result result = once();

        assertThat(result.status()).as("nothing of what was sent was attributed").isEqualTo(1);
        assertThat(result.out()).contains("none of the 1 journeys that were sent was attributed",
                "outdated     c2: ", "its channel is unknown to us");
        assertThat(shop.rows(bought)).isEqualTo(before);
        assertThat(shop.rows("select state, tried_state, tries, tried_reason like '%unknown to us%' from ihc_journey"
                + " where conv_id = 'c2'")).containsExactly("attributed|failed|1|1");

        assertThat(once("--retry", "failed").status()).as("no news").isEqualTo(Application.SOME_FAILED);
        assertThat(shop.cell("select tries from ihc_journey where conv_id = 'c2'")).isEqualTo("2");
        server.behave((number, request) -> Reply.json(200, IhcServer.equalShares(request)));
        assertThat(once().status()).isZero();
        assertThat(shop.rows("select session_id from attribution_customer_journey where conv_id = 'c2' order by 1"))
                .containsExactly("late", "s3");
        assertThat(shop.rows(KEPT)).isEmpty();
    }

    @Test
    void aScheduledRunTriesAgainWhatWasRefusedAfterADayThenTwoThenFour() {
        server.behave((number, request) -> Reply.text(400, "{\"message\":\"no\"}"));
        shop.session("late", "u2", "2026-01-03 10:00:00", "Mail");
        once();
        int calls = server.requests().size();

        assertThat(scheduledAfter("23 hours")).as("too early").isEqualTo(calls);
        assertThat(scheduledAfter("25 hours")).isEqualTo(calls + 1);
        assertThat(scheduledAfter("47 hours")).as("too early").isEqualTo(calls + 1);
        assertThat(scheduledAfter("49 hours")).isEqualTo(calls + 2);
        assertThat(scheduledAfter("95 hours")).as("too early").isEqualTo(calls + 2);
        assertThat(scheduledAfter("97 hours")).isEqualTo(calls + 3);
        shop.session("later", "u2", "2026-01-03 11:00:00", "Mail");
        assertThat(scheduledAfter("1 hours")).as("another journey than the one that was refused").isEqualTo(calls + 4);
    }

    /** The calls that were made once a scheduled run has ended, so long after the last refusal. */
    private int scheduledAfter(String time) {
        shop.execute("update ihc_journey set tried_at = datetime('now', '-" + time + "') where tries > 0");
        String ended = "select 1 from ihc_run where source = 'poll' and state not in ('running', 'waiting')";
        int before = shop.rows(ended).size();
        try (var daemon = application().with("ihc.poll.period", "200ms").with("ihc.poll.window-days", "0").daemon()) {
            Await.until(() -> shop.rows(ended).size() > before);
        }
        return server.requests().size();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-06", "2027-06-01", "2025-08-01", "1999-01-01"})
    void aSessionOfNoTimeThatCannotBelongToAJourneyDoesNotHarmIt(String date) {
        shop.session("odd", "u1", date + " half-past", "Search").session("late", "u1", "2026-01-05 09:00:00", "Mail");

        assertThat(once().status()).isZero();

        assertThat(shop.rows("select session_id from attribution_customer_journey where conv_id = 'c1' order by 1"))
                .containsExactly("late", "s1", "s2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-05", "2025-12-24", "2025-09-07", "some day"})
    void oneThatMayBelongToItRejectsIt(String date) {
        shop.execute("insert into session_sources values ('odd', 'u1', ?, 'half-past', 'Search', 1, 1, 0)", date);

        assertThat(once().status()).isEqualTo(Application.SOME_FAILED);

        assertThat(shop.rows(KEPT)).containsExactly("c1|rejected");
        assertThat(shop.rows(CREDITS)).isEqualTo(credits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ihc.channels.exclude=Radio", "ihc.journey.lookback-days=15"})
    void whatTheReadersOwnSettingsLeaveOutGoes(String setting) {
        String[] parts = setting.split("=");
        assertThat(application().with(parts[0], parts[1]).once().status()).isZero();

        assertThat(shop.rows("select distinct conv_id from attribution_customer_journey")).containsExactly("c1");
        assertThat(shop.rows("select state, tried_state from ihc_journey where conv_id = 'c2'"))
                .containsExactly("unattributable|");
    }

    @Test
    void soDoesASessionOfTheVerySecondWhereTheBoundarySaysSo() {
        shop.session("s4", "u4", "2026-01-07 10:00:00", "Mail").conversion("c4", "u4", "2026-01-07 10:00:00", 7);
        assertThat(once().status()).isZero();

        assertThat(application().with("ihc.journey.boundary", "before").once().status()).isZero();

        assertThat(shop.rows(CREDITS)).isEqualTo(credits);
    }

    @Test
    void whatTheSettingsWouldLeaveOutAndIsMissingBesidesIsKept() {
        shop.execute("delete from session_sources where session_id = 's1'");

        assertThat(application().with("ihc.channels.exclude", "Email").once().status())
                .isEqualTo(Application.SOME_FAILED);

        assertThat(shop.rows(CREDITS)).isEqualTo(credits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-03", "2026-01-10"})
    void aJourneyThatIsShorterOnlyBecauseTheHistoryBeginsLaterIsNotBoughtAgain(String begin) {
        shop.session("new", "u9", "2026-01-11 10:00:00", "Mail").conversion("c9", "u9", "2026-01-12 10:00:00", 9);
        assertThat(once().status()).isZero();
        List<String> all = shop.rows(CREDITS);
        int calls = server.requests().size();
        shop.execute("delete from session_sources where event_date < '" + begin + "'");

        assertThat(once().status()).isZero();

        assertThat(server.requests()).hasSize(calls);
        assertThat(shop.rows(CREDITS)).isEqualTo(all);
        assertThat(shop.rows(KEPT)).isEmpty();
    }

    @Test
    void timesThatLoseTheirSecondsBuyNothingAndNorDoesTheRepair() {
        shop.session("sec", "u9", "2026-01-11 10:00:41", "Mail").session("ond", "u9", "2026-01-11 10:00:00", "Mail")
                .conversion("c9", "u9", "2026-01-12 10:00:09", 9);
        assertThat(once().status()).isZero();
        List<String> all = shop.rows(CREDITS);
        int calls = server.requests().size();

        shop.execute("update session_sources set event_time = substr(event_time, 1, 5)");
        assertThat(once().status()).isZero();
        shop.execute("update session_sources set event_time = '10:00:41' where session_id = 'sec'");
        assertThat(once().status()).isZero();

        assertThat(server.requests()).hasSize(calls);
        assertThat(shop.rows(CREDITS)).isEqualTo(all);
        assertThat(shop.rows(KEPT)).isEmpty();
    }

    @Test
    void aCorrectedSessionOfSuchAJourneyBuysItAgain() {
        shop.execute("delete from session_sources where event_date < '2026-01-03'");
        shop.execute("update session_sources set channel_name = 'Mail' where session_id = 's2'");

        once();

        assertThat(server.requests()).hasSize(2);
        assertThat(server.requests().get(1).journeys().keySet()).containsExactly("c1");
    }

    @Test
    void exitStatusOneWhereNothingOfWhatWasSentWasAttributed() {
        server.behave((number, request) -> Reply.text(400, "{\"message\":\"no\"}"));
        shop.session("s5", "u5", "2026-01-02 10:00:00", "Radio").conversion("c5", "u5", "2026-01-20 10:00:00", 80);

        assertThat(once().status()).isEqualTo(1);
        assertThat(once("--start-date", "2026-03-01").status()).as("nothing to buy").isZero();
    }

    @Test
    void exitStatusOneWhereAllJourneysWereRejected() {
        shop.session("s5", "u5", "2026-03-02 10:00:00", " ").conversion("c5", "u5", "2026-03-20 10:00:00", 80)
                .conversion("c6", "u6", "2026-03-20 10:00:00", 80);

        Application.Result result = once("--start-date", "2026-03-01");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).contains("all journeys were rejected");
        assertThat(once().status()).as("others are attributed").isZero();
    }

    private Application.Result once(String... arguments) {
        Application.Result result = application().once(arguments);
        assertThat(result.err()).as(() -> Arrays.toString(arguments)).isEmpty();
        return result;
    }

    private Application application() {
        return Application.in(folder).calling(server);
    }
}
