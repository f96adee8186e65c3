package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
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

/** Rows as exports and other databases write them: each is read where it can be, and counted and listed where not. */
@WholeApplication
class SourceFormsTest {

    /** Dates and times that all say 2026-02-28 10:00:00 UTC, as SQL. */
    private static final List<String> FORMS = List.of("'2026-02-28', '10:00:00'", "'2026-02-28', '10:00:00.000000'",
            "'2026-02-28', '10:00'", "'2026-02-28', '12:00:00+0200'", "'2026-02-28', '12:00:00 +02:00'",
            "'2026-02-28', '2026-02-28T10:00:00Z'", "'2026-02-28T10:00:00Z', null", "'2026-02-28T10:00:00.000Z', ''",
            "'2026-02-28 10:00:00', '10:00:00'", "'2026-02-28 00:00:00', '10:00:00'", "20260228, '10:00:00'",
            "20260228.0, '10:00'", "'20260228', '10:00:00'", "1772272800, null", "1772272800.5, ''",
            "'1772272800000', null", "1772272800000, '10:00:00'", "'2026-02-27', '23:00:00-11:00'",
            "null, 1772272800", "x'323032362d30322d3238', '10:00:00'");

    private final IhcServer server = IhcServer.givingEqualShares();

    @TempDir
    Path folder;

    private Shop shop;

    /** Tables as a loader makes them that declares no types, so that they keep what they are given. */
    @BeforeEach
    void open() {
        shop = Shop.at(folder.resolve("shop.db"));
        shop.execute("create table conversions (conv_id, user_id, conv_date, conv_time, revenue)");
        shop.execute("create table session_sources (session_id, user_id, event_date, event_time, channel_name, "
                + "holder_engagement, closer_engagement, impression_interaction)");
        shop.execute("create table session_costs (session_id, cost)");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void everyFormOfATimeIsReadSentAndReportedInUtc() {
        for (int i = 0; i < FORMS.size(); i++) {
            shop.execute("insert into session_sources values ('s" + i + "', 'u" + i + "', " + FORMS.get(i)
                    + ", 'Search', 1, 1, 0)");
            shop.execute("insert into session_costs values ('s" + i + "', 2)");
            shop.execute("insert into conversions values ('c" + i + "', 'u" + i + "', " + FORMS.get(i) + ", 5)");
        }

        assertThat(once("--start-date", "2026-02-28", "--end-date", "2026-02-28").status()).isZero();

        assertThat(findings()).isEmpty();
        assertThat(sent()).hasSize(FORMS.size());
        assertThat(sentSessions()).extracting(session -> session.get("timestamp").asText())
                .containsOnly("2026-02-28 10:00:00");
        assertThat(application().rows()).containsExactly("Search,2026-02-28,40,20,100,2,2.5");
        assertThat(findings()).isEmpty();
        assertThat(runJson().get("counts").get("conversions").asInt()).isEqualTo(FORMS.size());
        assertThat(shop.rows("select distinct conv_date, conv_time from ihc_conversion"))
                .containsExactly("2026-02-28|10:00:00");
        assertThat(application().explain("--channel", "Search", "--date", "2026-02-28").out())
                .contains("2026-02-28 10:00:00");
        assertThat(once("--end-date", "2026-02-27").out()).contains("conversions  0:");
        assertThat(once("--start-date", "2026-03-01").out()).contains("conversions  0:");
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"update %1$s set %2$s_time = %2$s_time || '.000000'",
            "update %1$s set %2$s_date = %2$s_date || 'T' || %2$s_time || 'Z', %2$s_time = null",
            "update %1$s set %2$s_time = ltrim(substr(%2$s_time, 1, 1), '0') || substr(%2$s_time, 2)",
            "update %1$s set %2$s_time = %2$s_time || '+00' where rowid %% 3 = 0",
            "update %1$s set %2$s_time = time(%2$s_time, '+3 hours') || '+03:00'",
            "update %1$s set %2$s_date = cast(replace(%2$s_date, '-', '') as integer)",
            "update %1$s set %2$s_date = unixepoch(%2$s_date || ' ' || %2$s_time), %2$s_time = null",
            "update %1$s set %2$s_date = 1000 * unixepoch(%2$s_date || ' ' || %2$s_time) where rowid %% 2 = 0"})
    void whatWasBoughtInOneFormIsNotBoughtAgainInAnother(String rewrite) {
        shop.all(List.of("insert into conversions values ('c1', 'u1', '2026-01-02', '08:59:59', 10)",
                "insert into conversions values ('c2', 'u2', '2026-01-02', '12:00:00', 20)"));
        // Of one second: numbers and texts in the order in which the source has them, which is not that of texts.
        for (String session : List.of("9, 'u1'", "10, 'u1'", "100, 'u1'", "'a10', 'u2'", "'a9', 'u2'", "'B', 'u2'")) {
            shop.execute("insert into session_sources values (" + session
                    + ", '2026-01-02', '08:00:00', 'Search', 1, 1, 0)");
        }
        shop.execute("insert into session_sources values (7, 'u1', '2026-01-01', '20:00:00', 'Email', 1, 1, 0)");
        shop.execute("insert into session_sources values (8, 'u1', '2026-01-02', '09:00:00', 'Email', 1, 1, 0)");
        shop.execute("insert into session_costs values (9, 3)");
        assertThat(once().status()).isZero();
        assertThat(sentSessions()).extracting(session -> session.get("session_id").asText())
                .containsExactly("7", "9", "10", "100", "B", "a10", "a9");
        String report = application().report("channel_reporting.csv");

        shop.execute(String.format(rewrite, "conversions", "conv"));
        shop.execute(String.format(rewrite, "session_sources", "event"));

        assertThat(once().status()).isZero();
        assertThat(server.requests()).hasSize(1);
        assertThat(application().report("channel_reporting.csv")).isEqualTo(report);
        assertThat(application().reportFiles()).noneMatch(file -> file.contains("restatements"));
    }

