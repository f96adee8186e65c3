package io.ihcattribution.plan;

import io.ihcattribution.attribute.CallBudget;
import io.ihcattribution.batch.Batch;
import io.ihcattribution.batch.OpenBatch;
import io.ihcattribution.journey.Candidate;
import io.ihcattribution.journey.JourneyReader;
import io.ihcattribution.batch.PagePlan;
import io.ihcattribution.journey.JourneyRules;
import io.ihcattribution.journey.SourceRow;
import io.ihcattribution.ledger.BatchLedger;
import io.ihcattribution.run.Forecast;
import io.ihcattribution.run.Refusal;
import io.ihcattribution.run.Run;
import io.ihcattribution.source.JourneyQuery;
import io.ihcattribution.source.SourceDatabase;
import io.ihcattribution.source.WindowQuery;
import java.util.Iterator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The plan of a run: what it buys stands in the ledger, and is judged, before the first call. */
public final class RunPlan {

    private static final Logger LOG = LoggerFactory.getLogger(RunPlan.class);

    private final BatchLedger batches;
    private final SourceDatabase source;
    private final JourneyRules rules;
    private final CallBudget budget;
    private final Forecasts forecasts;
    private final JourneyReader reader;
    private final LossGuard guard;
    private final PlanStart start;

    public RunPlan(BatchLedger batches, SourceDatabase source, JourneyRules rules, CallBudget budget,
            Forecasts forecasts, JourneyReader reader, LossGuard guard, PlanStart start) {
        this.batches = batches;
        this.source = source;
        this.rules = rules;
        this.budget = budget;
        this.forecasts = forecasts;
        this.reader = reader;
        this.guard = guard;
        this.start = start;
    }

    /** A plan begins: one that was not finished counts for nothing. */
    public void begin(Run run) {
        if (!run.isDry()) {
            batches.discardPlan(run);
        }
        forecasts.begin();
        guard.begin();
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

    /** Counts what a page of conversions would cost, and lose. */
    public void count(Run run, PagePlan page) {
        forecasts.count(run, page);
        guard.count(page);
    }

    /** Keeps a batch until it is bought. */
    public Batch keep(Run run, OpenBatch gathered) {
        return batches.keep(run, gathered.journeys());
    }

    /** What a dry run has counted. */
    public Forecast forecast(Run run) {
        return forecasts.forecast().losing(guard.forecast(run));
    }

    /**
     * The guard: judges a complete plan, before its first call. Where it may be bought, what it makes of conversions
     * that it does not buy takes effect with it, in one transaction; where it may not, nothing is changed.
     *
     * @return what it would buy
     * @throws Refusal when it may not be bought; nothing was sent then
     */
    public Forecast judge(Run run) {
        Forecast forecast = forecasts.forecast();
        try {
            start.begin(run, deleted -> {
                guard.require(run, deleted);
                budget.requireEnough(batches.amountPlanned(run), forecast.boughtAgain().journeys());
            });
        } catch (Refusal e) {
            batches.discardPlan(run);
            throw e;
        }
        if (forecast.wouldSend().journeys() > 0) {
            LOG.info("run {} buys {}", run.id(), forecast.sentence());
        }
        return forecast;
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
