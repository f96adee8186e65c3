package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ihcattribution.settings.InvalidSettings;
import io.ihcattribution.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exit statuses, and one clear sentence for whatever cannot be done. */
@WholeApplication
class CommandLineTest {

    private static final int DONE = 0;
    private static final int NOT_DONE = 1;
    private static final int BAD_ARGUMENTS = 2;
    private static final int SOME_FAILED = 3;

    @TempDir
    Path folder;

    @Test
    void printsASummaryOfWhatItDid() {
        simpleShop();
        try (IhcServer server = IhcServer.givingEqualShares()) {
            Application.Result result = Application.in(folder).calling(server).once();

            assertThat(result.status()).isEqualTo(DONE);
            assertThat(result.out()).containsPattern("conversions +2: 2 attributed")
                    .containsPattern("journeys +sent 2").containsPattern("sessions +sent 3")
                    .containsPattern("requests +1")
                    .containsPattern("revenue +130\\.00 attributed").containsPattern("cost 6\\.00")
                    .containsPattern("written +.*channel_reporting\\.csv").containsPattern("duration +\\d+\\.\\d s");
            assertThat(result.err()).isEmpty();
        }
    }

    @Test
    void endsWith3WhereJourneysFailedAndStoresTheOthers() {
        Shop shop = simpleShop();
        try (IhcServer server = IhcServer.answering((number, request) -> {
            ObjectNode answer = IhcServer.equalShares(request).put("statusCode", 206);
            // The first two are the sessions of c1.
            answer.withArray("value").remove(0);
            answer.withArray("value").remove(0);
            answer.withArray("partialFailureErrors").addObject().put("conversion_id", "c1").put("statusCode", 406)
                    .put("message", "cannot be parsed");
            return IhcServer.Reply.json(200, answer);
        })) {
            Application application = Application.in(folder).calling(server);

            Application.Result result = application.once();

            assertThat(result.status()).isEqualTo(SOME_FAILED);
            assertThat(result.out()).contains("1 failed").containsPattern("failed +c1: .*cannot be parsed");
            assertThat(shop.rows("select conv_id, state from ihc_journey order by 1"))
                    .containsExactly("c1|failed", "c2|attributed");
            assertThat(application.rows()).as("of the others").contains("Search,2026-01-02,3,1,30,3,10");
        }
    }

    @Test
    void endsWith1WhereTheRunCouldNotBeDone() {
        Shop shop = simpleShop();
        try (IhcServer server =
                IhcServer.answering((number, request) -> IhcServer.Reply.text(401, "{\"message\":\"who?\"}"))) {
            Application application = Application.in(folder).calling(server);

            Application.Result result = application.once();

            assertThat(result.status()).isEqualTo(NOT_DONE);
            assertThat(result.err()).contains("ihc.api.key", "401", "who?");
            assertThat(result.err().strip()).hasLineCount(1);
            assertThat(server.requests()).hasSize(1);
            assertThat(application.reportFiles()).isEmpty();
            assertThat(shop.rows("select state from ihc_run")).containsExactly("failed");
        }
    }

    @Test
    void refusesArgumentsThatMeanNothingBeforeAnythingIsDone() {
        Shop shop = simpleShop();
        Application application = Application.in(folder);

        requireRefused(application.once("--start-date", "2026-02-30"), "start_date", "2026-02-30", "YYYY-MM-DD");
        requireRefused(application.once("--end-date", "31.01.2026"), "end_date", "31.01.2026", "YYYY-MM-DD");
        requireRefused(application.once("--start-date", "2026-02-01", "--end-date", "2026-01-31"),
                "end_date 2026-01-31", "before start_date 2026-02-01");
        requireRefused(application.once("--mode", "quick"), "mode", "quick", "incremental, full, dry-run");
        requireRefused(application.once("--steps", "send"), "steps", "send", "attribute, report");
        requireRefused(application.once("--conv-type-id", ""), "conv_type_id");
        requireRefused(application.once("--strat-date", "2026-01-01"), "--strat-date");
        requireRefused(Application.command("--start-date", "2026-01-01"), "--start-date", "--once");

        assertThat(shop.rows("select name from pragma_table_list where name like 'ihc%'")).isEmpty();
        assertThat(application.reportFiles()).isEmpty();
    }

    @Test
    void helpNamesEveryOptionAndExitStatus() {
        Application.Result help = Application.command("--help");

        assertThat(help.status()).isEqualTo(DONE);
        assertThat(help.out()).contains("--once", "--start-date", "--end-date", "--mode", "--steps", "--conv-type-id",
                "--make-sample", "0 done", "1 not done", "2 bad arguments", "--accept", "3 done, but");
    }