    @Test
    void aShopThatWasImportedAsTextIsTheSameShop() {
        shop.fill(40);
        assertThat(once().status()).isZero();
        String report = application().report("channel_reporting.csv");
        int requests = server.requests().size();
        for (String table : List.of("conversions", "session_sources", "session_costs")) {
            List<String> columns = shop.rows("select name from pragma_table_info('" + table + "')");
            shop.execute("alter table " + table + " rename to typed_" + table);
            shop.execute("create table " + table + " (" + String.join(" text, ", columns) + " text)");
            shop.execute("insert into " + table + " select * from typed_" + table);
            assertThat(shop.rows("select distinct typeof(" + columns.get(1) + ") from " + table))
                    .containsExactly("text");
        }

        assertThat(once().status()).isZero();

        assertThat(findings()).isEmpty();
        assertThat(server.requests()).hasSize(requests);
        assertThat(application().report("channel_reporting.csv")).isEqualTo(report);
    }

    @ParameterizedTest
    @CsvSource({"Europe/Berlin, session, 2026-03-01", "Europe/Berlin, conversion, 2026-03-01",
            "America/New_York, session, 2026-02-28"})
    void aReportOfAnotherZoneHasItsDates(String zone, String dateBy, String date) {
        shop.execute(
                "insert into session_sources values ('s1', 'u1', '2026-02-28T23:30:00Z', null, 'Search', 1, 1, 0)");
        shop.execute(
                "insert into session_sources values ('s2', 'u1', '2026-03-01', '00:45:00+01:00', 'Search', 1, 1, 0)");
        shop.execute("insert into session_costs values ('s1', 3), ('s2', 4)");
        shop.execute("insert into conversions values ('c1', 'u1', '2026-03-01T00:50:00+01:00', null, 10)");

        assertThat(application().with("ihc.report.time-zone", zone).with("ihc.report.accounting-date", dateBy).once()
                .status()).isZero();

        assertThat(application().rows()).containsExactly("Search," + date + ",7,1,10,7,1.428571");
    }

