package io.ihcattribution.attribute;

import io.ihcattribution.batch.Attempts;
import io.ihcattribution.batch.Batch;
import io.ihcattribution.ledger.RunLedger;
import io.ihcattribution.run.Forecast;
import io.ihcattribution.run.Run;
import java.util.HashSet;
import java.util.Set;

/**
 * Holds a run to {@code ihc.api.max-calls-per-run} while it is under way: retries and halved batches are calls, too,
 * which no forecast can know. A batch reserves its next call before it asks the circuit breaker for leave, for a
 * fault of ours within the breaker would count as one of the API's.
 */
public final class CallBudget {

    private final RunLedger ledger;
    private final int max;
    private final Set<Integer> reserved = new HashSet<>();
    private long made;

    /** @param max the most calls of a run; 0 = no limit */
    public CallBudget(RunLedger ledger, int max) {
        this.ledger = ledger;
        this.max = max;
    }

    /** A run begins; one that is taken up has made calls before. */
    public synchronized void begin(Run run) {
        reserved.clear();
        made = max > 0 && run.resumed() ? ledger.callsOf(run) : 0;
    }

    /**
     * Holds a run to its budget before it sends anything.
     *
     * @param planned what it would send
     * @param boughtAgain the journeys of it whose conversions have credits already that were paid for
     * @throws CallBudgetSpent when it would make more calls, those included that it made before it was taken up
     */
    public synchronized void requireEnough(Forecast.Amount planned, long boughtAgain) {
        if (max > 0 && made + planned.requests() > max) {
            throw new CallBudgetSpent("the run would make " + planned.requests() + " requests (" + planned.journeys()
                    + " journeys, " + boughtAgain + " of them bought again)"
                    + (made == 0 ? "" : " beside the " + made + " that it has made")
                    + ", ihc.api.max-calls-per-run allows " + max
                    + "; nothing was sent. Choose a shorter window, or raise the setting");
        }
    }

    /**
     * Reserves a batch's next call, unless it has one that was not made yet.
     *
     * @throws CallBudgetSpent when it would be one too many
     */
    public synchronized void reserve(Batch batch) {
        if (max == 0 || reserved.contains(batch.number())) {
            return;
        }
        if (made + reserved.size() >= max) {
            throw new CallBudgetSpent("the run may make " + max + " calls (ihc.api.max-calls-per-run) and " + batch
                    + " would need one more: calls were repeated, batches halved or conversions added. What was"
                    + " answered is"
                    + " stored, and a further run goes on with the rest");
        }
        reserved.add(batch.number());
    }

    /** The call that a batch has reserved is made. */
    public synchronized void spend(Attempts attempts) {
        if (reserved.remove(attempts.batch().number())) {
            made++;
        }
    }
}
