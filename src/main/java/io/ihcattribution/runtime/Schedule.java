package io.ihcattribution.runtime;

import io.ihcattribution.run.Mode;
import io.ihcattribution.run.RunRequest;
import io.ihcattribution.run.Source;
import io.ihcattribution.run.Steps;
import io.ihcattribution.run.Window;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** What a scheduled run asks for. */
public final class Schedule {

    private final int windowDays;
    private final Clock clock;

    /** @param windowDays the days up to today, UTC, that a scheduled run covers; 0 = all */
    public Schedule(int windowDays, Clock clock) {
        this.windowDays = windowDays;
        this.clock = clock;
    }

    /** An incremental run over the last days. */
    public RunRequest request() {
        Window window = windowDays == 0
                ? Window.ALL
                : new Window(LocalDate.now(clock.withZone(ZoneOffset.UTC)).minusDays(windowDays - 1L), null);
        return new RunRequest(Source.POLL, null, window, null, Mode.INCREMENTAL, Steps.BOTH);
    }
}
