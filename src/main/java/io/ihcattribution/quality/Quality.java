package io.ihcattribution.quality;

import io.ihcattribution.journey.JourneyRules;
import io.ihcattribution.run.Run;
import io.ihcattribution.run.Source;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the shop's tables for a run and says whether it may go on; what cannot stop it is looked at beside its report. */
public final class Quality {

    private static final Logger LOG = LoggerFactory.getLogger(Quality.class);

    private final QualityLimits limits;
    private final JourneyRules rules;
    private final Clock clock;

    public Quality(QualityLimits limits, JourneyRules rules, Clock clock) {
        this.limits = limits;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * Whether a run is looked at before it begins. A scheduled one that nothing can stop is not: it is looked at once it
     * turns out to have changed something.
     */
    public boolean isFirst(Run run) {
        return !run.trains() && (limits.canStop() || run.request().source() != Source.POLL);
    }

    /** @param rows of {@code select_declared_keys.sql} */
    public DeclaredKeys keys(List<Map<String, Object>> rows) {
        return DeclaredKeys.of(rows);
    }

    /** Whether a run finds the repeated keys anew: where there may be any, or some are kept from before. */
    public boolean looksForRepeatedKeys(Run run, DeclaredKeys keys) {
        return !run.isDry() && (!keys.areDeclared() || keys.repeatedKept() > 0);
    }

    /** Begins a look at what a run reads: all rows, or the window's conversions and the sessions of their users. */
    public QualityTally begin(Run run, DeclaredKeys keys) {
        return new QualityTally(new QualityScope(
                run.window().startText(), run.window().endIsOpen(), run.window().endText(), run.hasWindow() ? 1 : 0,
                // A shop ahead of UTC is a day ahead for some hours.
                LocalDate.now(clock.withZone(ZoneOffset.UTC)).plusDays(1).toString(),
                rules.lookbackDays(), rules.atConversion() ? 1 : 0, rules.maxSessions(),
                keys.conversionsKeyed(), keys.sessionsKeyed(), keys.costsKeyed()), limits, rules.keepNewest());
    }

    /** See {@link QualityTally}. */
    public void sizes(QualityTally tally, Map<String, Object> row) {
        tally.sizes(row);
    }

    /** See {@link QualityTally}. */
    public void conversions(QualityTally tally, Iterator<Map<String, Object>> rows) {
        tally.conversions(rows);
    }

    /** See {@link QualityTally}. */
    public void sessions(QualityTally tally, Iterator<Map<String, Object>> rows) {
        tally.sessions(rows);
    }

    /** See {@link QualityTally}. */
    public void costs(QualityTally tally, Iterator<Map<String, Object>> rows) {
        tally.costs(rows);
    }

    /** See {@link QualityTally}. */
    public void unknownCosts(QualityTally tally, Iterator<Map<String, Object>> rows) {
        tally.unknownCosts(rows);
    }

    /** See {@link QualityTally}. */
    public void repeatedKeys(QualityTally tally, Iterator<Map<String, Object>> rows) {
        tally.repeatedKeys(rows);
    }

    /** See {@link QualityTally}. */
    public void journeys(QualityTally tally, Iterator<Map<String, Object>> rows) {
        tally.journeys(rows);
    }

    /** See {@link QualityTally}. */
    public void afterConversion(QualityTally tally, long sessions) {
        tally.afterConversion(sessions);
    }

    /** Whether a run waits for the whole look before it goes on; else the look ends beside its report, and holds nothing up. */
    public boolean isWaitedFor(Run run) {
        return limits.canStop() || run.isDry();
    }

    /** Whether a look was begun whose rest the run did not wait for. */
    public boolean isToLookBeside(QualityTally tally, Run run) {
        return tally != null && !isWaitedFor(run);
    }

    /**
     * Lets a run go on with what was found so far, or not.
     *
     * @throws TooDirty when there is more of a kind than the settings allow, or what no run can use
     */
    public void require(QualityTally tally) {
        String tooMuch = tally.tooMuch();
        if (!tooMuch.isEmpty()) {
            throw new TooDirty("the shop's data is too dirty: " + tooMuch);
        }
    }

    /** Ends a look. */
    public void end(QualityTally tally) {
        tally.end().complete(null);
    }

    /** Ends a look that could not be done. */
    public void fail(QualityTally tally, Throwable fault) {
        LOG.warn("the data's quality could not be looked at beside the run, which does so once it is done: {}",
                fault.getMessage());
        tally.end().completeExceptionally(fault);
    }

    /** Whether there was no look yet, or one that went wrong; waits for the end of one that is under way. */
    public boolean isStillToLook(QualityTally tally) {
        return tally == null || tally.end().handle((done, fault) -> fault != null).join();
    }

    /** Says in the log what is worth a warning, and gives all that was found, once the look has ended. */
    public QualityReport report(QualityTally tally) {
        tally.end().join();
        QualityReport report = tally.report();
        report.counts().stream().filter(count -> count.level().equals("warn"))
                .forEach(count -> LOG.warn("data quality: {} ({} is exceeded)", count.text(), count.threshold()));
        return report;
    }
}
