package io.ihcattribution.plan;

import io.ihcattribution.attribute.CallBudget;
import io.ihcattribution.batch.Batch;
import io.ihcattribution.batch.OpenBatch;
import io.ihcattribution.journey.JourneyRules;
import io.ihcattribution.ledger.BatchLedger;
import io.ihcattribution.quality.DeclaredKeys;
import io.ihcattribution.run.Forecast;
import io.ihcattribution.run.Run;
import io.ihcattribution.source.JourneyQuery;

/** The plan of a run: what it buys stands in the ledger, and is judged, before the first call. */
public final class RunPlan {

    private final BatchLedger batches;
    private final JourneyRules rules;
    private final CallBudget budget;
    private final Forecasts forecasts;

    public RunPlan(
            BatchLedger batches, JourneyRules rules, CallBudget budget, Forecasts forecasts) {
        this.batches = batches;
        this.rules = rules;
        this.budget = budget;
        this.forecasts = forecasts;
    }

    /** A plan begins: one that was not finished counts for nothing. */
    public void begin(Run run) {
        if (!run.isDry()) {
            batches.discardPlan(run);
        }
        forecasts.begin();
    }

    /** The rows of the source that the run's journeys are made of. */
    public JourneyQuery query(Run run, DeclaredKeys keys) {
        return JourneyQuery.of(run.window(), rules, keys);
    }

    /** Keeps a batch until it is bought. */
    public Batch keep(Run run, OpenBatch gathered) {
        return batches.keep(run, gathered.journeys());
    }

    /**
     * The guard: judges a complete plan, before its first call.
     *
     * @throws io.ihcattribution.run.Refusal when it may not be bought; nothing was sent then
     */
    public void judge(Run run) {
        Forecast.Amount planned = batches.amountPlanned(run);
        budget.requireEnough(planned, forecasts.journeysBoughtAgain());
        batches.planned(run);
    }
}
