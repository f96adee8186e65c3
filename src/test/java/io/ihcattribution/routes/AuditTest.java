package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
