package io.ihcattribution.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a start is given becomes checked records, or one list of all that is wrong with it. */
class SettingsTest {

    @TempDir
    private Path folder;

    @Test
    void theDefaultsAreUsable() {
        Settings settings = read();

        assertThat(settings.api().isEmbedded()).isTrue();
        assertThat(settings.api().retryDelay()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.batch().limits().maxSessions()).isEqualTo(3_000);
        assertThat(settings.poll().endpoint()).isEqualTo("scheduler:poll?delay=3600000&initialDelay=3600000");
        assertThat(settings.quality().limits().warnPercent()).hasValue(1);
        assertThat(settings.quality().limits().stopPercent()).isEqualTo(OptionalDouble.empty());
        assertThat(settings.redistribution().text()).isEmpty();
        assertThat(settings.channels().file()).isNull();
        assertThat(settings.texts().get("camel.main.name")).isEqualTo("ihc-attribution");
    }

    @Test
    void sourceAndLedgerAreGivenAsTheyAreSet() {
        assertThat(List.of(read().source().url(), read().ledger().url())).containsExactly("", "");
        Settings apart = read("ihc.source.url=jdbc:sqlite:a.db", "ihc.db.url=jdbc:sqlite:b.db");
        assertThat(apart.source().url()).isEqualTo("jdbc:sqlite:a.db");
        assertThat(apart.ledger().url()).isEqualTo("jdbc:sqlite:b.db");
    }

