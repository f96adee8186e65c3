package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that would lose much of what was paid for stops before it changes or buys anything. */
@WholeApplication
class LossGuardTest {

    private static final int CONVERSIONS = 60;

    @TempDir
    Path folder;

    private final IhcServer server = IhcServer.givingEqualShares();
    private Shop shop;
    private List<String> before;
    private int calls;

    /** Of every user four sessions on four days, with costs. */
    @BeforeEach
    void attribute() {
        shop = Shop.empty(folder).singles(CONVERSIONS, "2026-01-20");
        List<String> rows = new ArrayList<>();
        for (int i = 1; i <= CONVERSIONS; i++) {
            for (int day = 1; day <= 3; day++) {
                rows.add(String.format("insert into session_sources values ('s%04d-%d', 'u%04d', '2026-01-%02d',"
                        + " '10:00:00', 'Email', 1, 1, 0)", i, day, i, (i + day) % 15 + 1));
                rows.add(String.format("insert into session_costs values ('s%04d-%d', 1.5)", i, day));
                rows.add(String.format("update session_sources set channel_name = 'Ad %d' where session_id = 's%04d-1'",
                        i % 4, i));
            }
        }
        shop.all(rows);
        assertThat(application().once().status()).isZero();
        before = everything();
        calls = server.requests().size();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            update session_sources set holder_engagement = 2                       | outdated
            update session_sources set event_time = 'noon'                         | outdated
            update session_sources set user_id = replace(user_id, 'u', 'x')        | outdated
            delete from session_sources where session_id not like 's000%'          | outdated
            delete from session_sources where session_id like '%-2' or session_id like '%-3' | shorter
            delete from session_sources where session_id not like '%-1'            | shorter
            delete from session_sources                                            | outdated
            delete from conversions where conv_id > 'c0030'                        | deleted
            delete from conversions                                                | deleted
            delete from session_costs where session_id > 's0030'                   | deleted
            """)
    void stopsARunWhoseSourceIsHalfLoadedAndChangesNothing(String change, String accept) {
        shop.execute("create table whole_conversions as select * from conversions");
        shop.execute("create table whole_session_sources as select * from session_sources");
        shop.execute("create table whole_session_costs as select * from session_costs");
        shop.execute(change);
        // What it would buy beside.
        shop.session("fresh", "fresh", "2026-01-19 10:00:00", "Mail").conversion("fresh", "fresh",
                "2026-01-20 10:00:00", 5);

        Application.Result result = application().once();

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("Nothing was changed or bought", "--accept " + accept);
        assertThat(everything()).isEqualTo(before);
        assertThat(server.requests()).hasSize(calls);
        assertThat(shop.cell("select state from ihc_run order by rowid desc limit 1")).isEqualTo("failed");
        assertThat(shop.cell("select count(*) from ihc_batch where state = 'open'")).isEqualTo("0");
        assertThat(shop.cell("select count(*) from ihc_planned_outcome")).isEqualTo("0");

        shop.all(List.of("delete from conversions", "insert into conversions select * from whole_conversions",
                "delete from session_sources", "insert into session_sources select * from whole_session_sources",
                "delete from session_costs", "insert into session_costs select * from whole_session_costs"));
        assertThat(application().once().status()).isZero();
        assertThat(everything()).as("after the repair").isEqualTo(before);
        assertThat(server.requests()).hasSize(calls);
    }

    @ParameterizedTest
    @ValueSource(strings = {"update session_sources set user_id = 'x' || user_id",
            "delete from conversions where conv_id > 'c0030'"})
    void soItDoesWithAWindow(String change) {
        shop.execute(change);

        assertThat(application().once("--start-date", "2026-01-10").status()).isEqualTo(1);

        assertThat(everything()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"delete from conversions where conv_id > 'c0030'",
            "delete from session_costs where session_id > 's0030'",
            "delete from session_sources where session_id > 's0030'", "delete from conversions"})
    void soItDoesWhereARunOnlyReports(String change) {
        shop.execute(change);

        Application.Result result = application().once("--steps", "report");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("--accept deleted");
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void oneRunMayPassAndTheNextNeedNotBeTold() {
        shop.execute("update session_sources set holder_engagement = 2 where session_id >= 's0031'");

        Application.Result result = application().once("--accept", "outdated");

        assertThat(result.status()).isEqualTo(Application.SOME_FAILED);
        assertThat(result.out()).contains("30 of 60 attributed conversions keep outdated credits");
        assertThat(shop.cell("select accept from ihc_run order by rowid desc limit 1")).isEqualTo("outdated");
        assertThat(shop.cell("select count(*) from attribution_customer_journey")).isEqualTo("240");
        assertThat(application().once().status()).as("nothing more is lost").isEqualTo(Application.SOME_FAILED);
    }

    @Test
    void whatIsNotAcceptedStopsItAllTheSame() {
        shop.execute("delete from session_sources where session_id not like '%-1'");

        assertThat(application().once("--accept", "deleted,outdated").err()).contains("have lost half",
                "--accept deleted,outdated,shorter");
        assertThat(server.requests()).hasSize(calls);
        assertThat(application().once("--accept", "shorter").status()).isZero();
        assertThat(server.requests()).hasSize(calls + 1);
        assertThat(Application.command("--once", "--accept", "half").status()).isEqualTo(2);
    }

    @Test
    void aTriggerMayPassIt() throws IOException {
        shop.execute("delete from conversions where conv_id > 'c0030'");
        Application application = application().with("ihc.trigger.settle", "50ms");
        try (var daemon = application.daemon()) {
            Files.writeString(application.trigger("a.json"), "{}");
            Await.until(() -> Files.exists(application.trigger(".failed/a.json")));
            assertThat(everything()).isEqualTo(before);

            Files.writeString(application.trigger("b.json"), "{\"accept\": [\"deleted\"]}");
            Await.until(() -> Files.exists(application.trigger(".done/b.json")));
        }

        assertThat(shop.cell("select count(distinct conv_id) from attribution_customer_journey")).isEqualTo("30");
    }

    @Test
    void aDryRunSaysWhatItWouldLoseOfWhatWasPaidForAndThatItWouldBeStopped() {
        shop.execute("delete from conversions where conv_id <= 'c0002'");
        shop.execute("update session_sources set holder_engagement = 2 where user_id > 'u0030'");
        shop.execute("delete from session_sources where session_id like 's0010%' and session_id <> 's0010-1'");

        Application.Result result = application().once("--mode", "dry-run");

        assertThat(result.status()).isZero();
        assertThat(result.out()).contains("would send 1: 0 new, 1 bought again",
                "paid for     of 60 attributed conversions 2 are deleted, 30 would be outdated, 1 have lost half of"
                        + " their sessions",
                "STOPPED      30 of 58 attributed conversions would be outdated");
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void whatIsNoLossIsNotHeldAgainstARun() {
        shop.execute("update session_sources set session_id = 'x' || session_id");
        shop.execute("update session_costs set session_id = 'x' || session_id");
        assertThat(application().once().status()).as("the same sessions by other names").isZero();
        assertThat(application().with("ihc.channels.exclude", "Email").once().status())
                .as("the reader's own settings").isZero();
        assertThat(application().with("ihc.journey.lookback-days", "1").once().status()).isZero();
    }

    /** What a run that is stopped may not touch: the copies, the journeys, the credits and the report. */
    private List<String> everything() {
        List<String> rows = new ArrayList<>();
        for (String table : List.of("ihc_journey", "ihc_conversion", "ihc_cost", "attribution_customer_journey",
                "channel_reporting")) {
            rows.addAll(shop.rows("select * from " + table + " order by 1, 2"));
        }
        rows.add(application().report("channel_reporting.csv"));
        return rows;
    }

    private Application application() {
        return Application.in(folder).calling(server);
    }
}
