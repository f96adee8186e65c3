package io.ihcattribution.attribute;

import io.ihcattribution.batch.Batch;
import io.ihcattribution.control.CurrentRun;
import io.ihcattribution.run.Run;

/** All that must hold before a batch is sent. */
public final class CallPermit {

    private final CurrentRun current;
    private final RequestRate rate;
    private final Outage outage;
    private final CallBudget budget;

    public CallPermit(CurrentRun current, RequestRate rate, Outage outage, CallBudget budget) {
        this.current = current;
        this.rate = rate;
        this.outage = outage;
        this.budget = budget;
    }

    /**
     * Returns when a batch may be sent.
     *
     * @throws io.ihcattribution.control.RunStopped when the run does not go on
     * @throws io.ihcattribution.api.ApiRateLimited when the API asked to be called later
     * @throws CallBudgetSpent when the run may make no more calls
     */
    public void require(Batch batch, Run run) throws InterruptedException {
        current.requireGoingOn(run);
        rate.await();
        outage.requireCallable();
        budget.reserve(batch);
    }
}
