package io.ihcattribution.control;

import io.ihcattribution.ledger.ForeignCommits;
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
    private final ForeignCommits commits;
    private final RuleFiles rules;
    private final CurrentRun runs;
    private volatile Seen beforeRun;
    private volatile Seen settled;

    /** What the last scheduled run was asked, and the database and the files that it saw. */
    private record Seen(RunRequest request, ForeignCommits.Moment database, List<String> rules, long runsBegun) {}

    /** @param windowDays the days up to today, UTC, that a scheduled run covers; 0 = all */
    public Schedule(int windowDays, Clock clock, ForeignCommits commits, RuleFiles rules, CurrentRun runs) {
        this.windowDays = windowDays;
        this.clock = clock;
        this.commits = commits;
        this.rules = rules;
        this.runs = runs;
    }

    /** Whether a run may find anything that the last one did not. */
    public boolean isDue() {
        Seen now = new Seen(request(), commits.now(), rules.contents(), runs.begun());
        if (now.equals(settled)) {
            LOG.debug("nothing was written to the database since the last scheduled run");
            return false;
        }
        beforeRun = now;
        settled = null;
        return true;
    }

    /** Keeps that a run has found all in order, unless somebody wrote to the database meanwhile: that it may have missed. */
    public void ran(RunOutcome outcome) {
        Seen before = beforeRun;
        if (before != null && outcome.isWithoutFailures() && before.database().equals(commits.now())) {
            settled = new Seen(before.request(), before.database(), before.rules(), before.runsBegun() + 1);
        }
    }

    /** An incremental run over the last days. */
    public RunRequest request() {
        Window window = windowDays == 0
                ? Window.ALL
                : new Window(LocalDate.now(clock.withZone(ZoneOffset.UTC)).minusDays(windowDays - 1L), null);
        return new RunRequest(Source.POLL, null, window, null, Mode.INCREMENTAL, Steps.BOTH);
    }
}
