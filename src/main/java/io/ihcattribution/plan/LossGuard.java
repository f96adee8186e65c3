package io.ihcattribution.plan;

import io.ihcattribution.batch.PagePlan;
import io.ihcattribution.journey.PlannedOutcome;
import io.ihcattribution.ledger.JourneyLedger;
import io.ihcattribution.run.Loss;
import io.ihcattribution.run.LossLimits;
import io.ihcattribution.run.Losses;
import io.ihcattribution.run.Refusal;
import io.ihcattribution.run.Run;
import io.ihcattribution.source.BeginOfHistory;
import java.util.EnumMap;
import java.util.Map;

/** Counts what the plan of a run would lose of what was paid for, and stops the run where it is too much. */
public final class LossGuard {

    private final LossLimits limits;
    private final JourneyLedger ledger;
    private final BeginOfHistory history;
    private final Map<Loss, String> examples = new EnumMap<>(Loss.class);
    private long looked;
    private long outdated;
    private long shorter;

    public LossGuard(LossLimits limits, JourneyLedger ledger, BeginOfHistory history) {
        this.limits = limits;
        this.ledger = ledger;
        this.history = history;
    }

    /** A plan begins. */
    synchronized void begin() {
        history.forget();
        examples.clear();
        looked = 0;
        outdated = 0;
        shorter = 0;
    }

    /** Counts what a page of conversions would lose. */
    synchronized void count(PagePlan page) {
        looked += page.attributed();
        for (PlannedOutcome outcome : page.outdated().toList()) {
            outdated++;
            examples.putIfAbsent(Loss.OUTDATED, outcome.convId() + " (" + outcome.reason() + ")");
        }
        for (String convId : page.shorter()) {
            shorter++;
            examples.putIfAbsent(Loss.SHORTER, convId);
        }
    }

    /** What a dry run would lose. One without a window has seen all conversions, so that it knows which are gone. */
    synchronized Losses forecast(Run run) {
        long attributed = ledger.countAttributed();
        boolean seesAll = !run.hasWindow() && !run.retriesFailed();
        return judged(run, attributed, seesAll ? Math.max(0, attributed - looked) : 0);
    }

    /**
     * Judges a complete plan.
     *
     * @param deleted the attributed conversions that the source has no more
     * @throws Refusal when the run would lose too much
     */
    synchronized void require(Run run, long deleted) {
        Losses losses = judged(run, ledger.countAttributed(), deleted);
        if (losses.stopped() != null) {
            throw new Refusal(losses.stopped());
        }
    }

    private Losses judged(Run run, long attributed, long deleted) {
        Losses losses = new Losses(attributed, looked, deleted, outdated, shorter, Map.copyOf(examples), null);
        return losses.judged(limits.refusal(losses, run.request().accepted(), LossLimits.NOTHING_DONE));
    }
}
