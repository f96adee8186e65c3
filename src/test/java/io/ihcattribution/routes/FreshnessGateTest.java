package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.ihcattribution.boot.Daemon;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A day whose sessions are not all loaded is not bought, where the settings ask for it. */
@Timeout(120)
@WholeApplication
class FreshnessGateTest {

    @TempDir
    Path folder;

    private Shop shop;

    /** Five days of ten sessions and a conversion each; of the sixth one session is loaded, of the seventh none. */
    @BeforeEach
    void fill() {
        shop = Shop.empty(folder);
        List<String> rows = new ArrayList<>();
        for (int day = 1; day <= 7; day++) {
            int sessions = day <= 5 ? 10 : day == 6 ? 1 : 0;
            for (int s = 0; s < sessions; s++) {
                rows.add(
                        "insert into session_sources values ('s" + day + "-" + s + "', 'u" + day + "', '2026-01-0" + day
                                + "', '" + (13 + s) + ":00:00', 'Search', 1, 1, 0)");
            }
            rows.add("insert into conversions values ('c" + day + "', 'u" + day + "', '2026-01-0" + day
                    + "', '23:00:00', 10)");
        }
        // Dirt is no day.
        rows.add("insert into conversions values ('dirt', 'y', '2026-13-99', '23:00:00', 10)");
        rows.add("insert into session_sources values ('dirt', 'x', '2026-13-99', 'late', 'Search', 1, 1, 0)");
        shop.all(rows);
    }

    @Test
    void isOffByDefault() {
        try (IhcServer server = IhcServer.givingEqualShares()) {
            assertThat(Application.in(folder).calling(server).once().status()).isZero();
            assertThat(server.requests().get(0).journeys()).hasSize(6);
        }
    }

    @Test
    void refusesARunBeforeAnyCall() {
        try (IhcServer server = IhcServer.givingEqualShares()) {
            Application application = Application.in(folder).calling(server).with("ihc.freshness.unfinished", "refuse");

            requireRefused(application.once(), "2026-01-07", "the newest session is of 2026-01-06");
            requireRefused(application.once("--end-date", "2026-01-06"), "2026-01-06 has 1 sessions",
                    "10, the median of 2026-01-01");
            requireRefused(application.once("--mode", "dry-run"), "2026-01-07");
            assertThat(server.requests()).isEmpty();
            assertThat(shop.rows("select * from ihc_run")).isEmpty();
            assertThat(shop.rows("select * from ihc_lease")).isEmpty();

            assertThat(application.once("--steps", "report").status()).as("a report buys nothing").isZero();
            assertThat(application.once("--end-date", "2026-01-05").status()).isZero();
            assertThat(server.requests().get(0).journeys()).hasSize(5);

            requireRefused(application.with("ihc.freshness.complete-after", "22:30").once("--end-date", "2026-01-05"),
                    "2026-01-05", "22:00", "22:30");
            assertThat(
                    application.with("ihc.freshness.complete-after", "22:00").once("--end-date", "2026-01-05").status())
                    .isZero();
            assertThat(application.with("ihc.freshness.min-share", "0").with("ihc.freshness.complete-after", "")
                    .once("--end-date", "2026-01-06").status()).isZero();
        }
    }

    @Test
    void shortensTheWindowOfARun() {
        try (IhcServer server = IhcServer.givingEqualShares()) {
            Application application =
                    Application.in(folder).calling(server).with("ihc.freshness.unfinished", "shorten");

            Application.Result result = application.once("--start-date", "2026-01-02");

            assertThat(result.status()).as(result.err()).isZero();
            assertThat(result.out()).contains("conversions 2026-01-02 to 2026-01-05");
            assertThat(server.requests().get(0).journeys().keySet()).containsExactly("c2", "c3", "c4", "c5");
            assertThat(shop.rows("select start_date, end_date, state from ihc_run"))
                    .containsExactly("2026-01-02|2026-01-05|completed");
            assertThat(application.hasReport("channel_reporting_2026-01-02_2026-01-05.csv")).isTrue();
        }
    }

    @Test
    void aScheduledRunBuysUpToTheLastFinishedDay() {
        try (IhcServer server = IhcServer.givingEqualShares();
                Daemon daemon = Application.in(folder).calling(server).with("ihc.freshness.unfinished", "shorten")
                        .with("ihc.poll.period", "300ms").with("ihc.poll.window-days", "0").daemon()) {
            Await.until(() -> shop.rows("select * from ihc_run where state = 'completed'").size() >= 1);
            assertThat(server.requests()).hasSize(1);
            assertThat(server.requests().get(0).journeys()).hasSize(5);

            shop.execute(
                    "insert into session_sources select 'x' || session_id, 'u6', '2026-01-06', event_time, 'Email',"
                            + " 1, 1, 0 "
                            + "from session_sources where event_date = '2026-01-05'");
            Await.until(() -> server.requests().size() == 2);
            assertThat(server.requests().get(1).journeys().keySet()).as("once, and whole").containsExactly("c6");
            assertThat(server.requests().get(1).sessions()).hasSize(11);
        }
    }

    @Test
    void aTriggerThatIsRefusedSaysWhy() throws Exception {
        try (IhcServer server = IhcServer.givingEqualShares();
                Daemon daemon = Application.in(folder).calling(server).with("ihc.freshness.unfinished", "refuse")
                        .with("ihc.trigger.settle", "50ms").daemon()) {
            Files.writeString(folder.resolve("now.json"), "{}");
            Files.move(folder.resolve("now.json"), folder.resolve("triggers/now.json"));
            Path error = folder.resolve("triggers/.failed/now.json.error.txt");
            Await.until(() -> Files.exists(error));

            assertThat(Application.read(error)).contains("2026-01-07", "2026-01-06", "ihc.freshness.unfinished");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void namesSettingsThatCannotBeUsed() {
        Application.Result result = Application.in(folder).with("ihc.freshness.unfinished", "on")
                .with("ihc.freshness.complete-after", "24:00").with("ihc.freshness.min-share", "50")
                .with("ihc.freshness.median-days", "0").once();

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("off, refuse, shorten", "ihc.freshness.complete-after: \"24:00\"",
                "such as 22:00",
                "ihc.freshness.min-share: \"50\"", "ihc.freshness.median-days: \"0\"");
    }

    private static void requireRefused(Application.Result result, String... words) {
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains(words);
        assertThat(result.err().strip()).hasLineCount(1);
    }
}
