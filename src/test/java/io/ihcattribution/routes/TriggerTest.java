package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ihcattribution.boot.Daemon;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that are dropped into the daemon's folder. */
@Timeout(120)
@WholeApplication
class TriggerTest {

    @TempDir
    Path folder;

    private Shop shop;
    private IhcServer server;
    private Application application;

    @BeforeEach
    void open() {
        shop = Shop.empty(folder)
                .session("s1", "u1", "2026-01-01 10:00:00", "Search", 2)
                .conversion("c1", "u1", "2026-01-02 11:00:00", 100)
                .session("s2", "u2", "2026-02-01 10:00:00", "Email", 1)
                .conversion("c2", "u2", "2026-02-02 11:00:00", 30);
        server = IhcServer.givingEqualShares();
        application = Application.in(folder).calling(server).with("ihc.trigger.settle", "50ms");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void startsARunFromEveryKindOfFileAndLeavesTheResultBesideIt() throws IOException {
        try (Daemon daemon = application.daemon()) {
            drop("window.json", "{\"start_date\": \"2026-01-01\", \"end_date\": \"2026-01-31\"}");
            JsonNode json = done("window.json");
            assertThat(json.get("trigger").asText()).isEqualTo("window.json");
            assertThat(json.get("state").asText()).isEqualTo("completed");
            assertThat(json.get("source").asText()).isEqualTo("trigger");
            assertThat(json.get("start_date").asText()).isEqualTo("2026-01-01");
            assertThat(json.get("counts").get("conversions").asInt()).isEqualTo(1);
            assertThat(server.requests()).hasSize(1);
            assertThat(server.requests().get(0).journeys().keySet()).containsExactly("c1");
            assertThat(application.hasReport("channel_reporting_2026-01-01_2026-01-31.csv")).isTrue();
            assertThat(application.hasReport("channel_reporting.csv")).isTrue();

            drop("full.YAML", "mode: full\nstart_date: 2026-01-01\nend_date: 2026-01-31\nconv_type_id: returning\n");
            JsonNode yaml = done("full.YAML");
            assertThat(yaml.get("mode").asText()).isEqualTo("full");
            assertThat(yaml.get("conv_type_id").asText()).isEqualTo("returning");
            assertThat(server.requests()).hasSize(2);
            assertThat(server.requests().get(1).query()).isEqualTo("conv_type_id=returning");

            drop("february.properties", "start_date = 2026-02-01\nmode = incremental\n");
            assertThat(done("february.properties").get("counts").get("requests").asInt()).isEqualTo(1);
            assertThat(server.requests().get(2).journeys().keySet()).containsExactly("c2");

            drop("empty.yml", "");
            JsonNode empty = done("empty.yml");
            assertThat(empty.get("counts").get("conversions").asInt()).isEqualTo(2);
            assertThat(empty.get("mode").asText()).isEqualTo("incremental");
            assertThat(empty.get("steps").asText()).isEqualTo("attribute,report");
            assertThat(empty.has("start_date")).isFalse();
        }
        assertThat(names(".")).as("nothing stays in the folder, nor claimed").isEmpty();
        assertThat(names(".running")).isEmpty();
        assertThat(names(".failed")).isEmpty();
    }

    @Test
    void aFileThatAsksWhatCannotBeDoneEndsInFailedWithASentenceThatNamesTheKey() throws IOException {
        try (Daemon daemon = application.daemon()) {
            drop("key.json", "{\"start_dat\": \"2026-01-01\"}");
            drop("date.yaml", "start_date: 2026-02-30\n");
            drop("order.properties", "start_date=2026-02-01\nend_date=2026-01-01\n");
            drop("unreadable.json", "{\"mode\": ");
            drop("list.json", "[1, 2]");
            drop("mode.json", "{\"mode\": \"fast\"}");
            drop("steps.json", "{\"steps\": [\"attribute\", \"publish\"]}");
            drop("type.json", "{\"conv_type_id\": {\"name\": \"x\"}}");
            drop("twice.json", "{\"mode\": \"full\", \"mode\": \"incremental\"}");
            drop("twice.yaml", "mode: full\nmode: incremental\n");
            drop("twice.properties", "mode=full\nmode=incremental\n");
            drop("documents.json", "{\"mode\": \"full\"} {\"mode\": \"incremental\"}");
            drop("documents.yaml", "mode: full\n---\nmode: incremental\n");
            drop("null.json", "null");
            drop("null.yml", "null\n");
            drop("wide.json", "\uFEFF{\"mode\": \"full\"}".getBytes(StandardCharsets.UTF_16BE));
            drop("wide.properties", "mode=full\n".getBytes(StandardCharsets.UTF_16LE));
            drop("latin.yaml", "conv_type_id: B\u00fcro\n".getBytes(StandardCharsets.ISO_8859_1));

            assertThat(failed("key.json")).contains("start_dat\"", "start_date, end_date, conv_type_id, mode, steps");
            assertThat(failed("date.yaml")).contains("start_date", "2026-02-30", "YYYY-MM-DD");
            assertThat(failed("order.properties")).contains("end_date 2026-01-01", "before start_date 2026-02-01");
            assertThat(failed("unreadable.json")).contains("cannot be read", "start_date, end_date");
            assertThat(failed("list.json")).contains("not a JSON object");
            assertThat(failed("mode.json")).contains("mode", "fast", "incremental, full, dry-run");
            assertThat(failed("steps.json")).contains("steps", "publish", "attribute, report");
            assertThat(failed("type.json")).contains("conv_type_id");
            assertThat(failed("twice.json")).contains("mode");
            assertThat(failed("twice.yaml")).contains("mode");
            assertThat(failed("twice.properties")).isEqualTo("mode: is there twice; expected it once\n");
            assertThat(failed("documents.json")).startsWith("it has more than one document; expected one");
            assertThat(failed("documents.yaml")).startsWith("it has more than one document; expected one");
            assertThat(failed("null.json"))
                    .startsWith("it is null, and not a JSON object; expected the keys start_date");
            assertThat(failed("null.yml"))
                    .startsWith("it is null, and not a YAML object; expected the keys start_date");
            assertThat(failed("wide.json")).startsWith("it is text in UTF-16; expected text in UTF-8");
            assertThat(failed("wide.properties")).startsWith("it has bytes of zero, as text in UTF-16 has");
            assertThat(failed("latin.yaml")).isEqualTo("it is not text in UTF-8\n");
        }
        assertThat(server.requests()).isEmpty();
        assertThat(shop.rows("select * from ihc_run")).isEmpty();
        assertThat(application.reportFiles()).isEmpty();
        assertThat(names(".done")).isEmpty();
    }

    @Test
    void aRunThatFailsEndsInFailedAndTheNextFileRuns() throws IOException {
        server.behave((number, request) -> number == 1
                ? IhcServer.Reply.text(403, "{\"message\": \"Forbidden\"}")
                : IhcServer.Reply.json(200, IhcServer.equalShares(request)));
        try (Daemon daemon = application.daemon()) {
            drop("first.json", "{}");
            assertThat(failed("first.json")).contains("ihc.api.key", "403", "Forbidden");
            assertThat(application.reportFiles()).isEmpty();
            assertThat(shop.cell("select state from ihc_run")).isEqualTo("failed");

            drop("second.json", "{}");
            assertThat(done("second.json").get("counts").get("attributed").asInt()).isEqualTo(2);
        }
    }

    /** The fault comes through routes with error handlers, which mark it as dealt with. */
    @Test
    void aReportThatDoesNotReconcileEndsInFailed() throws IOException {
        try (Daemon daemon = application.daemon()) {
            drop("good.json", "");
            done("good.json");
            shop.execute("update attribution_customer_journey set ihc = 1.3 where conv_id = 'c1'");

            drop("off.json", "{\"steps\": \"report\"}");

            assertThat(failed("off.json")).contains("do not sum to 1");
        }
    }

    @Test
    void severalFilesQueueUpInTheOrderOfArrival() throws IOException, InterruptedException {
        CountDownLatch all = new CountDownLatch(1);
        server.behave((number, request) -> {
            try {
                all.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            return IhcServer.Reply.json(200, IhcServer.equalShares(request));
        });
        try (Daemon daemon = application.daemon()) {
            drop("z.json", "{\"end_date\": \"2026-01-31\"}");
            Await.until("the first run is under way", () -> server.requests().size() == 1);
            // By time, not by name; a file's time may be as coarse as a second.
            drop("m.json", "{\"mode\": \"full\", \"start_date\": \"2026-02-01\"}", 10);
            drop("a.json", "{}", 20);
            all.countDown();

            done("z.json");
            done("m.json");
            done("a.json");
        }
        assertThat(shop.rows("select trigger_name, state from ihc_run order by rowid"))
                .containsExactly("z.json|completed", "m.json|completed", "a.json|completed");
        assertThat(server.requests()).extracting(request -> List.copyOf(request.journeys().keySet()))
                .containsExactly(List.of("c1"), List.of("c2"));
    }

    @Test
    void aFileThatIsStillWrittenIsNotTaken() throws IOException {
        application.with("ihc.trigger.settle", "700ms");
        try (Daemon daemon = application.daemon()) {
            Files.createDirectories(folder.resolve("triggers"));
            Path file = application.trigger("slow.json");
            try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
                String text = "{\"start_date\": \"2026-01-01\", \"end_date\": \"2026-01-31\"}";
                // Written over more than one look of the watcher: half a file would be unreadable.
                for (int i = 0; i < text.length(); i++) {
                    out.write(text.charAt(i));
                    out.flush();
                    java.util.concurrent.locks.LockSupport.parkNanos(40_000_000);
                    assertThat(names(".failed")).isEmpty();
                }
            }
            assertThat(done("slow.json").get("end_date").asText()).isEqualTo("2026-01-31");
        }
    }

    @Test
    void stepsOfATriggerRunApart() throws IOException {
        try (Daemon daemon = application.daemon()) {
            drop("attribute.json", "{\"steps\": \"attribute\"}");
            assertThat(done("attribute.json").get("counts").get("attributed").asInt()).isEqualTo(2);
            assertThat(application.hasReport("channel_reporting.csv")).isFalse();
            assertThat(server.requests()).hasSize(1);

            drop("report.json", "{\"steps\": [\"report\"]}");
            assertThat(done("report.json").get("report").get("totals").get("ihc").asDouble()).isEqualTo(2);
            assertThat(application.hasReport("channel_reporting.csv")).isTrue();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void aFileThatWasClaimedWhenTheProcessDiedIsTakenAgain() throws IOException {
        Files.createDirectories(folder.resolve("triggers").resolve(".running"));
        Files.writeString(application.trigger(".running/claimed.json"), "{}");

        try (Daemon daemon = application.daemon()) {
            assertThat(done("claimed.json").get("state").asText()).isEqualTo("completed");
        }
    }

    /** Each of these once killed or blocked the watch, or was left without a word. */
    @Test
    void whatIsNoFileOrTooLargeIsRefusedUnreadAndTheNextFileRuns() throws Exception {
        Path key = Files.writeString(folder.resolve("key"), "sk_live_0123456789");
        try (Daemon daemon = application.daemon(); LogLines log = LogLines.open()) {
            sh("mkfifo triggers/pipe.json");
            sh("mkdir triggers/folder.json");
            sh("ln -s /dev/zero triggers/device.json");
            sh("printf '{}' > triggers/$(printf 'b\\374cher').json");
            sh("printf '{}' > \"triggers/$(printf 'two\\nlines').json\"");
            Files.createSymbolicLink(application.trigger("link.yaml"), key);
            drop("large.json", " ".repeat(1_000_001));
            drop("n".repeat(235) + ".json", "{}");
            try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                socket.bind(UnixDomainSocketAddress.of(application.trigger("socket.json")));
            }

            assertThat(failed("pipe.json")).isEqualTo(
                    "it is a pipe, a socket or a device; expected a file of at most 1 MB with the keys of a run\n");
            assertThat(failed("socket.json")).startsWith("it is a pipe, a socket or a device");
            assertThat(failed("folder.json")).startsWith("it is a folder; expected a file");
            assertThat(failed("device.json")).startsWith("it is a link; expected a file");
            assertThat(failed("link.yaml")).startsWith("it is a link; expected a file");
            assertThat(failed("large.json")).startsWith("it has 1,000,001 bytes; expected a file of at most 1 MB");
            assertThat(refusal("n".repeat(200)))
                    .isEqualTo("its name is longer than 200 bytes; expected a shorter one\n");
            assertThat(refusal("b_cher.json")).startsWith("its name is not plain text in ");
            assertThat(refusal("two_lines.json")).startsWith("its name is not plain text in ");
            assertThat(log.text()).contains("trigger pipe.json is refused and goes to .failed: it is a pipe",
                    "trigger two\\nlines.json is refused").doesNotContain("sk_live");
            assertThat(log.text().lines().filter(line -> line.contains("is refused"))).hasSize(9);
            drop("good.json", "{}");
            done("good.json");
        }
        assertThat(names(".")).isEmpty();
        assertThat(names(".failed")).noneMatch(name -> name.startsWith(".writing"));
    }

    @Test
    void aFolderThatIsNoneIsSaidAndOneThatHasGoneIsMadeAgain() throws IOException {
        try (Daemon daemon = application.daemon(); LogLines log = LogLines.open()) {
            Path triggers = folder.resolve("triggers");
            // Between the two the watch may make it again.
            Await.until("it is a file", () -> {
                Files.deleteIfExists(triggers);
                try {
                    Files.writeString(triggers, "a file", StandardOpenOption.CREATE_NEW);
                    return true;
                } catch (IOException e) {
                    return false;
                }
            });
            Await.until("it is said", () -> log.text().contains("the watch for triggers waits"));
            assertThat(log.text()).contains("the watch for triggers waits for the trigger folder", triggers
                    + " is a file; expected a folder", "ihc.trigger.dir");

            Files.delete(triggers);
            Await.until("it is back", () -> log.text().contains("the trigger folder is back"));
            assertThat(log.text()).contains("was gone and is made again");
            drop("good.json", "{}");
            done("good.json");
        }
    }

    @Test
    void aByteOrderMarkIsNoPartOfAKey() throws IOException {
        try (Daemon daemon = application.daemon()) {
            for (String name : List.of("a.json", "b.yaml", "c.properties")) {
                drop(name, "\uFEFF" + (name.endsWith("json") ? "{\"mode\": \"dry-run\"}"
                        : name.endsWith("yaml") ? "mode: dry-run" : "mode=dry-run"));

                assertThat(done(name).get("mode").asText()).isEqualTo("dry-run");
            }
            drop("d.json", "\uFEFF");
            assertThat(done("d.json").get("mode").asText()).as("an empty one").isEqualTo("incremental");
        }
    }

    @Test
    void aNameAsLongAsAllowedHasItsResult() throws IOException {
        try (Daemon daemon = application.daemon()) {
            String name = "n".repeat(195) + ".json";
            drop(name, "{}");

            assertThat(done(name).get("trigger").asText()).isEqualTo(name);
        }
        assertThat(names(".done")).hasSize(2);
    }

    /** It was told that its run is not done; the schedule, or another file, takes the run up. */
    @Test
    void aRunThatIsTakenUpLaterWritesTheResultOfItsTrigger() throws IOException {
        server.behave((number, request) -> IhcServer.Reply.text(503, ""));
        application.with("ihc.api.give-up-after", "300ms").with("ihc.api.breaker-calls", "1000");
        try (Daemon daemon = application.daemon()) {
            drop("first.json", "{\"start_date\": \"2026-02-01\"}");
            assertThat(failed("first.json")).contains("HTTP status 503",
                    "the run goes on after the next run or start, and its result is then in .done");
            String run = shop.cell("select run_id from ihc_run");
            server.behave((number, request) -> IhcServer.Reply.json(200, IhcServer.equalShares(request)));

            drop("second.json", "{\"steps\": \"report\"}");

            done("second.json");
            Await.until("the first is done", () -> names(".failed").isEmpty() && names(".done").size() == 4);
            assertThat(done("first.json").get("run_id").asText()).isEqualTo(run);
            assertThat(shop.rows("select trigger_name, state from ihc_run order by rowid"))
                    .containsExactly("first.json|completed", "second.json|completed");
            assertThat(names(".failed")).isEmpty();
        }
    }

    @Test
    void aTriggerThatCannotBePutAwayIsSaidAndTheNextFileRuns() throws IOException {
        try (Daemon daemon = application.daemon(); LogLines log = LogLines.open()) {
            Files.writeString(application.trigger(".done"), "a file in the place of the folder");
            drop("first.json", "{}");
            Await.until("it is said", () -> log.text().contains("cannot be moved"));
            assertThat(log.text()).contains("first.json.result.json cannot be written: ",
                    "trigger first.json cannot be moved to .done: ", "it stays in .running");
            assertThat(log.text()).doesNotContain("the watch for triggers waits", "\tat ");

            Files.delete(application.trigger(".done"));
            drop("second.json", "{}");
            done("second.json");
            assertThat(names(".running")).containsExactly("first.json");
        }
    }

    private void sh(String command) throws Exception {
        assertThat(new ProcessBuilder("sh", "-c", command).directory(folder.toFile()).start().waitFor()).isZero();
    }

    /** The sentence of a file that was refused before anybody read it. */
    private String refusal(String name) {
        Path error = application.trigger(".failed/" + name + ".error.txt");
        Await.until(name + " is refused", () -> Files.exists(error));
        return Application.read(error);
    }

    private void drop(String name, String text) throws IOException {
        drop(name, text, 0);
    }

    private void drop(String name, String text, int secondsLater) throws IOException {
        drop(name, text.getBytes(StandardCharsets.UTF_8), secondsLater);
    }

    private void drop(String name, byte[] text) throws IOException {
        drop(name, text, 0);
    }

    /** As a careful program does it: written elsewhere, then renamed. */
    private void drop(String name, byte[] text, int secondsLater) throws IOException {
        Path beside = Files.write(folder.resolve("beside.writing"), text);
        if (secondsLater != 0) {
            Files.setLastModifiedTime(beside, java.nio.file.attribute.FileTime.from(
                    java.time.Instant.now().minusSeconds(3_600 - secondsLater)));
        }
        Files.move(beside, application.trigger(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private JsonNode done(String name) throws IOException {
        Await.until(name + " is done", () -> Files.exists(application.trigger(".done/" + name))
                || Files.exists(application.trigger(".failed/" + name)));
        assertThat(names(".failed")).doesNotContain(name);
        ObjectNode result = (ObjectNode) IhcServer.JSON.readTree(Application.read(application.trigger(".done/" + name
                + ".result.json")));
        assertThat(result.get("run_id").asText()).isNotEmpty();
        return result;
    }

    /** The sentence beside a failed file. */
    private String failed(String name) throws IOException {
        Await.until(name + " has failed", () -> Files.exists(application.trigger(".failed/" + name + ".error.txt"))
                || Files.exists(application.trigger(".done/" + name)));
        assertThat(names(".done")).doesNotContain(name);
        String text = Application.read(application.trigger(".failed/" + name + ".error.txt"));
        assertThat(text.strip()).isNotEmpty().hasLineCount(1);
        return text;
    }

    private List<String> names(String below) throws IOException {
        Path path = application.trigger(below);
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (var files = Files.list(path)) {
            return files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
