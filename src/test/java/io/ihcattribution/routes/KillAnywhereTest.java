package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Killed wherever it may be, the product ends with the same database and the same report, and buys again at most what
 * was in flight. A few kills here; {@code make kill-test} does fifty with the packaged jar.
 */
@WholeApplication
class KillAnywhereTest {

    private static final int KILLS = Integer.getInteger("kill.times", 4);
    private static final long SEED = Long.getLong("kill.seed", 20260101L);

    /** The short form kills where the draft of a product would be caught; the long one at every step and at random. */
    private static final boolean LONG = KILLS > 10;

    @TempDir
    Path folder;

    @Test
    void aCommandThatIsKilledAndRepeatedEndsAsIfItHadNotBeen() throws IOException {
        compare(false, LONG ? List.of() : List.of("a batch is answered", "a request arrives", "all is bought"));
    }

    @Test
    void aDaemonThatIsKilledTakesItsTriggerUpAndPutsItAwayOnce() throws IOException {
        compare(true, LONG ? List.of()
                : List.of("the trigger is claimed", "several batches are answered", "the run is completed"));
    }

    private void compare(boolean daemon, List<String> steps) throws IOException {
        KillAnywhere.Outcome expected;
        int calls;
        long duration;
        try (KillAnywhere undisturbed = new KillAnywhere(Files.createDirectory(folder.resolve("undisturbed")), SEED)) {
            expected = undisturbed.undisturbed(daemon);
            calls = undisturbed.calls();
            duration = undisturbed.duration();
        }
        int kills = 0;
        for (int round = 1; kills < KILLS; round++) {
            kills += round(daemon, steps, round, KILLS - kills, expected, calls, duration);
        }
    }

    private int round(boolean daemon, List<String> steps, int round, int most, KillAnywhere.Outcome expected, int calls,
            long duration)
            throws IOException {
        try (KillAnywhere killed =
                new KillAnywhere(Files.createDirectory(folder.resolve("killed-" + round)), SEED + round)) {
            killed.expectDuration(duration);
            KillAnywhere.Outcome outcome = killed.killed(most, daemon, steps);

            System.err.printf("%d kills (seed %d): %d calls instead of %d, %d of them repeated%n",
                    killed.kills(), SEED + round, killed.calls(), calls, killed.repeatedCalls());
            assertThat(outcome).isEqualTo(expected);
            assertThat(killed.repeatedCalls()).isLessThanOrEqualTo(killed.kills() * KillAnywhere.CONCURRENCY);
            assertThat(killed.calls()).isLessThanOrEqualTo(calls + killed.repeatedCalls() + killed.kills());
            assertThat(Integer.parseInt(killed.shop().cell("select sum(attempts) from ihc_batch")))
                    .isGreaterThanOrEqualTo(killed.calls());
            if (daemon) {
                assertThat(killed.files("triggers")).isEmpty();
                assertThat(killed.files("triggers/.running")).isEmpty();
                assertThat(killed.files("triggers/.failed")).isEmpty();
                assertThat(killed.files("triggers/.done")).containsExactly(KillAnywhere.TRIGGER,
                        KillAnywhere.TRIGGER + ".result.json");
                assertThat(killed.shop().rows("select state from ihc_run")).containsExactly("completed");
            } else {
                assertThat(killed.shop().rows("select distinct state from ihc_run")).containsExactly("completed");
            }
            return killed.kills();
        }
    }
}
