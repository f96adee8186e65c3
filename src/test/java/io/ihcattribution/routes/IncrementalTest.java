package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a second run buys, as the server sees it, and what it takes back. */
@WholeApplication
class IncrementalTest {

    @TempDir
    Path folder;

    private final IhcServer server = IhcServer.givingEqualShares();
    private Shop shop;

    /** The session "shared" led to c1 and c2; c3 and c4 have sessions of their own. */
    @BeforeEach
    void attribute() {
        shop = Shop.empty(folder)
                .session("shared", "u1", "2026-01-02 10:00:00", "Search", 1)
                .conversion("c1", "u1", "2026-01-03 10:00:00", 10)
                .session("own", "u1", "2026-01-04 10:00:00", "Email", 2)
                .conversion("c2", "u1", "2026-01-05 10:00:00", 20)
                .session("other", "u3", "2026-01-02 10:00:00", "Search", 4)
                .session("another", "u3", "2026-01-03 10:00:00", "Radio", 8)
                .conversion("c3", "u3", "2026-01-05 10:00:00", 40)
                .session("last", "u4", "2026-01-02 10:00:00", "Radio", 16)
                .conversion("c4", "u4", "2026-01-20 10:00:00", 80);
        done();
        assertThat(bought(1)).containsExactly("c1", "c2", "c3", "c4");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void anUnchangedDatabaseCostsNoCallAndGivesTheSameBytes() {
        String report = application().report("channel_reporting.csv");

        done();
        done("--start-date", "2026-01-04");
        done("--steps", "attribute");

        assertThat(server.requests()).hasSize(1);
        assertThat(application().report("channel_reporting.csv")).isEqualTo(report);
    }

    @Test
    void aRevenueThatChangedIsReportedWithoutACall() {
        shop.execute("update conversions set revenue = 81 where conv_id = 'c4'");

        done();

        assertThat(server.requests()).hasSize(1);
        assertThat(shop.rows("select date, channel_name, ihc, ihc_revenue from channel_reporting order by 1, 2"))
                .containsExactly(
                        "2026-01-02|Radio|1.0|81.0", "2026-01-02|Search|2.0|40.0", "2026-01-03|Radio|0.5|20.0",
                        "2026-01-04|Email|0.5|10.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "insert into session_sources values ('late', 'u1', '2026-01-01', '09:00:00', 'Mail', 1, 1, 0)",
            "update session_sources set channel_name = 'Mail' where session_id = 'shared'",
            "update session_sources set event_time = '10:00:01' where session_id = 'shared'",
            "update session_sources set holder_engagement = 0 where session_id = 'shared'",
            "update session_sources set session_id = 'renamed' where session_id = 'shared'"})
    void aLateOrCorrectedSessionBuysItsJourneysAgainAndOnlyThese(String change) {
        shop.execute(change);

        done();

        assertThat(server.requests()).hasSize(2);
        assertThat(bought(2)).containsExactly("c1", "c2");
        assertThat(shop.rows("select conv_id, session_id from attribution_customer_journey order by 1, 2"))
                .isEqualTo(shop.rows("select c.conv_id, s.session_id from conversions c join session_sources s "
                        + "on s.user_id = c.user_id and s.event_date <= c.conv_date order by 1, 2"));
        done();
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void aDeletedSessionBuysWhatIsLeftOfItsJourneysAndTakesNoCreditsBack() {
        shop.execute("delete from session_sources where session_id = 'shared'");

        Application.Result result = application().once();

        assertThat(result.status()).as("c1 has no other session").isEqualTo(Application.SOME_FAILED);
        assertThat(bought(2)).containsExactly("c2");
        assertThat(shop.rows("select conv_id, session_id from attribution_customer_journey order by 1, 2"))
                .startsWith("c1|shared", "c2|own", "c3|another");
        application().once();
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void aSessionThatComesLateForTheFirstAndInTimeForTheSecondCostsOneJourney() {
        shop.session("late", "u1", "2026-01-03 10:00:01", "Mail");

        done();

        assertThat(server.requests()).hasSize(2);
        assertThat(bought(2)).containsExactly("c2");
    }

    @Test
    void aSessionOfAnotherUserNowBuysTheJourneysOfBothAgain() {
        shop.execute("update session_sources set user_id = 'u4' where session_id = 'own'");

        done();

        assertThat(bought(2)).containsExactly("c2", "c4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"--conv-type-id|returning", "--redistribution|{\"holder\": {\"direction\": \"any_session\", "
                    + "\"receive_threshold\": 0, \"redistribution_channel_labels\": [\"Radio\"]}}"})
    void anotherConversionTypeOrRedistributionBuysAllAgain(String change) {
        String[] option = change.split("\\|");

        done(option);
        done(option);

        assertThat(server.requests()).hasSize(2);
        assertThat(bought(2)).containsExactly("c1", "c2", "c3", "c4");
    }

    @Test
    void costsAndRevenueAlterTheReportWithoutACall() {
        shop.execute("update session_costs set cost = 3 where session_id = 'shared'");
        shop.execute("delete from session_costs where session_id = 'own'");
        shop.execute("update conversions set revenue = 160 where conv_id = 'c4'");
        shop.session("no journey", "u9", "2026-01-02 10:00:00", "Mail", 5);

        done("--start-date", "2026-02-01");

        assertThat(server.requests()).hasSize(1);
        assertThat(application().rows()).containsExactly("Mail,2026-01-02,5,0,0,,0", "Radio,2026-01-02,16,1,160,16,10",
                "Search,2026-01-02,7,2,40,3.5,5.714286", "Radio,2026-01-03,8,0.5,20,16,2.5",
                "Email,2026-01-04,0,0.5,10,0,");
    }

    @Test
    void aConversionThatVanishedLosesItsCreditsAndIsBoughtAgainWhenItComesBack() {
        shop.execute("delete from conversions where conv_id in ('c1', 'c4')");

        done();

        assertThat(server.requests()).as("the session that c1 shared with c2 is c2's as before").hasSize(1);
        assertThat(shop.rows("select distinct conv_id from attribution_customer_journey order by 1"))
                .containsExactly("c2", "c3");
        assertThat(shop.rows("select conv_id from ihc_journey order by 1")).containsExactly("c2", "c3");
        assertThat(application().rows()).containsExactly("Radio,2026-01-02,16,0,0,,0",
                "Search,2026-01-02,5,1,30,5,6", "Radio,2026-01-03,8,0.5,20,16,2.5", "Email,2026-01-04,2,0.5,10,4,5");

        shop.conversion("c4", "u4", "2026-01-20 10:00:00", 80);
        done();

        assertThat(server.requests()).hasSize(2);
        assertThat(bought(2)).containsExactly("c4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--start-date|2026-01-04", "--steps|report", "--retry|failed", "--mode|dry-run"})
    void aRunThatDoesNotReadAllConversionsKeepsWhatWasPaidFor(String option) {
        shop.execute("delete from conversions where conv_id = 'c4'");

        done(option.split("\\|"));

        assertThat(shop.rows("select conv_id, session_id, ihc from attribution_customer_journey where conv_id = 'c4'"))
                .containsExactly("c4|last|1.0");
        assertThat(shop.rows("select state from ihc_journey where conv_id = 'c4'")).containsExactly("attributed");
    }

    @Test
    void idsThatAreNumbersAreNotTakenForVanished() {
        shop.execute(
                "create table numbered_conversions (conv_id integer primary key, user_id text, conv_date text,"
                        + " conv_time text, revenue real)");
        shop.execute(
                "insert into numbered_conversions select substr(conv_id, 2), user_id, conv_date, conv_time, revenue"
                        + " from conversions");
        shop.execute("drop table conversions");
        shop.execute("alter table numbered_conversions rename to conversions");
        done();
        assertThat(bought(2)).containsExactly("1", "2", "3", "4");

        done();

        assertThat(server.requests()).hasSize(2);
        assertThat(shop.rows("select distinct conv_id from attribution_customer_journey")).containsExactly("1", "2",
                "3", "4");
    }

    @Test
    void manyThatVanishAtOnceAreTakenForATableThatIsHalfLoaded() {
        shop.singles(1_000, "2026-01-02");
        done();
        int calls = server.requests().size();
        String credits = shop.cell("select count(*) from attribution_customer_journey");
        String report = application().report("channel_reporting.csv");
        shop.execute("delete from conversions where conv_id between 'c0001' and 'c0101'");
        shop.session("late", "u4", "2026-01-02 11:00:00", "Mail");

        Application.Result refused = application().once();

        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).contains(
                "101 of 1004 attributed conversions are not in the table conversions any more",
                "no more than 10 percent of them, or 20 (ihc.guard.max-percent, ihc.guard.max-journeys)",
                "--accept deleted");
        assertThat(server.requests()).as("stopped before anything is bought").hasSize(calls);
        assertThat(shop.cell("select count(*) from attribution_customer_journey")).isEqualTo(credits);
        assertThat(application().report("channel_reporting.csv")).isEqualTo(report);

        assertThat(application().with("ihc.guard.max-percent", "11").once().status()).isZero();
        assertThat(server.requests()).hasSize(calls + 1);
        assertThat(shop.cell("select count(*) from ihc_journey")).isEqualTo("903");

        shop.execute("delete from conversions where conv_id between 'c0102' and 'c0121'");
        assertThat(application().with("ihc.guard.max-percent", "0").once().status())
                .as("20 are never too many").isZero();
        assertThat(shop.cell("select count(*) from ihc_journey")).isEqualTo("883");
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete from session_sources where session_id = 'other'",
            "update session_sources set channel_name = 'Mail' where session_id = 'other'",
            "update session_sources set event_date = '2026-01-04' where session_id = 'other'",
            "update conversions set conv_date = '2026-01-02', conv_time = '12:00:00' where conv_id = 'c3'",
            "update conversions set user_id = 'u4' where conv_id = 'c3'"})
    void whatChangedOutsideTheWindowKeepsItsOldCreditsUntilARunWithoutAWindow(String change) {
        shop.execute("delete from session_costs");
        done();
        List<String> stale = application().rows();
        List<String> credits = shop.rows("select * from attribution_customer_journey");
        shop.execute(change);

        done("--start-date", "2026-01-20");

        assertThat(application().rows()).isEqualTo(stale);
        assertThat(shop.rows("select * from attribution_customer_journey")).isEqualTo(credits);
        assertThat(server.requests()).hasSize(1);

        done();

        assertThat(server.requests()).hasSize(2);
        assertThat(bought(2)).containsExactly("c3");
        assertThat(application().rows()).isNotEqualTo(stale);
        assertThat(shop.rows("select session_id from attribution_customer_journey where conv_id = 'c3' order by 1"))
                .isEqualTo(shop.rows("select s.session_id from session_sources s join conversions c using (user_id) "
                        + "where conv_id = 'c3' and s.event_date <= c.conv_date order by 1"));
        done("--start-date", "2026-01-20");
        assertThat(server.requests()).hasSize(2);
    }

    private void done(String... arguments) {
        Application.Result result = application().once(arguments);
        assertThat(result.status()).as(() -> Arrays.toString(arguments) + ": " + result.err()).isZero();
    }

    /** The journeys of a request, by its number from 1. */
    private Set<String> bought(int request) {
        return new TreeSet<>(server.requests().get(request - 1).journeys().keySet());
    }

    private Application application() {
        return Application.in(folder).calling(server);
    }
}
