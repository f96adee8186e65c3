package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each kind of dirty data: what is done with it, that it is counted and listed, and when there is too much of it. */
@WholeApplication
class DataQualityTest {

    private final IhcServer server = IhcServer.givingEqualShares();

    @TempDir
    Path folder;

    private Shop shop;

    /** Tables as a loader makes them that declares nothing, so that they hold anything. */
    @BeforeEach
    void open() {
        shop = Shop.at(folder.resolve("shop.db"));
        shop.execute(
                "create table conversions (conv_id text, user_id text, conv_date text, conv_time text, revenue real)");
        shop.execute("create table session_sources (session_id text, user_id text, event_date text, event_time text, "
                + "channel_name text, holder_engagement integer, closer_engagement integer, impression_interaction"
                + " integer)");
        shop.execute("create table session_costs (session_id text, cost real)");
        shop.session("good", "good", "2026-01-02 10:00:00", "Search", 2)
                .conversion("good", "good", "2026-01-02 11:00:00", 10);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aCleanShopHasNothingToList() {
        assertThat(once().status()).isZero();

        assertThat(findings()).isEmpty();
        assertThat(application().report(file("data_quality.csv"))).isEqualTo("kind,table,key,column,value,action\n");
        assertThat(runJson().get("quality")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", value = {
            "2026-02-30 10:00:00 | 2026-02-30 10:00:00", "2026-01-02 24:00:00 | 2026-01-02 24:00:00",
            "2026-1-2 10:00:00 | 2026-1-2 10:00:00", "yesterday noon | yesterday noon"})
    void aConversionOfNoTimeIsRejected(String time, String value) {
        shop.session("s1", "u1", "2026-01-01 10:00:00", "Search").conversion("c1", "u1", time, 5);

        assertThat(once().status()).isZero();

        assertThat(findings()).containsExactly("bad-time|conversions|c1|conv_date, conv_time|" + value);
        assertThat(state("c1")).isEqualTo("rejected");
        assertThat(sent()).containsExactly("good");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2026-02-30 10:00:00", "2026-01-02 10:60:00", "2026-01-02T 10:00:00", "02/01/2026 10:00:00"})
    void aSessionOfNoTimeRejectsItsJourney(String time) {
        shop.session("s1", "u1", time, "Search").conversion("c1", "u1", "2026-03-02 11:00:00", 5);

        assertThat(once().status()).isZero();

        assertThat(findings()).containsExactly("bad-time|session_sources|s1|event_date, event_time|" + time);
        assertThat(state("c1")).isEqualTo("rejected");
        assertThat(sent()).containsExactly("good");
    }

    @Test
    void datesAheadOfTheirTimeAreUsedAndListed() {
        shop.session("s1", "u1", "2999-01-01 10:00:00", "Search").conversion("c1", "u1", "2999-01-01 11:00:00", 5);

        assertThat(once().status()).isZero();

        assertThat(findings()).containsExactly("future-time|conversions|c1|conv_date|2999-01-01",
                "future-time|session_sources|s1|event_date|2999-01-01");
        assertThat(sent()).containsExactlyInAnyOrder("good", "c1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n", "\u00a0"})
    void aBlankChannelRejectsItsJourneyAndItsCostIsReportedAsNone(String channel) {
        shop.session("s1", "u1", "2026-01-02 10:00:00", channel, 3).conversion("c1", "u1", "2026-01-02 11:00:00", 5);

        assertThat(once().status()).isZero();

        assertThat(findings()).containsExactly("blank-channel|session_sources|s1|channel_name|" + channel);
        assertThat(state("c1")).isEqualTo("rejected");
        assertThat(application().rows()).containsExactly("(no channel),2026-01-02,3,0,0,,0",
                "Search,2026-01-02,2,1,10,2,5");
    }

    @ParameterizedTest
    @ValueSource(strings = {" Search", "Search ", "\tSearch\r\n", "\u00a0Search "})
    void aPaddedChannelIsTheSameChannelWhenSentAndInTheReport(String channel) {
        shop.session("s1", "u1", "2026-01-02 10:00:00", channel, 3).conversion("c1", "u1", "2026-01-02 11:00:00", 5);

        assertThat(once().status()).isZero();

        assertThat(findings()).containsExactly("padded-channel|session_sources|s1|channel_name|" + channel);
        assertThat(server.requests().get(0).sessions()).extracting(session -> session.get("channel_label").asText())
                .containsOnly("Search");
        assertThat(application().rows()).containsExactly("Search,2026-01-02,5,2,15,2.5,3");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "null",
            value = {"2, holder_engagement", "-1, closer_engagement", "null, impression_interaction",
                    "yes, impression_interaction"})
    void aFlagOtherThan0And1RejectsItsJourney(String value, String column) {
        shop.session("s1", "u1", "2026-01-02 10:00:00", "Search").conversion("c1", "u1", "2026-01-02 11:00:00", 5);
        shop.execute("update session_sources set " + column + " = ? where session_id = 's1'", value);

        assertThat(once().status()).isZero();

        assertThat(findings())
                .containsExactly("bad-flag|session_sources|s1|" + column + "|" + (value == null ? "" : value));
        assertThat(state("c1")).isEqualTo("rejected");
        assertThat(sent()).containsExactly("good");
    }

    @Test
    void missingIdsAndUsersAreListedByWhatIsLeftOfTheRow() {
        shop.session("s1", "u1", "2026-01-02 10:00:00", "Search").conversion("c1", null, "2026-01-02 11:00:00", 5)
                .conversion("c2", " ", "2026-01-02 11:00:00", 5).conversion(" ", "u1", "2026-01-02 11:00:00", 5)
                .session(null, "u3", "2026-01-02 10:00:00", "Search").conversion("c3", "u3", "2026-01-02 11:00:00", 5)
                .session("s4", null, "2026-01-02 10:00:00", "Email", 7);

        assertThat(once().status()).isZero();

        assertThat(findings()).containsExactly("missing-id|conversions|user_id u1|conv_id| ",
                "missing-user|conversions|c1|user_id|", "missing-user|conversions|c2|user_id| ",
                "missing-id|session_sources|user_id u3|session_id|", "missing-user|session_sources|s4|user_id|");
        assertThat(shop.rows("select conv_id, state from ihc_journey order by 1")).containsExactly(" |rejected",
                "c1|rejected", "c2|rejected", "c3|rejected", "good|attributed");
        assertThat(application().rows()).containsExactly("Email,2026-01-02,7,0,0,,0", "Search,2026-01-02,2,1,10,2,5");
    }

    @Test
    void aMissingRevenueCountsAs0AndANegativeOneIsNotBought() {
        shop.session("s1", "u1", "2026-01-02 10:00:00", "Search").session("s2", "u2", "2026-01-02 10:00:00", "Search")
                .conversion("c1", "u1", "2026-01-02 11:00:00", 5).conversion("c2", "u2", "2026-01-02 11:00:00", -0.5);
        shop.execute("update conversions set revenue = null where conv_id = 'c1'");

        assertThat(once().status()).isZero();

        assertThat(findings()).containsExactly("null-revenue|conversions|c1|revenue|",
                "negative-revenue|conversions|c2|revenue|-0.5");
        assertThat(sent()).containsExactlyInAnyOrder("good", "c1");
        assertThat(state("c2")).isEqualTo("rejected");
        assertThat(application().rows()).containsExactly("Search,2026-01-02,2,2,10,1,5");
    }

    @ParameterizedTest
    @CsvSource({"update conversions set revenue = '12 EUR', conversions.revenue of good is \"12 EUR\"",
            "update session_costs set cost = 'n/a', session_costs.cost of good is \"n/a\"",
            "update conversions set revenue = 9e999, conversions.revenue of good is \"Infinity\""})
    void whatIsNoFigureStopsTheRunBeforeAnythingIsBoughtWhereTheSettingsSaySo(String sql, String place) {
        shop.execute(sql);

        Application.Result result = application().with("ihc.quality.stop-kinds", "not-a-figure:0").once();

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("not-a-figure", place, "ihc.quality.stop-kinds (0.0 %)");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void costsThatAreNoneAreLeftOut() {
        shop.session("s1", "u1", "2026-01-02 10:00:00", "Search").session("s2", "u1", "2026-01-02 10:00:00", "Search");
        shop.execute("insert into session_costs values ('s1', null), ('s2', -4), ('nowhere', 8), (null, 16)");

        assertThat(once().status()).isZero();

        assertThat(findings()).containsExactly("null-cost|session_costs|s1|cost|",
                "negative-cost|session_costs|s2|cost|-4.0",
                "unknown-session|session_costs|nowhere|session_id|nowhere",
                "unknown-session|session_costs||session_id|");
        assertThat(application().rows()).containsExactly("Search,2026-01-02,2,1,10,2,5");
    }

    @Test
    void costsInSeveralRowsCountOnceWhereTheyAreEqualAndNotAtAllWhereTheyDiffer() {
        shop.session("s1", "u1", "2026-01-02 10:00:00", "Search").session("s2", "u1", "2026-01-02 10:00:00", "Email")
                .session("s3", "u1", "2026-01-02 10:00:00", "Social");
        shop.execute("insert into session_costs values ('s1', 4), ('s1', 4), ('s1', 4), ('s2', 5), ('s2', 6), "
                + "('s3', 7), ('s3', null), ('s3', -7)");

        assertThat(once().status()).isZero();

        assertThat(findings()).containsExactly("null-cost|session_costs|s3|cost|",
                "negative-cost|session_costs|s3|cost|-7.0",
                "repeated-cost|session_costs|s1|cost|3 rows of 4.0",
                "conflicting-cost|session_costs|s2|cost|2 rows from 5.0 to 6.0");
        assertThat(counts()).containsEntry("repeated-cost session_costs", "2 of 9")
                .containsEntry("conflicting-cost session_costs", "2 of 9");
        assertThat(application().rows()).containsExactly("Search,2026-01-02,6,1,10,6,1.666667",
                "Social,2026-01-02,7,0,0,,0");
    }

    @Test
    void aConversionIdInSeveralRowsIsRejected() {
        shop.session("s1", "u1", "2026-01-02 10:00:00", "Search").conversion("c1", "u1", "2026-01-02 11:00:00", 5)
                .conversion("c1", "u1", "2026-01-02 11:00:00", 5);

        assertThat(once().status()).isZero();

        assertThat(findings()).containsExactly("duplicate-id|conversions|c1|conv_id|2 rows");
        assertThat(counts()).containsEntry("duplicate-id conversions", "2 of 3");
        assertThat(state("c1")).isEqualTo("rejected");
        assertThat(application().rows()).containsExactly("Search,2026-01-02,2,1,10,2,5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"u1", "u2"})
    void aSessionIdInSeveralRowsRejectsItsJourneysAndItsCostCountsOnce(String otherUser) {
        shop.session("s1", "u1", "2026-01-02 10:00:00", "Search", 3)
                .session("s1", otherUser, "2026-01-02 10:00:00", "Search")
                .conversion("c1", "u1", "2026-01-02 11:00:00", 5).conversion("c2", "u2", "2026-01-02 11:00:00", 5)
                .session("s2", "u2", "2026-01-02 09:00:00", "Email");

        assertThat(once().status()).isZero();

        assertThat(findings()).containsExactly("duplicate-id|session_sources|s1|session_id|2 rows");
        assertThat(state("c1")).isEqualTo("rejected");
        assertThat(state("c2")).isEqualTo(otherUser.equals("u2") ? "rejected" : "attributed");
        assertThat(application().rows()).contains(
                otherUser.equals("u2") ? "Search,2026-01-02,5,1,10,5,2" : "Email,2026-01-02,0,1,5,0,");
        shop.execute("delete from session_sources where rowid = 3");
        shop.execute("create unique index sessions_declared on session_sources (session_id)");
        shop.execute("create unique index conversions_declared on conversions (conv_id)");
        shop.execute("create unique index costs_declared on session_costs (session_id)");
        assertThat(once().status()).isZero();
        assertThat(shop.rows("select distinct state from ihc_journey")).containsExactly("attributed");
    }

    @Test
    void aConversionIdInSeveralRowsIsRejectedWhereverTheOtherRowIs() {
        shop.session("s1", "u1", "2026-01-02 10:00:00", "Search").conversion("c1", "u1", "2026-01-02 11:00:00", 5)
                .conversion("c1", "u1", "2026-03-02 11:00:00", 5);

        assertThat(once("--end-date", "2026-01-31").status()).isZero();

        assertThat(state("c1")).isEqualTo("rejected");
        assertThat(sent()).containsExactly("good");
    }

    @Test
    void conversionsWithoutSessionsAndOversizeJourneysAreListed() {
        shop.conversion("c1", "nobody", "2026-01-02 11:00:00", 5);
        for (int i = 0; i < 4; i++) {
            shop.session("s" + i, "u2", "2026-01-01 10:00:0" + i, "Search");
        }
        shop.session("early", "u2", "2025-01-01 10:00:00", "Search")
                .session("late", "u2", "2026-01-03 10:00:00", "Search")
                .conversion("c2", "u2", "2026-01-02 11:00:00", 5);

        assertThat(application().with("ihc.batch.max-sessions", "3").once().status()).isZero();

        assertThat(findings()).containsExactly("no-sessions|conversions|c1|conv_id|0 sessions",
                "oversize-journey|conversions|c2|conv_id|4 sessions",
                "after-conversion|session_sources||event_date, event_time|1 rows");
        assertThat(state("c1")).isEqualTo("unattributable");
        assertThat(state("c2")).isEqualTo("rejected");
        assertThat(sent()).containsExactly("good");
    }

    @Test
    void theSummaryCountsEachKindOnTheTerminalAndInTheFile() {
        shop.session("s1", "u1", "2026-01-02 10:00:00", " ").conversion("c1", "u1", "2026-01-02 11:00:00", 5);

        Application.Result result = application().with("ihc.quality.warn-percent", "1").once();

        assertThat(result.status()).as("somebody should look at it").isEqualTo(Application.SOME_FAILED);
        assertThat(result.out()).contains(
                "quality      WARNING blank-channel: 1 of 2 session_sources (50 %); its journeys are rejected");
        assertThat(runJson().get("quality").get(0).toString()).isEqualTo("{\"kind\":\"blank-channel\","
                + "\"table\":\"session_sources\",\"rows\":1,\"of\":2,\"percent\":50.0,\"level\":\"warn\",\"rule\":"
                + "\"its journeys are rejected; its cost is reported as (no channel)\"}");
        Application.Result allowed = application().with("ihc.quality.warn-percent", "50").once();
        assertThat(allowed.out()).contains("quality      blank-channel: 1 of 2");
        assertThat(allowed.status()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"ihc.quality.stop-percent, 49.9, ihc.quality.stop-percent (49.9 %)",
            "ihc.quality.stop-kinds, 'no-sessions:5, blank-channel:0', ihc.quality.stop-kinds (0.0 %)"})
    void tooMuchOfAKindStopsTheRunBeforeTheFirstCall(String key, String value, String setting) {
        shop.session("s1", "u1", "2026-01-02 10:00:00", " ").conversion("c1", "u1", "2026-01-02 11:00:00", 5);

        Application.Result result = application().with(key, value).once();

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("blank-channel: 1 of 2 rows of session_sources (50 %)",
                "session_sources.channel_name of s1 is \" \"", setting);
        assertThat(server.requests()).isEmpty();
        assertThat(shop.cell("select state from ihc_run")).isEqualTo("failed");
        assertThat(application().hasReport("channel_reporting.csv")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"ihc.quality.stop-percent, 50", "ihc.quality.stop-kinds, bad-flag:0", "ihc.quality.stop-percent, off"})
    void asMuchAsAllowedDoesNotStopIt(String key, String value) {
        shop.session("s1", "u1", "2026-01-02 10:00:00", " ").conversion("c1", "u1", "2026-01-02 11:00:00", 5);

        assertThat(application().with(key, value).once().status()).isZero();
    }

    @Test
    void aKindOfItsOwnThresholdIsNotHeldAgainstTheCommonOne() {
        shop.session("s1", "u1", "2026-01-02 10:00:00", " ").conversion("c1", "u1", "2026-01-02 11:00:00", 5);

        assertThat(application().with("ihc.quality.stop-percent", "1")
                .with("ihc.quality.stop-kinds", "blank-channel:off").once()
                .status()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"ihc.quality.stop-percent, many", "ihc.quality.warn-percent, 101",
            "ihc.quality.warn-kinds, no-such-kind:5",
            "ihc.quality.stop-kinds, bad-flag", "ihc.quality.max-listed, 0", "ihc.report.spreadsheet-safe, maybe"})
    void impossibleSettingsAreNamed(String key, String value) {
        Application.Result result = application().with(key, value).once();

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains(key);
    }

    @Test
    void onlySoManyRowsOfAKindAreListedAndTheFileSaysSo() {
        for (int i = 1; i <= 5; i++) {
            shop.session("s" + i, "u" + i, "2026-01-02 10:00:00", "");
        }

        assertThat(application().with("ihc.quality.max-listed", "2").once().status()).isZero();

        assertThat(findings()).containsExactly("blank-channel|session_sources|s1|channel_name|",
                "blank-channel|session_sources|s2|channel_name|", "blank-channel|session_sources||channel_name|3 more");
        assertThat(counts()).containsEntry("blank-channel session_sources", "5 of 6");
        assertThat(application().report(file("data_quality.csv"))).contains("not listed: ihc.quality.max-listed is 2");
    }

    @Test
    void aRunWithAWindowLooksAtItsConversionsAndTheirUsersSessions() {
        shop.session("s1", "u1", "2026-01-02 10:00:00", "").conversion("c1", "u1", "2026-02-02 11:00:00", -5)
                .session("s2", "u2", "2026-01-02 10:00:00", "").conversion("c2", "u2", "2026-01-02 11:00:00", -5)
                .session("s3", "u3", "2026-01-02 10:00:00", "");

        assertThat(once("--start-date", "2026-02-01", "--end-date", "2026-02-28").status())
                .as("all that there is was rejected").isEqualTo(1);

        assertThat(findings()).containsExactly("negative-revenue|conversions|c1|revenue|-5.0",
                "blank-channel|session_sources|s1|channel_name|");
        assertThat(counts()).containsEntry("negative-revenue conversions", "1 of 1")
                .containsEntry("blank-channel session_sources", "1 of 1");
    }

    @Test
    void aDryRunSaysWhatIsDirtyAndKeepsNothing() {
        shop.session("s1", "u1", "2026-01-02 10:00:00", "").conversion("c1", "u1", "2026-01-02 11:00:00", 5);

        assertThat(once("--mode", "dry-run").out()).contains("blank-channel: 1 of 2 session_sources");
        assertThat(application().reportFiles()).isEmpty();
    }

    @Test
    void aScheduledRunLooksWhereItChangedSomethingOnly() {
        shop.session("s1", "u1", "2026-01-02 10:00:00", "").conversion("c1", "u1", "2026-01-02 11:00:00", 5);

        try (LogLines log = LogLines.open(); var daemon = polling().daemon()) {
            Await.until(() -> shop.rows("select 1 from ihc_run where state = 'completed'").size() == 1);
            shop.session("other", "nobody", "2026-01-01 10:00:00", "");
            Await.until(() -> shop.rows("select 1 from ihc_run where state = 'completed'").size() == 2);

            assertThat(log.text().split("data quality: blank-channel", -1)).hasSize(2);
            assertThat(findings()).containsExactly("blank-channel|session_sources|s1|channel_name|");
        }
    }

    @Test
    void aScheduledRunIsStoppedBeforeItBuysAnything() {
        shop.session("s1", "u1", "2026-01-02 10:00:00", "").conversion("c1", "u1", "2026-01-02 11:00:00", 5);

        try (var daemon = polling().with("ihc.quality.stop-percent", "1").daemon()) {
            Await.until(() -> shop.rows("select 1 from ihc_run where state = 'failed'").size() >= 2);

            assertThat(server.requests()).isEmpty();
            assertThat(application().reportFiles()).isEmpty();
        }
    }

    private Application polling() {
        return application().with("ihc.poll.period", "300ms").with("ihc.poll.window-days", "0")
                .with("ihc.quality.warn-percent", "1");
    }

    private Application application() {
        return Application.in(folder).calling(server).with("ihc.report.spreadsheet-safe", "false");
    }

    private Application.Result once(String... arguments) {
        return application().once(arguments);
    }

    private String state(String convId) {
        return shop.cell("select state from ihc_journey where conv_id = '" + convId + "'");
    }

    /** The conversions that the server was asked for. */
    private List<String> sent() {
        return server.requests().stream().flatMap(request -> request.journeys().keySet().stream()).toList();
    }

    /** A file of the only run's folder. */
    private String file(String name) {
        return application().reportFiles().stream()
                .filter(file -> file.startsWith("runs/") && file.endsWith("/" + name))
                .findFirst().orElseThrow();
    }

    /** The lines of the only data_quality.csv, without the action, but for its header. */
    private List<String> findings() {
        List<String> lines = new ArrayList<>();
        for (CSVRecord line : csv(application().report(file("data_quality.csv")))) {
            assertThat(line.size()).isEqualTo(6);
            lines.add(String.join("|", line.toList().subList(0, 5)));
        }
        return lines.subList(1, lines.size());
    }

    private static List<CSVRecord> csv(String text) {
        try {
            return CSVFormat.DEFAULT.parse(new StringReader(text)).getRecords();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode runJson() {
        try {
            return IhcServer.JSON.readTree(application().report(file("run.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> counts() {
        Map<String, String> counts = new TreeMap<>();
        runJson().get("quality")
                .forEach(count -> counts.put(count.get("kind").asText() + " " + count.get("table").asText(),
                        count.get("rows").asText() + " of " + count.get("of").asText()));
        return counts;
    }
}
