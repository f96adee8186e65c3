package io.ihcattribution.runtime;

import io.ihcattribution.batch.Batch;
import io.ihcattribution.ledger.RunLedger;
import io.ihcattribution.run.Run;
import java.util.HashSet;
import java.util.Set;

/**
 * Holds a run to {@code ihc.api.max-calls-per-run} while it is under way: retries and halved batches are calls, too, which
 * no forecast can know. A batch reserves its next call before it asks the circuit breaker for leave, for a fault of ours
 * within the breaker would count as one of the API's.
 */
public final class CallLimit {

    private final RunLedger ledger;
    private final int most;
    private final Set<Integer> reserved = new HashSet<>();
    private long made;

    /** @param most the most calls of a run; 0 = no limit */
    public CallLimit(RunLedger ledger, int most) {
        this.ledger = ledger;
        this.most = most;
    }

    /** A run begins; one that is taken up has made calls before. */
    public synchronized void begin(Run run) {
        reserved.clear();
        made = most > 0 && run.resumed() ? ledger.callsOf(run) : 0;
    }

    /**
     * Reserves a batch's next call, unless it has one that was not made yet.
     *
     * @throws CallLimitReached when it would be one too many
     */
    public synchronized void reserve(Batch batch) {
        if (most == 0 || reserved.contains(batch.number())) {
            return;
        }
        if (made + reserved.size() >= most) {
            throw new CallLimitReached("the run may make " + most + " calls (ihc.api.max-calls-per-run) and " + batch
                    + " would need one more: calls were repeated, batches halved or conversions added. What was answered is"
                    + " stored, and a further run goes on with the rest");
        }
        reserved.add(batch.number());
    }

    /** The call that a batch has reserved is made. */
    public synchronized void spend(Batch batch) {
        if (reserved.remove(batch.number())) {
            made++;
        }
    }
}