    @Test
    @Timeout(60)
    void refusesADatabaseThatIsNotThereOrLacksATableOrColumnAndLeavesItAsItIs() throws IOException {
        Application application = Application.in(folder);

        requireSentence(application.once(), "shop.db", "does not exist", Shop.APART ? "ihc.source.url" : "ihc.db.url");
        assertThat(folder.resolve("shop.db")).doesNotExist();

        Files.writeString(folder.resolve("shop.db"), "conv_id,user_id\n1,2\n".repeat(100));
        requireSentence(application.once(), "shop.db", "not a SQLite database");
        assertThat(Files.readString(folder.resolve("shop.db"))).startsWith("conv_id,user_id");

        Files.delete(folder.resolve("shop.db"));
        Shop shop = Shop.empty(folder);
        shop.execute("drop table session_costs");
        shop.execute("alter table conversions rename column conv_time to at");
        shop.execute("alter table session_sources drop column holder_engagement");
        byte[] before = shop.bytes();
        requireSentence(application.once(), "no table session_costs", "no column conversions.conv_time",
                "no column session_sources.holder_engagement");
        assertThat(shop.bytes()).isEqualTo(before);
        assertThat(application.reportFiles()).isEmpty();
    }

    @Test
    void reportsAllFaultsOfTheSettingsAtOnce() {
        simpleShop();

        Application.Result known = Application.in(folder).with("ihc.batch.max-journeys", "101")
                .with("ihc.batch.max-sessions", "0").with("ihc.journey.boundary", "after")
                .with("ihc.api.url", "ihc.example")
                .with("ihc.api.concurrency", "many").with("ihc.api.retry-delay", "5")
                .with("ihc.journey.lookback-days", "-1")
                .with("ihc.redistribution.closer.receive-threshold", "2").with("ihc.poll.cron", "daily")
                .with("ihc.console.port", "70000").once();

        assertThat(known.status()).isEqualTo(BAD_ARGUMENTS);
        assertThat(known.err().strip().lines()).hasSizeGreaterThanOrEqualTo(9);
        assertThat(known.err()).contains("ihc.batch.max-journeys: \"101\"", "1 to 100", "ihc.batch.max-sessions: \"0\"",
                "1 to 3000", "ihc.journey.boundary: \"after\"", "at-or-before, before", "ihc.api.url: \"ihc.example\"",
                "ihc.api.concurrency: \"many\"", "1 to 64", "ihc.api.retry-delay: \"5\"", "with its unit",
                "ihc.redistribution.closer.receive-threshold: \"2\"", "ihc.poll.cron: \"daily\"",
                "ihc.console.port: \"70000\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ihc.batch.max-journeys", "ihc.journey.lookback-days"})
    void namesEveryFaultOfOneGroup(String key) {
        simpleShop();

        assertThat(Application.in(folder).with(key, "x").with("ihc.journey.oversize", "y")
                .with("ihc.batch.max-sessions", "z").once().err())
                .contains(key, "ihc.journey.oversize", "ihc.batch.max-sessions");
    }

    @Test
    void refusesUnknownSettingsWhereverTheyComeFrom() throws IOException {
        Files.writeString(folder.resolve("application.properties"), "ihc.batch.max-journey = 5\n");
        assertThatThrownBy(() -> Settings.read(folder, Map.of(), Map.of())).isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("ihc.batch.max-journey").hasMessageContaining("application.properties");
        Files.delete(folder.resolve("application.properties"));

        assertThatCode(() -> Settings.read(folder, Map.of("IHC_BATCH_MAX_JOURNEY", "5"), Map.of()))
                .as("the environment is not the product's alone").doesNotThrowAnyException();

        simpleShop();
        requireRefused(Application.in(folder).with("ihc.batch.size", "5").once(), "ihc.batch.size");
    }

    @Test
    void faultsOfArgumentsAndSettingsAreToldInOneRound() {
        for (String argument : List.of("--no-such", "--start-date=soon")) {
            Application.Result result = Application.command("--once", argument, "--ihc.batch.size=5",
                    "--ihc.batch.max-journeys=0", "--ihc.console.host=nowhere.invalid",
                    "--ihc.source.url=jdbc:sqlite:no-such.db", "--ihc.api.proxy=https://a.example:1");

            assertThat(result.status()).isEqualTo(BAD_ARGUMENTS);
            assertThat(result.err()).contains(argument.replaceAll("^--|=.*", "").replace("start-", "start_"),
                    "ihc.batch.size (the command line) is not a setting", "ihc.batch.max-journeys: \"0\"",
                    "ihc.console.host: \"nowhere.invalid\"", "ihc.api.proxy: \"https://a.example:1\"", "See --help.");
        }
    }

    @Test
    void aKeyThatCamelDoesNotHaveIsNamedWithoutItsValue() {
        simpleShop();
        for (String key : List.of("camel.main.no-such-key", "camel.main.shutdown-timeout")) {
            Application.Result result = Application.in(folder).with(key, "s3cret").once();

            requireSentence(result, key, "Camel has no such key, or cannot use its value");
            assertThat(result.err()).doesNotContain("s3cret", "@", "Exception");
        }
    }

    @Test
    void namesItsVersion() {
        Application.Result version = Application.command("--version");

        assertThat(version.status()).isEqualTo(DONE);
        assertThat(version.out()).matches("ihc-attribution \\S+\\s+");
    }

