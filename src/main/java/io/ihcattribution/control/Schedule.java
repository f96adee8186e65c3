package io.ihcattribution.control;

import io.ihcattribution.database.DataVersion;
import io.ihcattribution.run.Mode;
import io.ihcattribution.run.RunRequest;
import io.ihcattribution.run.Source;
import io.ihcattribution.run.Steps;
import io.ihcattribution.run.Window;
import io.ihcattribution.settings.RuleFiles;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a scheduled run asks for, and when there is no need to ask: where the last one found all in order and nobody has
 * written to the database or changed the files with rules since, the next would find the same.
 */
public final class Schedule {

    private static final Logger LOG = LoggerFactory.getLogger(Schedule.class);

    private final int windowDays;
    private final Clock clock;
    private final List<DataVersion> databases;
    private final RuleFiles rules;
    private final LongSupplier runsBegun;
    private volatile Seen beforeRun;
    private volatile Seen settled;

    /** What the last scheduled run was asked, and the databases and the files that it saw. */
    private record Seen(RunRequest request, List<DataVersion.Moment> databases, List<String> rules, long runsBegun) {}

    /**
     * @param windowDays the days up to today, UTC, that a scheduled run covers; 0 = all
     * @param databases the ledger, and the source where it is another file
     * @param runsBegun how many runs this process has begun
     */
    public Schedule(int windowDays, Clock clock, List<DataVersion> databases, RuleFiles rules, LongSupplier runsBegun) {
        this.windowDays = windowDays;
        this.clock = clock;
        this.databases = List.copyOf(databases);
        this.rules = rules;
        this.runsBegun = runsBegun;
    }

    /** Whether a run may find anything that the last one did not. */
    public boolean isDue() {
        Seen now = new Seen(request(), moments(), rules.contents(), runsBegun.getAsLong());
        Seen before = settled;
        if (before != null && before.request().equals(now.request()) && before.rules().equals(now.rules())
                && before.runsBegun() == now.runsBegun() && areUnchanged(before.databases(), now.databases())) {
            LOG.debug("nothing was written to the database since the last scheduled run");
            return false;
        }
        beforeRun = now;
        settled = null;
        return true;
    }

    /**
     * Keeps that a run has found all in order, unless somebody wrote to the database meanwhile: that it may have
     * missed.
     */
    public void ran(RunOutcome outcome) {
        Seen before = beforeRun;
        if (before != null && outcome.isWithoutFailures() && areUnchanged(before.databases(), moments())) {
            settled = new Seen(before.request(), before.databases(), before.rules(), before.runsBegun() + 1);
        }
    }

    private List<DataVersion.Moment> moments() {
        return databases.stream().map(DataVersion::now).toList();
    }

    /** Where it is not known, somebody may have written. */
    private static boolean areUnchanged(List<DataVersion.Moment> before, List<DataVersion.Moment> after) {
        return IntStream.range(0, before.size()).allMatch(i -> before.get(i)
                .until(after.get(i)) == DataVersion.Change.UNCHANGED);
    }

    /** An incremental run over the last days. */
    public RunRequest request() {
        Window window = windowDays == 0
                ? Window.ALL
                : new Window(LocalDate.now(clock.withZone(ZoneOffset.UTC)).minusDays(windowDays - 1L), null);
        return new RunRequest(Source.POLL, null, window, null, Mode.INCREMENTAL, Steps.BOTH);
    }
}