    @Test
    void allFaultsAreToldInOneRound() throws IOException {
        Files.writeString(folder.resolve(Settings.FILE), "ihc.batch.size = 5\nihc.batch.max-journeys = 101\n");

        assertThat(faults("ihc.api.retry-dealy=1s", "ihc.api.retry-delay=soon",
                "ihc.api.url=https://api.example/compute_ihc",
                "ihc.quality.warn-kinds=no-such:1", "ihc.quality.stop-kinds=bad-flag",
                "ihc.redistribution.closer.receive-threshold=2", "ihc.types.values=a", "ihc.types.column=",
                "ihc.models.position-first=0.7", "ihc.embedded.faults=500:0.1", "ihc.poll.cron=daily",
                "ihc.api.conv-type-id={{env:NOT_SET}}", "camel.main.routes-include-pattern=file:no-such-folder/*.yaml"))
                .hasSize(16)
                .anyMatch(fault -> fault.matches("ihc.batch.size \\(.*application.properties\\) is not a setting.*"))
                .anyMatch(fault -> fault.contains("ihc.api.retry-dealy (the command line) is not a setting"))
                .contains("ihc.batch.max-journeys: \"101\" is not usable; expected a whole number from 1 to 100",
                        "ihc.api.retry-delay: \"soon\" is not usable; expected a duration with its unit, such as "
                                + "500ms, 20s, 1h",
                        "ihc.redistribution.closer.receive-threshold: \"2\" is not usable; "
                                + "expected a number from 0 to 1")
                .anyMatch(fault -> fault.startsWith("ihc.api.key: is empty, but ihc.api.url names the API"))
                .anyMatch(fault -> fault.startsWith("ihc.quality.warn-kinds: \"no-such:1\""))
                .anyMatch(fault -> fault.startsWith("ihc.quality.stop-kinds: \"bad-flag\""))
                .anyMatch(fault -> fault.startsWith("ihc.types.values: \"a\""))
                .anyMatch(fault -> fault.startsWith("ihc.models.position-first and ihc.models.position-last must"))
                .anyMatch(fault -> fault.startsWith("ihc.embedded.faults: is set, but ihc.api.url names another API"))
                .anyMatch(fault -> fault.startsWith("ihc.poll.cron: \"daily\""))
                .anyMatch(fault -> fault.contains("the environment variable NOT_SET that it names is not set"))
                .anyMatch(fault -> fault.startsWith("ihc.api.conv-type-id: \"\" is not usable"))
                .anyMatch(fault -> fault.startsWith("no routes found at "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ihc.report.dir", "ihc.trigger.dir", "ihc.audit.dir", "ihc.console.host",
            "ihc.batches.endpoint", "ihc.embedded.parameters-dir", "ihc.poll.period", "ihc.report.time-zone",
            "ihc.freshness.unfinished",
            "ihc.journey.oversize", "ihc.audit.enabled", "ihc.quality.warn-percent",
            "ihc.redistribution.holder.direction"})
    void whatHasADefaultMustNotBeEmpty(String key) {
        assertThat(faults(key + "=")).singleElement().asString().startsWith(key + ": \"\" is not usable; expected ");
    }

    @ParameterizedTest
    @CsvSource({"ihc.poll.period, 0s", "ihc.poll.period, 5", "ihc.models.half-life-days, NaN",
            "ihc.models.markov-order, 6",
            "ihc.freshness.complete-after, 25:00", "ihc.quality.stop-percent, -1", "ihc.db.url, jdbc:mysql:x",
            "ihc.source.url, shop.db", "ihc.api.url, ftp://a.example/x",
            "ihc.console.port, 65536", "ihc.channels.unmatched, Keep"})
    void refusesWhatCannotBe(String key, String text) {
        assertThat(faults(key + "=" + text)).singleElement().asString().startsWith(key + ": \"" + text + "\"");
    }

    @Test
    void camelsOwnKeysOfAProxySayWhichIsMeant() {
        assertThat(faults("camel.component.https.proxy-host=a.example", "camel.component.http.proxyPort=1")).hasSize(2)
                .allMatch(fault -> fault.endsWith("the proxy is ihc.api.proxy"));
    }

    @ParameterizedTest
    @CsvSource({"ihc.api.url, https://me:s3cret@a.example/x, ***@a.example/x",
            "ihc.api.url, https://me:s3/cr?et@a.example, ***@a.example",
            "ihc.api.url, https://a.example/x?key=s3cret, https://a.example/x?***",
            "ihc.api.url, me:s3cret@a.example, ***@a.example",
            "ihc.api.proxy, http://me:s3cret@a.example:1, ***@a.example:1",
            "ihc.api.proxy, https://a.example:1, https://a.example:1"})
    void whatIsRefusedIsToldWithoutUserPasswordAndQuery(String key, String text, String told) {
        assertThat(faults(key + "=" + text)).singleElement().asString().contains(told, "; expected ")
                .doesNotContain("s3", "cret");
    }

    @Test
    void theEnvironmentIsNamedInTheFileOrGivesAKeyItself() throws IOException {
        Files.writeString(folder.resolve(Settings.FILE),
                "ihc.api.conv-type-id = {{env:TYPE}}-{{env:NOT_SET:x}}\nihc.report.dir = from-the-file\n");

        Settings settings = Settings.read(folder,
                Map.of("TYPE", "a$b", "IHC_REPORT_DIR", "from-the-environment"), Map.of());

        assertThat(settings.api().convTypeId()).isEqualTo("a$b-x");
        assertThat(settings.report().dir()).isEqualTo(Path.of("from-the-environment"));
    }

    @Test
    void theKeyIsInNoTextAndAnyKeyIsSentWhereNoneIsNeeded() throws IOException {
        Files.writeString(folder.resolve("key"), "k-of-the-file\n");
        Settings settings = read("ihc.api.key=s3cret");

        assertThat(settings.api().sentKey()).isEqualTo("s3cret");
        assertThat(settings.texts().toString() + settings.shown("", "") + settings).doesNotContain("s3cret");
        assertThat(read("ihc.api.key-file=" + folder.resolve("key")).api().sentKey()).isEqualTo("k-of-the-file");
        assertThat(faults("ihc.api.key=s3cret with a space")).singleElement().asString().doesNotContain("s3cret");
        assertThat(faults("ihc.api.key-file=" + folder)).singleElement().asString().contains("a file that can be read");
        assertThat(read().api().sentKey()).isNotEmpty();
        // Where somebody writes the key in the place of its file.
        assertThat(faults("ihc.api.key-file=sk_live_0123456789")).singleElement().asString().doesNotContain("sk_live");
    }

    @Test
    void aByteOrderMarkIsNoPartOfAKey() throws IOException {
        Files.writeString(folder.resolve(Settings.FILE), "\uFEFFihc.report.dir = marked\n");
        Files.writeString(folder.resolve("key"), "\uFEFFk-of-the-file\r\n");

        Settings settings = read("ihc.api.key-file=" + folder.resolve("key"));

        assertThat(settings.report().dir()).isEqualTo(Path.of("marked"));
        assertThat(settings.api().sentKey()).isEqualTo("k-of-the-file");
    }

    @Test
    void aFileThatIsNoTextOrHasAKeyTwiceStopsTheStart() throws IOException {
        Path file = folder.resolve(Settings.FILE);
        Files.writeString(file, "ihc.report.dir = a\nihc.trigger.dir = t\nihc.report.dir = b\n");
        assertThat(faults()).singleElement().asString()
                .isEqualTo("ihc.report.dir (" + file + "): is there twice; expected it once");

        Files.write(file, "\uFEFFihc.report.dir = a\n".getBytes(StandardCharsets.UTF_16LE));
        assertThat(faults()).singleElement().asString()
                .isEqualTo(file + " (line 1) is text in UTF-16; expected text in UTF-8");

        Files.write(file, "\n# caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(faults()).singleElement().asString().isEqualTo(file + " (line 2) is not text in UTF-8");

        Files.delete(file);
        Files.write(folder.resolve("key"), "\uFEFFkey\n".getBytes(StandardCharsets.UTF_16LE));
        assertThat(faults("ihc.api.key-file=" + folder.resolve("key"))).singleElement().asString()
                .contains("a file that can be read and holds the API's key as text in UTF-8");
    }

    @Test
    void aByteOrderMarkInARouteFileStopsTheStart() throws IOException {
        Path routes = Files.createDirectories(folder.resolve("routes"));
        Files.writeString(routes.resolve("run.camel.yaml"), "\uFEFF- route:\n");
        Files.writeString(routes.resolve("plan.camel.yaml"), "- route:\n");

        assertThat(faults("camel.main.routes-include-pattern=file:" + routes + "/*.yaml")).singleElement().asString()
                .contains("run.camel.yaml begins with a byte order mark", "expected text in UTF-8 without");
    }

    @Test
    void aPasswordInTheEndpointOfABrokerIsNotShown() {
        Settings settings = read("ihc.batches.endpoint=jms:batches?username=me&password=s3cret&concurrentConsumers=4");

        assertThat(settings.shown("", "").get("ihc.batches.endpoint"))
                .isEqualTo("jms:batches?username=me&password=***&concurrentConsumers=4");
        assertThat(settings.texts().get("ihc.batches.endpoint")).contains("s3cret");
    }

    @Test
    void onlyAStartThatRunsRoutesNeedsTheirFolder() {
        Map<String, String> none = Map.of("camel.main.routes-include-pattern", "file:no-such-folder/*.yaml");

        assertThat(Settings.read(folder, Map.of(), none, false).report().dir()).isEqualTo(Path.of("reports"));
        assertThatThrownBy(() -> Settings.read(folder, Map.of(), none)).isInstanceOf(InvalidSettings.class)
                .hasMessageContaining("no routes found at ");
    }

    private Settings read(String... settings) {
        Map<String, String> overrides = new TreeMap<>();
        Arrays.stream(settings).map(setting -> setting.split("=", 2))
                .forEach(parts -> overrides.put(parts[0], parts[1]));
        return Settings.read(folder, Map.of(), overrides);
    }

    private List<String> faults(String... settings) {
        try {
            read(settings);
            return List.of();
        } catch (InvalidSettings e) {
            return e.getMessage().lines().toList();
        }
    }
}