    @Test
    void aConversionIsOfTheWindowInWhichItIsInUtc() {
        shop.all(List.of("insert into session_sources values ('s1', 'u1', '2026-01-30', '10:00:00', 'Search', 1, 1, 0)",
                "insert into session_sources values ('s2', 'u2', '2026-02-01', '00:10:00+01:00', 'Search', 1, 1, 0)",
                "insert into session_sources values ('s3', 'u3', '2026-01-30', '10:00:00', 'Search', 1, 1, 0)",
                "insert into conversions values ('in', 'u1', '2026-02-01', '00:30:00+01:00', 10)",
                "insert into conversions values ('in too', 'u2', '2026-01-31T18:30:00-05:00', null, 10)",
                "insert into conversions values ('out', 'u3', '2026-01-31', '23:30:00-01:00', 10)"));

        assertThat(once("--start-date", "2026-01-31", "--end-date", "2026-01-31").out()).contains("conversions  2:");
        assertThat(sent()).containsExactlyInAnyOrder("in", "in too");
        assertThat(once("--start-date", "2026-02-01").out()).contains("conversions  1:");
        assertThat(sent()).hasSize(3);
    }

    @Test
    void whatCannotBeReadIsCountedAndListedWhateverItIsStoredAs() {
        shop.all(List.of("insert into session_sources values ('s1', 'u1', '2026-01-02', '10:00:00', 'Search', 1, 1, 0)",
                "insert into session_costs values ('s1', 2), ('s2', 3), ('s3', 4)",
                "insert into session_sources values ('s2', 'u9', 46081, '10:00:00', 'Search', 1, 1, 0)",
                "insert into session_sources values ('s3', 'u9', '31.01.2026', null, 'Search', 1, 1, 0)",
                "insert into conversions values ('c1', 'u1', 46081, '11:00:00', 10)",
                "insert into conversions values ('c2', 'u1', x'00ff', '11:00:00', 10)",
                "insert into conversions values ('c3', 'u1', null, null, 10)",
                "insert into conversions values ('c4', 'u1', 20260230, '11:00:00', 10)",
                "insert into conversions values ('c5', 'u1', '2026-01-02', 110000, 10)",
                "insert into conversions values ('c6', 'u1', '2026-01-02', '11:00:00', 10)"));

        Application.Result result = once("--start-date", "2026-01-01", "--end-date", "2026-01-31");

        assertThat(result.out()).contains("conversions  6: 1 attributed, 0 without sessions, 0 failed, 5 rejected");
        assertThat(findings()).contains("bad-time|conversions|c1|conv_date, conv_time|46081 11:00:00",
                "bad-time|conversions|c2|conv_date, conv_time|x'00ff' 11:00:00",
                "bad-time|conversions|c3|conv_date, conv_time|",
                "bad-time|conversions|c4|conv_date, conv_time|20260230 11:00:00",
                "bad-time|conversions|c5|conv_date, conv_time|2026-01-02 110000");
        assertThat(result.out()).contains("conversions.c2: conv_date and conv_time \"x'00ff' 11:00:00\" are no time");
        assertThat(counts()).containsEntry("bad-time conversions", "5 of 6");
        assertThat(application().rows()).containsExactly("Search,(no date),7,0,0,,0", "Search,2026-01-02,2,1,10,2,5");
        assertThat(once().out()).contains("conversions  6: 1 attributed, 0 without sessions, 0 failed, 5 rejected");
        assertThat(once("--start-date", "2026-02-01", "--mode", "dry-run").out()).contains("conversions  4");
    }

    @Test
    void aBinaryIdIsNamedByItsRowAndTheRunGoesOn() {
        shop.singles(2, "2026-01-02");
        shop.execute("insert into conversions values (x'00ff80', 'u0001', '2026-01-02', '12:00:00', 10)");
        shop.execute("insert into conversions values (x'00ff80', 'u0001', '2026-01-02', '12:00:00', 10)");

        Application.Result result = once();

        assertThat(result.out()).contains("conversions  4: 2 attributed", "NOT READ     2 conversions");
        assertThat(sent()).containsExactly("c0001", "c0002");
        assertThat(findings()).containsExactly("binary-id|conversions|row 3|conv_id|x'00ff80'",
                "binary-id|conversions|row 4|conv_id|x'00ff80'");
        assertThat(application().rows()).containsExactly("Search,2026-01-02,0,2,20,0,");

        shop.execute("alter table conversions rename to all_conversions");
        shop.execute("create view conversions as select * from all_conversions");
        assertThat(once("--start-date", "2026-01-01").out()).contains("binary-id: 2 of 4 conversions");
    }

