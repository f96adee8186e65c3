package io.ihcattribution.plan;

import io.ihcattribution.batch.BatchLimits;
import io.ihcattribution.batch.JourneyToSend;
import io.ihcattribution.batch.PagePlan;
import io.ihcattribution.control.Progress;
import io.ihcattribution.batch.RequestTally;
import io.ihcattribution.journey.KnownJourney;
import io.ihcattribution.ledger.RunLedger;
import io.ihcattribution.run.CallAllowance;
import io.ihcattribution.run.CallTime;
import io.ihcattribution.run.Forecast;
import io.ihcattribution.run.Run;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;

/** Counts what a run would buy before anything is sent, one run at a time. */
public final class Forecasts {

    /** So many calls say how long one takes; older ones may have met another API. */
    private static final int CALLS_LOOKED_AT = 500;

    private final RunLedger ledger;
    private final BatchLimits limits;
    private final CallAllowance allowance;
    private final String service;
    private final Progress progress;
    private final Clock clock;

    private RequestTally all;
    private RequestTally fresh;
    private long againJourneys;
    private long againSessions;
    private long againOnOtherTerms;
    /** The runs that were paid for, with the redistribution that they sent. */
    private Map<String, String> paidRuns;

    public Forecasts(RunLedger ledger, BatchLimits limits, CallAllowance allowance, String service,
            Progress progress, Clock clock) {
        this.ledger = ledger;
        this.limits = limits;
        this.allowance = allowance;
        this.service = service;
        this.progress = progress;
        this.clock = clock;
    }

    /** Begins to count. */
    public synchronized void begin() {
        all = new RequestTally(limits);
        fresh = new RequestTally(limits);
        againJourneys = 0;
        againSessions = 0;
        againOnOtherTerms = 0;
        progress.begin(0);
        // Nobody paid for what the embedded service answered; to itself it counts.
        paidRuns = ledger.redistributionsOf(service);
    }

    /** Counts what a run would send of a page of conversions. */
    public synchronized void count(Run run, PagePlan page) {
        for (JourneyToSend journey : page.journeys()) {
            all.add(journey);
            KnownJourney known = page.known(journey.convId());
            if (known.isAttributed() && paidRuns.containsKey(known.runId())) {
                againJourneys++;
                if (!journey.convTypeId().equals(known.convTypeId())
                        || !run.redistribution().equals(paidRuns.get(known.runId()))) {
                    againOnOtherTerms++;
                }
                againSessions += journey.journey().size();
            } else {
                fresh.add(journey);
            }
        }
        progress.counted(all.amount());
    }

    /** What was counted, with what the ledger knows of calls. */
    public synchronized Forecast forecast() {
        Forecast.Amount wouldSend = all.amount();
        Forecast.Amount again = new Forecast.Amount(
                againJourneys, againSessions, wouldSend.requests() - fresh.amount().requests());
        LocalDate month = LocalDate.now(clock.withZone(ZoneOffset.UTC)).withDayOfMonth(1);
        return Forecast.of(wouldSend, again, againOnOtherTerms, ledger.callsSince(month), allowance.monthlyCalls(),
                allowance.maxCallsPerRun(),
                CallTime.of(ledger.newestCalls(service, CALLS_LOOKED_AT), wouldSend.requests(), allowance.concurrency(),
                        allowance.requestsPerSecond()));
    }
}
