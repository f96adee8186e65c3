package io.ihcattribution.plan;

import io.ihcattribution.attribute.CallBudget;
import io.ihcattribution.batch.Batch;
import io.ihcattribution.batch.OpenBatch;
import io.ihcattribution.journey.Candidate;
import io.ihcattribution.journey.JourneyReader;
import io.ihcattribution.journey.JourneyRules;
import io.ihcattribution.journey.SourceRow;
import io.ihcattribution.ledger.BatchLedger;
import io.ihcattribution.run.Refusal;
import io.ihcattribution.run.Run;
import io.ihcattribution.source.JourneyQuery;
import io.ihcattribution.source.SourceDatabase;
import io.ihcattribution.source.WindowQuery;
import java.util.Iterator;
import java.util.List;

/** The plan of a run: what it buys stands in the ledger, and is judged, before the first call. */
public final class RunPlan {

    private final BatchLedger batches;
    private final SourceDatabase source;
    private final JourneyRules rules;
    private final CallBudget budget;
    private final Forecasts forecasts;
    private final JourneyReader reader;

    public RunPlan(BatchLedger batches, SourceDatabase source, JourneyRules rules, CallBudget budget,
            Forecasts forecasts, JourneyReader reader) {
        this.batches = batches;
        this.source = source;
        this.rules = rules;
        this.budget = budget;
        this.forecasts = forecasts;
        this.reader = reader;
    }

    /** A plan begins: one that was not finished counts for nothing. */
    public void begin(Run run) {
        if (!run.isDry()) {
            batches.discardPlan(run);
        }
        forecasts.begin();
    }

    /** The rows of the source that the run's journeys are made of. */
    public JourneyQuery query(Run run) {
        return JourneyQuery.of(run.window(), rules, source.declaredKeys());
    }

    /** The conversions of the run's window with their journeys, page by page, while the rows stream by. */
    public Iterator<List<Candidate>> pages(Iterator<SourceRow> rows, Run run) {
        WindowQuery window = new WindowQuery(run.window());
        return reader.pages(rows, row -> window.holds(row.date(), row.time()));
    }

    /** Keeps a batch until it is bought. */
    public Batch keep(Run run, OpenBatch gathered) {
        return batches.keep(run, gathered.journeys());
    }

    /**
     * The guard: judges a complete plan, before its first call.
     *
     * @throws Refusal when it may not be bought; nothing was sent then
     */
    public void judge(Run run) {
        try {
            budget.requireEnough(batches.amountPlanned(run), forecasts.journeysBoughtAgain());
        } catch (Refusal e) {
            batches.discardPlan(run);
            throw e;
        }
        batches.planned(run);
    }

    /**
     * Judges what is left of the plan of a run that is taken up.
     *
     * @throws Refusal when the calls of the run do not suffice for it
     */
    public void judgeRest(Run run) {
        if (run.planned()) {
            budget.begin(run);
            budget.requireEnough(batches.amountPlanned(run), 0);
        }
    }
}