    @Test
    void aSessionOfABinaryIdIsListedAndNotSentAsWhatItIsNot() {
        shop.singles(3, "2026-01-02");
        shop.all(List.of("update session_sources set session_id = x'00ff80' where session_id = 's0001'",
                "insert into session_sources values (x'00ff81', 'u0001', '2026-01-01', '10:00:00', 'Search', 1, 1, 0)",
                "update session_sources set session_id = cast(session_id as blob) where session_id = 's0002'"));

        Application.Result result = once();

        assertThat(findings()).contains("binary-id|session_sources|user_id u0001|session_id|x'00ff80'",
                "binary-id|session_sources|user_id u0001|session_id|x'00ff81'");
        assertThat(result.out()).contains("2 attributed, 0 without sessions, 0 failed, 1 rejected",
                "a session of user u0001 has no session_id, or one that is binary");
        assertThat(sentSessions()).extracting(session -> session.get("session_id").asText())
                .containsExactly("s0002", "s0003");
    }

    @Test
    void flagsThatEqual0Or1AreRead() {
        List<String> flags = List.of("1.0, 0.0, 0", "'1', '0', '0'", "'1.0', '0.0', 0.0", "' 1', '00', '-0'");
        for (int i = 0; i < flags.size(); i++) {
            shop.execute("insert into session_sources values ('s" + i + "', 'u" + i
                    + "', '2026-01-02', '10:00:00', 'Search', " + flags.get(i) + ")");
            shop.execute("insert into conversions values ('c" + i + "', 'u" + i + "', '2026-01-02', '11:00:00', 10)");
        }

        assertThat(once().status()).isZero();

        assertThat(sentSessions()).hasSize(4)
                .allSatisfy(session -> assertThat(List.of(session.get("holder_engagement").asText(),
                        session.get("closer_engagement").asText(), session.get("impression_interaction").asText()))
                        .containsExactly("1", "0", "0"));
        assertThat(findings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "yes", "2.0", "1,0", "t"})
    void otherFlagsAreListed(String flag) {
        shop.singles(1, "2026-01-02");
        shop.session("s2", "u2", "2026-01-02 10:00:00", "Search").conversion("c2", "u2", "2026-01-02 11:00:00", 5);
        shop.execute("update session_sources set closer_engagement = ? where session_id = 's2'", flag);

        once();

        assertThat(findings()).containsExactly("bad-flag|session_sources|s2|closer_engagement|" + flag);
        assertThat(sent()).containsExactly("c0001");
    }

    @Test
    void revenueAndCostsAreReadOfText() {
        for (int i = 1; i <= 5; i++) {
            shop.session("s" + i, "u" + i, "2026-01-02 10:00:00", "Search");
            shop.conversion("c" + i, "u" + i, "2026-01-02 11:00:00", 10);
        }
        shop.all(List.of("update conversions set revenue = '12.50' where conv_id = 'c1'",
                "update conversions set revenue = ' 1e1 ' where conv_id = 'c2'",
                "update conversions set revenue = '' where conv_id = 'c3'",
                "update conversions set revenue = '49,90' where conv_id = 'c4'",
                "update conversions set revenue = x'3132' where conv_id = 'c5'",
                "insert into session_costs values ('s1', '1.50'), ('s2', '+2'), ('s3', ''), ('s4', '0,99'), "
                        + "('s5', 9e999)"));

        Application.Result result = once();

        assertThat(findings()).containsExactly("null-revenue|conversions|c3|revenue|",
                "not-a-figure|conversions|c4|revenue|49,90", "not-a-figure|conversions|c5|revenue|x'3132'",
                "null-cost|session_costs|s3|cost|", "not-a-figure|session_costs|s4|cost|0,99",
                "not-a-figure|session_costs|s5|cost|Infinity");
        assertThat(result.out()).contains("conversions  5: 3 attributed, 0 without sessions, 0 failed, 2 rejected",
                "conversions.c4: revenue \"49,90\" is no number");
        assertThat(sent()).containsExactlyInAnyOrder("c1", "c2", "c3");
        assertThat(application().rows()).containsExactly("Search,2026-01-02,3.5,3,22.5,1.166667,6.428571");
    }

