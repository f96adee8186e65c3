package io.ihcattribution.runtime;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.ihcattribution.batch.Batch;
import io.ihcattribution.ledger.RunLedger;
import io.ihcattribution.run.Run;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An outage of the API: from the first attempt that failed until one succeeds. The run waits meanwhile and says so, in
 * the log and in its row; after {@code ihc.api.give-up-after} it is interrupted.
 */
public final class Outage {

    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

    private final RunLedger ledger;
    private final Runs runs;
    private final Faults faults;
    private final Clock clock;
    private final Duration giveUpAfter;
    private Instant since;

    /** @param giveUpAfter the longest outage that a run waits for */
    public Outage(RunLedger ledger, Runs runs, Faults faults, Clock clock, Duration giveUpAfter) {
        this.ledger = ledger;
        this.runs = runs;
        this.faults = faults;
        this.clock = clock;
        this.giveUpAfter = giveUpAfter;
    }

    /** Whether a failed attempt is to be repeated; and notes the outage. */
    public synchronized boolean isWorthAnotherTry(Run run, Batch batch, Exception fault) {
        if (runs.isStopped(run)) {
            return false;
        }
        String reason = faults.sentence(fault);
        if (!(fault instanceof CallNotPermittedException)) {
            ledger.noteBatchError(batch, reason);
        }
        Instant now = clock.instant();
        if (since == null) {
            since = now;
            ledger.waiting(run, "waiting for the API: " + reason);
            LOG.warn("{}: the API does not answer as promised, the run waits and tries again: {}", batch, reason);
        }
        return Duration.between(since, now).compareTo(giveUpAfter) < 0;
    }

    /** The API answered: an outage, if there was one, is over. */
    public synchronized void over(Run run) {
        if (since != null) {
            LOG.info("the API answers again, after {} s; the run goes on", Duration.between(since, clock.instant()).toSeconds());
            since = null;
            ledger.running(run);
        }
    }

    /** A new run knows of no outage. */
    public synchronized void forget() {
        since = null;
    }
}
