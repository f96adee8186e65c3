package io.ihcattribution.runtime;

import io.ihcattribution.batch.BatchLimits;
import io.ihcattribution.batch.JourneySelection;
import io.ihcattribution.batch.JourneyToSend;
import io.ihcattribution.batch.RequestTally;
import io.ihcattribution.journey.Candidate;
import io.ihcattribution.journey.JourneyState;
import io.ihcattribution.ledger.RunLedger;
import io.ihcattribution.run.CallAllowance;
import io.ihcattribution.run.CallTime;
import io.ihcattribution.run.Forecast;
import io.ihcattribution.run.Run;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;

/** Counts what a run would buy before anything is sent, one run at a time. */
public final class Forecasts {

    /** So many calls say how long one takes; older ones may have met another API. */
    private static final int CALLS_LOOKED_AT = 500;

    private final RunLedger ledger;
    private final JourneySelection selection;
    private final BatchLimits limits;
    private final CallAllowance allowance;
    private final String service;
    private final Progress progress;
    private final Clock clock;

    private RequestTally all;
    private RequestTally fresh;
    private long againJourneys;
    private long againSessions;
    private Set<String> paidRuns;

    Forecasts(RunLedger ledger, JourneySelection selection, BatchLimits limits, CallAllowance allowance, String service,
            Progress progress, Clock clock) {
        this.ledger = ledger;
        this.selection = selection;
        this.limits = limits;
        this.allowance = allowance;
        this.service = service;
        this.progress = progress;
        this.clock = clock;
    }

    /** Whether a run is counted before it sends anything: only where the settings limit what it may buy. */
    public boolean isDue(Run run) {
        return allowance.isLimited() && !run.isDry();
    }

    /** Begins to count. */
    public synchronized void begin() {
        all = new RequestTally(limits);
        fresh = new RequestTally(limits);
        againJourneys = 0;
        againSessions = 0;
        // Nobody paid for what the embedded service answered; to itself it counts.
        paidRuns = ledger.runsOf(service);
    }

    /** Counts a conversion of the window, where a run would send it. */
    public synchronized void take(Candidate candidate, Run run) {
        if (!(selection.select(candidate, run) instanceof JourneyToSend journey)) {
            return;
        }
        all.add(journey);
        if (candidate.entry().state() == JourneyState.ATTRIBUTED && paidRuns.contains(candidate.entry().runId())) {
            againJourneys++;
            againSessions += journey.journey().size();
        } else {
            fresh.add(journey);
        }
        progress.counted(all.amount());
    }

    /** What was counted, with what the ledger knows of calls. */
    public synchronized Forecast forecast() {
        Forecast.Amount wouldSend = all.amount();
        Forecast.Amount again = new Forecast.Amount(
                againJourneys, againSessions, wouldSend.requests() - fresh.amount().requests());
        LocalDate month = LocalDate.now(clock.withZone(ZoneOffset.UTC)).withDayOfMonth(1);
        return Forecast.of(wouldSend, again, ledger.callsSince(month), allowance.monthlyCalls(), allowance.maxCallsPerRun(),
                CallTime.of(ledger.newestCalls(service, CALLS_LOOKED_AT), wouldSend.requests(), allowance.concurrency(),
                        allowance.requestsPerSecond()));
    }

    /**
     * Holds a run to {@code ihc.api.max-calls-per-run} before it sends anything.
     *
     * @throws CallLimitReached when it would make more calls, those included that it made before it was taken up
     */
    public void requireWithinLimit(Run run, Forecast forecast) {
        long made = run.resumed() ? ledger.callsOf(run) : 0;
        long requests = forecast.wouldSend().requests();
        if (made + requests > allowance.maxCallsPerRun()) {
            throw new CallLimitReached("the run would make " + requests + " requests (" + forecast.wouldSend().journeys()
                    + " journeys, " + forecast.boughtAgain().journeys() + " of them bought again)"
                    + (made == 0 ? "" : " beside the " + made + " that it has made")
                    + ", ihc.api.max-calls-per-run allows " + allowance.maxCallsPerRun()
                    + "; nothing was sent. Choose a shorter window, or raise the setting");
        }
    }
}
