package io.ihcattribution.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The limit to requests per second. */
class RequestRateTest {

    @Test
    void noSecondHasMoreThanItsShareHoweverManyAsk() {
        RequestRate rate = new RequestRate(20, System::nanoTime);
        List<CompletableFuture<List<Long>>> callers = new ArrayList<>();
        for (int caller = 0; caller < 4; caller++) {
            callers.add(CompletableFuture.supplyAsync(() -> {
                List<Long> started = new ArrayList<>();
                for (int request = 0; request < 13; request++) {
                    try {
                        rate.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    started.add(System.nanoTime());
                }
                return started;
            }));
        }
        long[] started = callers.stream().flatMap(caller -> caller.join().stream()).mapToLong(Long::longValue).sorted()
                .toArray();

        assertThat(started).hasSize(52);
        // A thread that was let pass may be late to look at the time; never by as much as this.
        for (int i = 20; i < started.length; i++) {
            assertThat(started[i] - started[i - 20]).as("requests %d to %d", i - 20, i).isGreaterThan(500_000_000L);
        }
        assertThat(started[51] - started[0]).isGreaterThanOrEqualTo(1_900_000_000L);
    }
}