    @Test
    void moreOfThatThanTheThresholdAllowsStopsTheRunBeforeTheFirstCall() {
        shop.singles(3, "2026-01-02");
        shop.execute("update conversions set revenue = '49,90' where conv_id = 'c0001'");

        Application.Result result = application().with("ihc.quality.stop-kinds", "not-a-figure:10").once();

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("not-a-figure: 1 of 3 rows of conversions (33.3 %)",
                "conversions.revenue of c0001 is \"49,90\"");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void theSummarySaysHowMuchCostIsLeftOut() {
        shop.singles(1, "2026-01-02");
        shop.session("s2", "u2", "2026-01-02 10:00:00", "Search").session("s3", "u2", "2026-01-02 10:00:00", "Search");
        shop.execute("insert into session_costs values ('s2', 1.0), ('s2', '1.2'), ('s3', 7), ('s3', 5), "
                + "('s0001', '4'), ('s0001', 4.0), ('nowhere', 8), ('nobody', '0.5')");

        Application.Result result = once();

        assertThat(result.out()).contains("left out, all of the session's: cost 6.00 to 8.20",
                "unknown-session: 2 of 8 session_costs (25 %); left out: cost 8.50");
        assertThat(counts()).containsEntry("repeated-cost session_costs", "1 of 8");
        assertThat(runJson().get("quality").findValues("left_out")).extracting(JsonNode::toString)
                .containsExactlyInAnyOrder("{\"min\":6.0,\"max\":8.2}", "{\"min\":8.5,\"max\":8.5}");
        assertThat(application().rows()).containsExactly("Search,2026-01-02,4,1,10,4,2.5");
    }

    @Test
    void aDayIsFinishedOrNotWhateverTheFormOfItsTimes() {
        for (int day = 1; day <= 6; day++) {
            for (int s = 0; s < (day == 6 ? 1 : 10); s++) {
                shop.execute("insert into session_sources values (?, ?, ?, null, 'Search', 1, 1, 0)", "s" + day + s,
                        "u" + day, s % 2 == 0 ? "2026-01-0" + day + "T1" + s + ":00:00.000Z"
                                : "2026-01-0" + (day + 1) + " 00:00:00+0" + s);
            }
            shop.execute("insert into conversions values (?, ?, ?, null, 10)", "c" + day, "u" + day,
                    1767222000L + day * 86_400L);
        }

        Application.Result result = application().with("ihc.freshness.unfinished", "shorten").once();

        assertThat(result.out()).contains("conversions begin to 2026-01-05");
        assertThat(sent()).as(result.out() + result.err()).containsExactly("c1", "c2", "c3", "c4", "c5");
        assertThat(
                application().with("ihc.freshness.unfinished", "refuse").with("ihc.freshness.complete-after", "23:30")
                        .once("--end-date", "2026-01-05").err())
                .contains("the newest of the 10 sessions of 2026-01-05 is of 23:00");
    }

    private Application application() {
        return Application.in(folder).calling(server);
    }

    private Application.Result once(String... arguments) {
        return application().once(arguments);
    }

    /** The conversions that the server was asked for. */
    private List<String> sent() {
        return server.requests().stream().flatMap(request -> request.journeys().keySet().stream()).toList();
    }

    private List<JsonNode> sentSessions() {
        return server.requests().stream().flatMap(request -> request.journeys().values().stream())
                .flatMap(List::stream).toList();
    }

    /** A file of the newest run's folder. */
    private String file(String name) {
        return application().reportFiles().stream()
                .filter(file -> file.startsWith("runs/") && file.endsWith("/" + name))
                .reduce((one, other) -> one.compareTo(other) > 0 ? one : other).orElseThrow();
    }

    /** The lines of the newest data_quality.csv, without the action, but for its header. */
    private List<String> findings() {
        try {
            List<String> lines = new ArrayList<>();
            for (CSVRecord line : CSVFormat.DEFAULT
                    .parse(new StringReader(application().report(file("data_quality.csv"))))
                    .getRecords()) {
                lines.add(String.join("|", line.toList().subList(0, 5)));
            }
            return lines.subList(1, lines.size());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode runJson() {
        try {
            return IhcServer.JSON.readTree(application().report(file("run.json")));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, String> counts() {
        Map<String, String> counts = new TreeMap<>();
        runJson().get("quality").forEach(count -> counts.put(
                count.get("kind").asText() + " " + count.get("table").asText(),
                count.get("rows").asText() + " of " + count.get("of").asText()));
        return counts;
    }
}
