package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ihcattribution.boot.Daemon;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The audit: what was asked and answered, as files that a ledger row leads to. */
@WholeApplication
class AuditTest {

    @TempDir
    Path folder;

    private Shop shop;

    @BeforeEach
    void open() {
        shop = Shop.empty(folder).singles(3, "2026-01-02");
    }

    @Test
    void keepsEachRequestAndAnswerNamedByRunBatchAndAttempt() throws IOException {
        try (IhcServer server = IhcServer.answering((number, request) -> number == 1
                ? IhcServer.Reply.text(500, "unwell")
                : IhcServer.Reply.json(200, IhcServer.equalShares(request)))) {

            assertThat(audited(server).once().status()).isZero();

            String run = shop.cell("select run_id from ihc_run");
            assertThat(files()).containsExactly(
                    run + "/batch-000001-attempt-1-answer.json.gz", run + "/batch-000001-attempt-1-request.json.gz",
                    run + "/batch-000001-attempt-2-answer.json.gz", run + "/batch-000001-attempt-2-request.json.gz");
            assertThat(text(run + "/batch-000001-attempt-1-answer.json.gz")).isEqualTo("unwell");
            JsonNode request = IhcServer.JSON.readTree(text(run + "/batch-000001-attempt-2-request.json.gz"));
            assertThat(request).isEqualTo(server.requests().get(1).body());
            JsonNode answer = IhcServer.JSON.readTree(text(run + "/batch-000001-attempt-2-answer.json.gz"));
            assertThat(answer.get("value")).hasSize(3);
            for (String file : files()) {
                assertThat(text(file)).doesNotContain("test-key");
            }
        }
    }

    @Test
    void isOffUnlessAskedFor() throws IOException {
        try (IhcServer server = IhcServer.givingEqualShares()) {
            assertThat(audited(server).with("ihc.audit.enabled", "false").once().status()).isZero();

            assertThat(files()).isEmpty();
        }
    }

    @Test
    void anAuditThatCannotBeWrittenLosesNoAnswer() throws IOException {
        Files.writeString(folder.resolve("audit"), "a file where the folder should be");
        try (IhcServer server = IhcServer.givingEqualShares()) {
            assertThat(audited(server).once().status()).isZero();

            assertThat(server.requests()).hasSize(1);
            assertThat(shop.cell("select count(*) from ihc_journey where state = 'attributed'")).isEqualTo("3");
        }
    }

    /** Each request and answer is of its own batch, whoever asked for the run and whatever is in flight beside it. */
    @Test
    void ofManyBatchesInFlightEachFileHoldsWhatItsNameSays() throws IOException {
        shop.singles(200, "2026-01-03", "d");
        try (IhcServer server = IhcServer.answering((number, request) -> IhcServer.Reply.json(200,
                IhcServer.equalShares(request).put("message", "answer to " + request.journeys().keySet())));
                Daemon daemon = audited(server).with("ihc.batch.max-journeys", "1").with("ihc.api.concurrency", "8")
                        .with("ihc.trigger.settle", "50ms").daemon()) {
            Files.writeString(application().trigger("all.json"), "{\"start_date\": \"2026-01-03\"}");
            Await.until("the run is done", () -> Files.exists(application().trigger(".done/all.json")));

            String run = shop.cell("select run_id from ihc_run");
            assertThat(files()).hasSize(400).allMatch(file -> file.matches(run + "/batch-\\d{6}-attempt-1-.*"));
            Map<String, JsonNode> sent = new HashMap<>();
            server.requests().forEach(request -> sent.put(request.journeys().keySet().toString(), request.body()));
            assertThat(sent).hasSize(200);
            for (String row : shop.rows("select batch_no, conv_id from ihc_journey where conv_id like 'd%'")) {
                String batch = String.format("%s/batch-%06d-attempt-1-", run, Integer.parseInt(row.split("\\|")[0]));
                String journey = "[" + row.split("\\|")[1] + "]";
                assertThat(json(batch + "request.json.gz")).as(row).isEqualTo(sent.get(journey));
                assertThat(json(batch + "answer.json.gz").get("message").asText()).isEqualTo("answer to " + journey);
            }
        }
        assertThat(foldersBelow("audit")).as("a folder a run").hasSize(2);
    }

    /** @param left the pages that are left on the disk; a request takes several */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 12, 14})
    void onAFullDiskAFileIsWholeOrAbsentAndTheRunGoesOn(int left) throws Exception {
        Random random = new Random(left);
        for (int i = 1; i <= 12; i++) {
            byte[] noise = new byte[12_000];
            random.nextBytes(noise);
            shop.session("t" + i, "u" + i, "2026-01-04 10:00:00", HexFormat.of().formatHex(noise), 1)
                    .conversion("e" + i, "u" + i, "2026-01-04 11:00:00", 10);
        }
        try (SmallDisk disk = SmallDisk.at(folder.resolve("audit"));
                IhcServer server = IhcServer.givingEqualShares();
                LogLines log = LogLines.open()) {
            disk.fill(left);

            assertThat(audited(server).with("ihc.batch.max-journeys", "1").once().status()).isZero();

            assertThat(shop.cell("select count(*) from ihc_journey where state = 'attributed'")).isEqualTo("15");
            assertThat(log.text()).containsOnlyOnce("the audit of run").contains("No space left on device");
            disk.empty();
            for (String file : files()) {
                assertThat(file).doesNotContain(".writing");
                assertThat(json(file).isObject()).as(file).isTrue();
            }
        }
    }

    private JsonNode json(String file) throws IOException {
        return IhcServer.JSON.readTree(text(file));
    }

    private List<Path> foldersBelow(String name) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(name))) {
            return files.filter(Files::isDirectory).toList();
        }
    }

    private Application application() {
        return Application.in(folder);
    }

    private Application audited(IhcServer server) {
        return Application.in(folder).calling(server).with("ihc.audit.enabled", "true")
                .with("ihc.audit.dir", folder.resolve("audit").toString());
    }

    private List<String> files() throws IOException {
        Path audit = folder.resolve("audit");
        if (!Files.isDirectory(audit)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(audit)) {
            return files.filter(Files::isRegularFile).map(file -> audit.relativize(file).toString()).sorted().toList();
        }
    }

    private String text(String file) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(folder.resolve("audit").resolve(file)))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
