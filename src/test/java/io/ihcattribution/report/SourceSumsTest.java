package io.ihcattribution.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ihcattribution.journey.ReportCalendar;
import io.ihcattribution.run.Window;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SourceSumsTest {

    private final SourceSums sums = new SourceSums();
    private final ReportPeriod all = period(Window.ALL);
    private final ReportPeriod some = period(new Window(LocalDate.parse("2026-01-01"), null));

    @Test
    void whoeverAsksGetsTheRowOfThePeriodOnceItIsThere() throws Exception {
        CompletableFuture<Object> asked = CompletableFuture.supplyAsync(() -> await(some));

        sums.keep(all, Map.of("cost", 1));
        sums.keep(some, Map.of("cost", 2));

        assertThat(asked.get(10, TimeUnit.SECONDS)).isEqualTo(Map.of("cost", 2));
        assertThat(sums.await(all)).isEqualTo(Map.of("cost", 1));
    }

    @Test
    void whatWentWrongIsThrownToWhoeverWaitsOrAsksLater() throws InterruptedException {
        IllegalStateException fault = new IllegalStateException("locked");
        AtomicReference<Object> got = new AtomicReference<>();
        Thread waiting = new Thread(() -> got.set(await(some)));
        waiting.start();
        while (waiting.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }

        sums.fail(fault);
        waiting.join();

        assertThat(got.get()).isSameAs(fault);
        assertThatThrownBy(() -> sums.await(all)).isSameAs(fault);
    }

    private Object await(ReportPeriod period) {
        try {
            return sums.await(period);
        } catch (Exception e) {
            return e;
        }
    }

    private static ReportPeriod period(Window window) {
        return ReportPeriod.of(window, 0.005, new ReportCalendar(ZoneOffset.UTC, false));
    }
}
