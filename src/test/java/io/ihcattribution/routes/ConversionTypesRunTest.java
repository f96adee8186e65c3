package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Conversions with types of their own, from a query or a column of the user's to the request that each is sent in. */
@WholeApplication
class ConversionTypesRunTest {

    /** New and returning customers, as a shop would tell them apart. */
    private static final String QUERY = """
            -- a comment; with a semicolon
            select conv_id, case when row_number() over (partition by user_id order by conv_date, conv_time) = 1
                then 'new' else 'returning' end as conv_type_id
            from conversions;
            """;

    @TempDir
    Path folder;

    private Shop shop;

    @BeforeEach
    void makeShop() {
        shop = Shop.empty(folder);
        for (int user = 1; user <= 3; user++) {
            shop.session("a" + user, "u" + user, "2026-01-01 10:00:00", "Search", 1)
                    .session("b" + user, "u" + user, "2026-01-05 10:00:00", "Email", 2)
                    .conversion("c" + user + "1", "u" + user, "2026-01-02 10:00:00", 10)
                    .conversion("c" + user + "2", "u" + user, "2026-01-06 10:00:00", 30);
        }
    }

    @Test
    void everyTypeIsSentInRequestsOfItsOwn() throws IOException {
        try (IhcServer server = IhcServer.givingEqualShares()) {
            Application.Result result = byQuery(server).once();

            assertThat(result.status()).as(result.err()).isZero();
            assertThat(sent(server)).isEqualTo(Map.of(
                    "new", List.of("c11", "c21", "c31"), "returning", List.of("c12", "c22", "c32")));
            assertThat(server.requests()).hasSize(2);
            assertThat(shop.rows("select conv_type_id, journeys from ihc_batch order by conv_type_id"))
                    .containsExactly("new|3", "returning|3");
            assertThat(shop
                    .rows("select conv_id, conv_type_id from ihc_journey where conv_id like 'c1%' order by conv_id"))
                    .containsExactly("c11|new", "c12|returning");
        }
    }

    @Test
    void batchesOfAllTypesFillUpAcrossPages() throws IOException {
        shop.all(IntStream.range(0, 60).boxed().flatMap(i -> List.of(
                "insert into session_sources values ('s" + i + "', 'v" + i % 30
                        + "', '2026-01-01', '10:00:00', 'X', 1, 1, 0)",
                "insert into conversions values ('d" + i + "', 'v" + i % 30 + "', '2026-01-02', '10:00:" + (10 + i % 50)
                        + "', 5)")
                .stream()).toList());
        try (IhcServer server = IhcServer.givingEqualShares()) {
            byQuery(server).with("ihc.journey.page-size", "7").with("ihc.batch.max-journeys", "10").once();

            assertThat(server.requests()).as("33 of each type, 10 in a request").hasSize(8);
            assertThat(shop.rows("select conv_type_id, sum(journeys) from ihc_batch group by conv_type_id"))
                    .containsExactly("new|33", "returning|33");
        }
    }

    @Test
    void anUnchangedShopCostsNothingAndAChangedTypeOneJourney() throws IOException {
        try (IhcServer server = IhcServer.givingEqualShares()) {
            byQuery(server).once();
            byQuery(server).once();
            assertThat(server.requests()).hasSize(2);

            Files.writeString(folder.resolve("types.sql"), QUERY.replace("= 1", "= 1 or conv_id = 'c12'"));
            byQuery(server).once();

            assertThat(server.requests()).hasSize(3);
            assertThat(server.requests().get(2).query()).isEqualTo("conv_type_id=new");
            assertThat(server.requests().get(2).journeys()).containsOnlyKeys("c12");
            assertThat(shop.cell("select conv_type_id from ihc_journey where conv_id = 'c12'")).isEqualTo("new");
        }
    }

    @Test
    void aColumnSaysItAndItsValuesCanBeNamed() throws IOException {
        shop.execute("alter table conversions add column kind text");
        shop.execute("update conversions set kind = case when conv_id like '%1' then ' n' else 'r' end");
        try (IhcServer server = IhcServer.givingEqualShares()) {
            application(server).with("ihc.types.column", "KIND").once();
            assertThat(sent(server)).containsOnlyKeys("n", "r");

            application(server).with("ihc.types.column", "kind").with("ihc.types.values", "n = first, r = later")
                    .once();
            assertThat(sent(server)).containsOnlyKeys("n", "r", "first", "later");
        }
    }

