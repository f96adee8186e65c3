package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.ihcattribution.boot.Daemon;
import io.ihcattribution.routes.IhcServer.Reply;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API's key is sent, and nowhere shown; and what others write passes for no line of ours. */
@WholeApplication
class KeyTest {

    private static final String KEY = "sk_live_0123456789";

    @TempDir
    Path folder;

    private final IhcServer server = IhcServer.givingEqualShares();
    private Shop shop;

    @BeforeEach
    void open() {
        shop = Shop.empty(folder).singles(3, "2026-01-02");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void noFileNoReasonAndNoAnswerShowsItWhereTheApiRepeatsIt() throws Exception {
        server.behave((number, request) -> Reply.json(206, IhcServer.JSON.createObjectNode().put("statusCode", 206)
                .put("message", "key " + KEY).set("partialFailureErrors", IhcServer.JSON.createArrayNode()
                        .add(IhcServer.JSON.createObjectNode().put("conversion_id", "c0001").put("error",
                                "no " + KEY)))));
        Application application = application(KEY).with("ihc.audit.enabled", "true")
                .with("ihc.audit.dir", folder.resolve("reports/audit").toString());
        try (Daemon daemon = application.daemon(); LogLines log = LogLines.open()) {
            Files.writeString(application.trigger("a.json"), "");
            Await.until("it is done", () -> Files.exists(application.trigger(".done/a.json"))
                    || Files.exists(application.trigger(".failed/a.json")));
        }

        assertThat(shop.cell("select reason from ihc_journey where conv_id = 'c0001'")).contains("no ***");
        assertThat(filesWith(KEY)).isEmpty();
        assertThat(application.explain("--channel", "Search", "--date", "2026-01-02").out()).doesNotContain(KEY);
    }

    @Test
    void anApiThatIsUnwellOrRefusesShowsItNeither() throws Exception {
        for (Reply reply : List.of(Reply.text(403, "no: " + KEY), Reply.text(200, KEY), Reply.text(503, KEY),
                Reply.text(400, "x".repeat(290) + " " + KEY + " " + KEY))) {
            server.behave((number, request) -> reply);
            try (LogLines log = LogLines.open()) {
                Application.Result result = application(KEY).with("ihc.api.give-up-after", "50ms").once();

                assertThat(result.out() + result.err() + log.text()).as("%s", reply).contains("***").doesNotContain(KEY)
                        .doesNotContain(KEY.substring(0, 8));
            }
        }
        assertThat(filesWith(KEY)).isEmpty();
    }

    @Test
    void aTriggerOrAnArgumentThatHoldsItIsRefused() throws Exception {
        Application application = application(KEY).with("ihc.trigger.settle", "50ms");
        try (Daemon daemon = application.daemon(); LogLines log = LogLines.open()) {
            Files.writeString(application.trigger("a.yaml"), KEY + "\n");
            Files.writeString(application.trigger("b.json"), "{\"conv_type_id\": \"" + KEY + "\"}");
            for (String name : List.of("a.yaml", "b.json")) {
                Path error = application.trigger(".failed/" + name + ".error.txt");
                Await.until(name + " is refused", () -> Files.exists(error));
                assertThat(error).content().startsWith("it holds the API's key");
            }
            assertThat(log.text()).doesNotContain(KEY);
        }
        assertThat(application.once("--conv-type-id", KEY).err()).contains("an argument holds the API's key")
                .doesNotContain(KEY);
        assertThat(server.requests()).isEmpty();
        assertThat(shop.rows("select * from ihc_run")).isEmpty();
    }

    @Test
    void aKeyThatIsAWordTakesNoWordOutOfASentence() {
        server.behave((number, request) -> Reply.text(400, "{\"message\": \"the embedded list is empty\"}"));
        try (LogLines log = LogLines.open()) {
            application("embedded").once();

            assertThat(shop.cell("select distinct reason from ihc_journey")).contains("the embedded list is empty");
            assertThat(log.text()).contains("ihc.api.key is short or a word");
        }
    }

    /** As it is written, whoever logs it: names of files, the API's words, values. */
    @Test
    void aLineOfTheLogIsOneLineAndWithoutTheKey() throws Exception {
        server.behave((number, request) -> Reply.text(403, "no\u001b[31m\nFORGED by the API"));
        Process process = Product.in(folder, server.url()).with("ihc.api.key", KEY).start();
        Path log = folder.resolve("product.log");
        Path triggers = folder.resolve("triggers");
        try {
            Await.until("it is ready", () -> Application.read(log).contains("ready: "));
            Files.writeString(triggers.resolve("forged.json"), "{\"mode\": \"a\\nFORGED by a value\\u001b[31m\"}");
            Files.writeString(triggers.resolve("steps.properties"), "steps = \\u000aFORGED by a step\n");
            Files.writeString(triggers.resolve(KEY + ".json"), "");
            Files.writeString(triggers.resolve("long.yaml"), "mode: " + "x".repeat(900_000));
            Files.writeString(triggers.resolve("run.json"), "");
            for (String name : List.of("forged.json", "steps.properties", KEY + ".json", "long.yaml", "run.json")) {
                Await.until(name + " is dealt with", () -> Files.exists(triggers.resolve(".failed/" + name)));
            }
        } finally {
            Product.kill(process);
        }

        assertThat(Application.read(log)).doesNotContain(KEY, "\u001b").contains("trigger ***.json goes to .failed",
                "a\\nFORGED by a value\\u001b[31m").doesNotContainPattern("(?m)^FORGED");
        assertThat(Application.read(log).lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(1_000));
        assertThat(triggers.resolve(".failed/forged.json.error.txt")).content()
                .startsWith("mode: \"a\\nFORGED by a value\\u001b[31m\" is not one of").hasLineCount(1);
        assertThat(triggers.resolve(".failed/long.yaml.error.txt")).content()
                .startsWith("mode: \"" + "x".repeat(120) + "\u2026\" is not one of");
        assertThat(shop.cell("select reason from ihc_run")).contains("no\\u001b[31m FORGED by the API");
    }

    private Application application(String key) {
        return Application.in(folder).calling(server).with("ihc.api.key", key).with("ihc.trigger.settle", "50ms");
    }

    /** The files below the test's folder that show a text, the ledger and compressed ones included. */
    private List<String> filesWith(String text) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).filter(file -> shows(file, text)).map(Path::toString).toList();
        }
    }

    private static boolean shows(Path file, String text) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            byte[] plain = file.toString().endsWith(".gz")
                    ? new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes() : bytes;
            return new String(plain, StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