    @Test
    void makesNoSampleWhereAShopsDatabaseIs() throws IOException {
        Shop shop = simpleShop();
        byte[] before = shop.bytes();

        requireSentence(Application.command("--make-sample", folder.resolve("shop.db").toString()), "shop.db",
                "is there already", "name another file");
        assertThat(shop.bytes()).isEqualTo(before);
    }

    @Test
    void theCommandLineOverridesTheEnvironmentAndThatTheFile() throws IOException {
        Files.writeString(folder.resolve("application.properties"),
                "ihc.batch.max-journeys = 1\nihc.batch.max-sessions = 1\nihc.api.concurrency = 1\n");
        Settings settings = Settings.read(folder, Map.of("IHC_BATCH_MAX_SESSIONS", "2", "IHC_API_CONCURRENCY", "2"),
                Map.of("ihc.api.concurrency", "3"));

        assertThat(settings.texts().get("ihc.batch.max-journeys")).isEqualTo("1");
        assertThat(settings.texts().get("ihc.batch.max-sessions")).isEqualTo("2");
        assertThat(settings.texts().get("ihc.api.concurrency")).isEqualTo("3");
        assertThat(settings.texts().get("ihc.journey.lookback-days")).as("the default").isEqualTo("120");
    }

    @Test
    void neverShowsTheKey() throws IOException {
        simpleShop();
        String key = "s3cret-" + "k3y-of-the-api";
        try (LogLines log = LogLines.open(); IhcServer server = IhcServer.givingEqualShares()) {
            Application application = Application.in(folder).calling(server).with("ihc.api.key", key);
            List<Application.Result> results = new ArrayList<>(List.of(application.once()));
            assertThat(server.requests().get(0).headers().get("X-api-key")).as("it is sent").containsExactly(key);
            server.behave((number, request) -> IhcServer.Reply.text(403, "{\"message\": \"Forbidden\"}"));
            results.add(application.once("--mode", "full"));
            server.behave((number, request) -> IhcServer.Reply.text(500, "unwell"));
            results.add(application.with("ihc.api.give-up-after", "200ms").once("--mode", "full"));
            results.add(application.with("ihc.batch.max-journeys", "0").once());
            results.add(application.with("ihc.api.key", key + " with a space").once());

            assertThat(results).extracting(Application.Result::status).containsExactly(0, 1, 1, 2, 2);
            assertThat(results).allSatisfy(result -> assertThat(result.out() + result.err()).doesNotContain(key));
            assertThat(log.text()).contains("completed").doesNotContain(key);
        }
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).hasSizeGreaterThan(2)
                    .allSatisfy(file -> assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                            .as(file.toString()).doesNotContain(key));
        }
    }

    @Test
    void attributingAndThenReportingEqualsOneRun() throws IOException {
        Shop shop = simpleShop();
        Path other = Files.createDirectory(folder.resolve("other"));
        Shop.copyOf(shop.file(), other);
        try (IhcServer server = IhcServer.givingEqualShares()) {
            Application apart = Application.in(folder).calling(server);
            Application whole = Application.in(other).calling(server);

            assertThat(apart.once("--steps", "attribute").status()).isZero();
            assertThat(apart.reportFiles()).noneMatch(name -> name.endsWith("reporting.csv"));
            assertThat(server.requests()).hasSize(1);
            assertThat(apart.once("--steps", "report").status()).isZero();
            assertThat(server.requests()).hasSize(1);
            assertThat(whole.once().status()).isZero();

            assertThat(apart.report("channel_reporting.csv")).isEqualTo(whole.report("channel_reporting.csv"));
            String credits =
                    "select conv_id, session_id, ihc, initializer, holder, closer from attribution_customer_journey "
                            + "order by 1, 2";
            assertThat(shop.rows(credits)).isEqualTo(Shop.at(other.resolve("shop.db")).rows(credits)).hasSize(3);
        }
    }

    private Shop simpleShop() {
        return Shop.empty(folder)
                .session("s1", "u1", "2026-01-01 10:00:00", "Search", 2)
                .session("s2", "u1", "2026-01-02 10:00:00", "Email", 1)
                .conversion("c1", "u1", "2026-01-02 11:00:00", 100)
                .session("s3", "u2", "2026-01-02 10:00:00", "Search", 3)
                .conversion("c2", "u2", "2026-01-02 11:00:00", 30);
    }

    private static void requireRefused(Application.Result result, String... words) {
        assertThat(result.status()).isEqualTo(BAD_ARGUMENTS);
        assertThat(result.err().lines().findFirst().orElse("")).contains(words);
        assertThat(result.out()).isEmpty();
    }

    private static void requireSentence(Application.Result result, String... words) {
        assertThat(result.status()).isEqualTo(NOT_DONE);
        assertThat(result.err()).contains(words);
        assertThat(result.err().strip()).hasLineCount(1);
    }
}