    @Test
    void theReportIsSplitByTypeAndTheTypesSumToIt() throws IOException {
        try (IhcServer server = IhcServer.givingEqualShares()) {
            Application.Result result = byQuery(server).once();

            assertThat(reportByType()).containsExactly("conv_type_id,channel_name,date,ihc,ihc_revenue",
                    "new,Search,2026-01-01,3,30", "returning,Search,2026-01-01,1.5,45",
                    "returning,Email,2026-01-05,1.5,45");
            assertThat(Files.readAllLines(folder.resolve("reports/channel_reporting.csv")))
                    .contains("Search,2026-01-01,3,4.5,75,0.666667,25", "Email,2026-01-05,6,1.5,45,4,7.5");
            assertThat(result.out()).contains("channel_reporting_by_type.csv");

            byQuery(server).with("ihc.report.accounting-date", "conversion").with("ihc.report.time-zone", "Asia/Tokyo")
                    .with("ihc.channels.exclude", "Email").once();
            assertThat(reportByType()).containsExactly("conv_type_id,channel_name,date,ihc,ihc_revenue",
                    "new,Search,2026-01-02,3,30", "returning,Search,2026-01-06,3,90");
        }
    }

    @Test
    void aReportByTypeThatDoesNotSumToTheReportIsNotPublished() throws IOException {
        try (IhcServer server = IhcServer.givingEqualShares()) {
            byQuery(server).once();
            String before = reportByType().toString();
            shop.execute("create trigger lose after insert on channel_reporting_by_type when new.conv_type_id = 'new'"
                    + " begin delete from channel_reporting_by_type where conv_type_id = 'new'; end");
            shop.session("late", "u1", "2026-01-01 11:00:00", "Late", 1);

            Application.Result result = byQuery(server).once();

            assertThat(result.status()).isEqualTo(1);
            assertThat(result.err()).contains("by conversion type it does not sum to", "of Late on 2026-01-01");
            assertThat(reportByType().toString()).isEqualTo(before);
            assertThat(shop.cell("select count(*) from channel_reporting where channel_name = 'Late'")).isEqualTo("0");
        }
    }

    @Test
    void withOneTypeThereIsNoReportByType() {
        try (IhcServer server = IhcServer.givingEqualShares()) {
            application(server).once();

            assertThat(Files.exists(folder.resolve("reports/channel_reporting_by_type.csv"))).isFalse();
            assertThat(shop.cell("select count(*) from channel_reporting_by_type")).isEqualTo("0");
            assertThat(shop.rows("select distinct conv_type_id from ihc_journey")).as("the ledger has it")
                    .containsExactly("default");
        }
    }

    @Test
    void aConversionWithoutATypeIsRejectedAndTheOthersAreSent() throws IOException {
        shop.execute("alter table conversions add column kind text");
        shop.execute(
                "update conversions set kind = case conv_id when 'c11' then null when 'c12' then ' ' when 'c21' then"
                        + " 'x' else 'n' end");
        try (IhcServer server = IhcServer.givingEqualShares()) {
            Application.Result result =
                    application(server).with("ihc.types.column", "kind").with("ihc.types.values", "n=first").once();

            assertThat(result.status()).isZero();
            assertThat(sent(server)).isEqualTo(Map.of("first", List.of("c22", "c31", "c32")));
            assertThat(shop.rows("select conv_id, reason from ihc_journey where state = 'rejected' order by conv_id"))
                    .extracting(row -> row.substring(0, 30))
                    .containsExactly("c11|it has no conversion type;", "c12|it has no conversion type;",
                            "c21|it has no conversion type;");
            assertThat(result.out()).contains("3 rejected");
        }
    }

    @Test
    void aRunCanBeConfinedToOneType() throws IOException {
        try (IhcServer server = IhcServer.givingEqualShares()) {
            Application.Result result = byQuery(server).once("--conv-type-id", "returning");

            assertThat(result.status()).as("the others are not missed: " + result.out()).isZero();
            assertThat(sent(server)).containsOnlyKeys("returning");

            byQuery(server).once();
            assertThat(server.requests()).hasSize(2);
            assertThat(server.requests().get(1).query()).isEqualTo("conv_type_id=new");
        }
    }

    @Test
    void everyTypeHasItsOwnRedistribution() throws IOException {
        Files.writeString(folder.resolve("rules.json"), """
                {"returning": {"holder": {"direction": "any_session", "receive_threshold": 0,
                 "redistribution_channel_labels": ["Email"]}}, "new": null}""");
        try (IhcServer server = IhcServer.givingEqualShares()) {
            Application application =
                    byQuery(server).with("ihc.redistribution.file", folder.resolve("rules.json").toString());
            application.once();

            assertThat(parameter(server, "new")).isNull();
            assertThat(parameter(server, "returning").at("/holder/redistribution_channel_labels/0").asText())
                    .isEqualTo("Email");

            application.with("ihc.redistribution.closer.channels", "Search").once();
            assertThat(server.requests()).as("both types are named in the file").hasSize(2);

            Files.writeString(folder.resolve("rules.json"), "{\"returning\": {}}");
            application.once();
            assertThat(server.requests()).hasSize(4);
            assertThat(shop.cell("select redistribution from ihc_run order by started_at desc limit 1"))
                    .contains("\"by_type\":{\"returning\":null},\"otherwise\":{", "Search");
        }
    }

