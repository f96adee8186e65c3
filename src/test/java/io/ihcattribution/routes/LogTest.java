package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.ihcattribution.routes.IhcServer.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the log of the product says of a run: when, what, of what, and how many. */
@Timeout(120)
@WholeApplication
class LogTest {

    @TempDir
    Path folder;

    @Test
    void linesHaveTheDateTheTimeAndTheZoneAndNoNameOfAClassOrRoute() throws IOException {
        Shop.empty(folder).singles(3, "2026-01-01");
        try (IhcServer server = IhcServer.givingEqualShares()) {
            Files.createDirectories(folder.resolve("triggers"));
            Files.writeString(folder.resolve("triggers/a.json"), "{}");
            Process process = Product.in(folder, server.url()).environment("TZ", "Asia/Kolkata").start();
            Await.until("the trigger is done", () -> Files.exists(folder.resolve("triggers/.done/a.json")));
            process.destroy();
            Await.until("it ends", () -> !process.isAlive());

            List<String> lines = Application.read(folder.resolve("product.log")).lines()
                    .filter(line -> line.contains("INFO")).toList();
            assertThat(lines).anyMatch(line -> line.endsWith("trigger a.json goes to .done"));
            assertThat(lines).hasSizeGreaterThanOrEqualTo(4).allSatisfy(line -> assertThat(line)
                    .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\+05:30 INFO  [a-z0-9]+[ :].*"));
        }
    }

    @Test
    void theEndOfARunSaysWhatItCameTo() {
        Shop shop = Shop.empty(folder).singles(5, "2026-01-01");
        shop.conversion("c9998", "nobody", "2026-01-01 12:00:00", 10);
        try (IhcServer server = IhcServer.givingEqualShares(); LogLines log = LogLines.open()) {
            Application application = Application.in(folder).calling(server).with("ihc.batch.max-journeys", "2");

            assertThat(application.once().status()).isZero();

            assertThat(log.text()).containsPattern("INFO .* run \\S+ completed in \\d+\\.\\d s: 6 conversions: 5"
                    + " attributed, 1 without sessions, 0 failed, 0 rejected; journeys sent: 5, calls: 3; wrote "
                    + folder.resolve("reports/channel_reporting.csv"));
        }
    }

    @Test
    void aRunWithFailuresIsAWarningAndADryRunSaysWhatItWouldSend() {
        Shop.empty(folder).singles(3, "2026-01-01");
        try (IhcServer server = IhcServer.answering((number, request) -> request.journeys().containsKey("c0002")
                ? Reply.text(400, "{\"message\":\"no\"}") : Reply.json(200, IhcServer.equalShares(request)));
                LogLines log = LogLines.open()) {
            Application application = Application.in(folder).calling(server).with("ihc.batch.max-journeys", "1");

            assertThat(application.once("--mode", "dry-run").status()).isZero();
            assertThat(application.once().status()).isEqualTo(3);

            assertThat(log.text()).contains("would send 3 journeys in 3 calls")
                    .containsPattern(
                            "WARN .* completed in .* 3 conversions: 2 attributed, 0 without sessions, 1 failed");
        }
    }
}
