package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ihcattribution.routes.IhcServer.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The machine's clock is set back or forth by more than an outage may last, in the middle of one. The real process is
 * told another time by a small library that is put before the system's; a C compiler is needed for that.
 */
@WholeApplication
class ClockJumpTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {-3600, 3600})
    void neitherOutageNorBreakerNorRateNorScheduleGoByTheMachinesClock(int seconds) throws Exception {
        Path library = folder.resolve("clock_jump.so");
        assumeTrue(runs("cc", "-shared", "-fPIC", "-O1", "-o", library.toString(), "src/test/resources/clock_jump.c"),
                "no C compiler");
        Shop shop = Shop.empty(folder).singles(12, "2026-01-01");
        jump(0);
        try (IhcServer server = IhcServer.answering((number, request) -> {
            if (number == 4) {
                // In the time for which the breaker then is open.
                CompletableFuture.runAsync(() -> jump(seconds),
                        CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS));
            }
            return number == 3 || number == 4 ? Reply.text(503, "") : Reply.json(200, IhcServer.equalShares(request));
        })) {
            Process process = Product.in(folder, server.url()).with("ihc.batch.max-journeys", "2")
                    .with("ihc.api.concurrency", "1")
                    .with("ihc.api.requests-per-second", "2").with("ihc.api.breaker-calls", "2")
                    .with("ihc.api.breaker-open", "1s")
                    .with("ihc.api.give-up-after", "30m").with("ihc.poll.period", "500ms")
                    .with("ihc.poll.window-days", "0")
                    .environment("LD_PRELOAD", library.toString())
                    .environment("CLOCK_JUMP", folder.resolve("jump").toString()).start();
            try {
                Await.until("the run goes on", () -> attributed(shop) == 12);
                assertThat(Application.read(folder.resolve("jump"))).isEqualTo("" + seconds);

                shop.session("s0013", "u0013", "2026-01-02 11:00:00", "Search").conversion("c0013", "u0013",
                        "2026-01-02 12:00:00", 10);
                Await.until("the schedule goes on", () -> attributed(shop) == 13);
            } finally {
                Product.kill(process);
            }
            assertThat(shop.rows("select distinct state from ihc_run where state <> 'running'"))
                    .containsExactly("completed");
            assertThat(server.requests()).as("six batches, two of their calls in vain, and the new conversion's")
                    .hasSize(9);
        }
    }

    private static int attributed(Shop shop) {
        return shop.has("ihc_journey")
                ? Integer.parseInt(shop.cell("select count(*) from ihc_journey where state = 'attributed'")) : 0;
    }

    private void jump(int seconds) {
        try {
            Path written = Files.writeString(folder.resolve("jump.new"), "" + seconds);
            Files.move(written, folder.resolve("jump"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