    @Test
    void aDryRunCountsPerTypeAndWritesNothing() throws IOException {
        try (IhcServer server = IhcServer.givingEqualShares()) {
            Application.Result result = byQuery(server).once("--mode", "dry-run");

            assertThat(result.out()).contains("would make 2").contains("would send 6");
            assertThat(server.requests()).isEmpty();
            assertThat(shop.has("ihc_run")).isFalse();
        }
    }

    @Test
    void aQueryThatCannotBeUsedStopsTheRunBeforeAnythingIsChanged() throws IOException {
        try (IhcServer server = IhcServer.givingEqualShares()) {
            byQuery(server).once();
            String before = shop.rows("select * from attribution_customer_journey").toString();

            assertThat(failure(server, "select conv_id from conversions"))
                    .contains("gives no column conv_type_id; expected it");
            assertThat(failure(server, "select conv_id, 'x' as conv_type_id from conversions where 1 = 0"))
                    .contains("gives no conversion a type; nothing was changed");
            assertThat(failure(server, "select conv_id, user_id || conv_id || value as conv_type_id from conversions,"
                    + " (with recursive n(value) as (select 1 union all select value + 1 from n where value < 101)"
                    + " select * from n)"))
                    .contains("expected");
            assertThat(
                    failure(server, "select conv_id, 'a' as conv_type_id from conversions union all select 'c11', 'b'"))
                    .contains("gives conversion c11 several types, a and b; expected one");
            assertThat(failure(server, "delete from conversions returning conv_id, 'a' as conv_type_id"))
                    .contains("cannot be read");
            assertThat(failure(server, "selec"))
                    .contains("ihc.types.query (" + folder.resolve("types.sql") + ") cannot be read", "selec");
            assertThat(server.requests()).hasSize(2);
            assertThat(shop.rows("select * from attribution_customer_journey").toString()).isEqualTo(before);
            assertThat(shop.cell("select count(*) from conversions")).isEqualTo("6");
        }
    }

    @Test
    void settingsThatCannotBeUsedStopTheStart() throws IOException {
        try (IhcServer server = IhcServer.givingEqualShares()) {
            Application.Result result =
                    application(server).with("ihc.types.query", folder.resolve("none.sql").toString())
                            .with("ihc.types.values", "a")
                            .with("ihc.redistribution.file", folder.resolve("none.json").toString()).once();
            assertThat(result.status()).isEqualTo(2);
            assertThat(result.err()).contains("ihc.types.query: ", "ihc.redistribution.file: ");
            assertThat(application(server).with("ihc.types.values", "a=b").once().err()).contains("ihc.types.values: ");
            assertThat(byQuery(server).with("ihc.types.column", "kind").once().err()).contains("ihc.types.column: ");
            assertThat(application(server).with("ihc.types.column", "kind").once().err())
                    .contains("ihc.types.column (kind): conversions has no column kind; expected it");
        }
    }

    private List<String> reportByType() throws IOException {
        return Files.readAllLines(folder.resolve("reports/channel_reporting_by_type.csv"));
    }

    private String failure(IhcServer server, String query) throws IOException {
        Application application = byQuery(server);
        Files.writeString(folder.resolve("types.sql"), query);
        Application.Result result = application.once();
        assertThat(result.status()).as(query).isEqualTo(1);
        return result.err();
    }

    /** The conversions by the type that they were sent for. */
    private static Map<String, List<String>> sent(IhcServer server) {
        Map<String, List<String>> sent = new TreeMap<>();
        server.requests().forEach(request -> sent.put(request.query().replace("conv_type_id=", ""),
                request.journeys().keySet().stream().sorted().toList()));
        return sent;
    }

    private static JsonNode parameter(IhcServer server, String type) {
        return server.requests().stream().filter(request -> request.query().equals("conv_type_id=" + type))
                .findFirst().orElseThrow().body().get("redistribution_parameter");
    }

    private Application byQuery(IhcServer server) throws IOException {
        Path query = folder.resolve("types.sql");
        if (!Files.exists(query)) {
            Files.writeString(query, QUERY);
        }
        return application(server).with("ihc.types.query", query.toString());
    }

    private Application application(IhcServer server) {
        return Application.in(folder).calling(server);
    }
}
