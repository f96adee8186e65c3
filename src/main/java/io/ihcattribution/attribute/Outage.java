package io.ihcattribution.attribute;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.ihcattribution.api.ApiRateLimited;
import io.ihcattribution.api.ApiUnavailable;
import io.ihcattribution.batch.Attempts;
import io.ihcattribution.control.CurrentRun;
import io.ihcattribution.control.DatabaseWait;
import io.ihcattribution.control.Faults;
import io.ihcattribution.control.Waits;
import io.ihcattribution.ledger.BatchLedger;
import io.ihcattribution.ledger.RunLedger;
import io.ihcattribution.run.Run;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * An outage of the API: from the first attempt that failed until one succeeds. The run waits meanwhile and says so, in
 * the log and in its row; after {@code ihc.api.give-up-after} it is interrupted.
 */
public final class Outage {

    private static final String API = "the API";

    private final RunLedger ledger;
    private final BatchLedger batches;
    private final CurrentRun current;
    private final Faults faults;
    private final Waits waits;
    private final DatabaseWait database;
    private final LongSupplier nanoTime;
    private final Duration giveUpAfter;

    private boolean lasts;
    private long since;
    private boolean rowWaits;
    /** Until when the API asked not to be called, by anyone; kept beyond a run's end. */
    private boolean askedToWait;
    private long notBefore;

    /**
     * @param waits says in the log what the run waits for
     * @param nanoTime a time that no change of the machine's clock moves
     * @param giveUpAfter the longest outage that a run waits for
     */
    public Outage(RunLedger ledger, BatchLedger batches, CurrentRun current, Faults faults, Waits waits,
            DatabaseWait database, LongSupplier nanoTime, Duration giveUpAfter) {
        this.ledger = ledger;
        this.batches = batches;
        this.current = current;
        this.faults = faults;
        this.waits = waits;
        this.database = database;
        this.nanoTime = nanoTime;
        this.giveUpAfter = giveUpAfter;
    }

    /**
     * Lets an attempt pass, unless the API has asked, in answer to whichever request, to be called later.
     *
     * @throws ApiRateLimited with the time that is left
     */
    public synchronized void requireCallable() {
        long left = askedToWait ? notBefore - nanoTime.getAsLong() : 0;
        if (left > 0) {
            throw new ApiRateLimited("the API asked to be called again in " + seconds(left) + " s",
                    Duration.ofNanos(left));
        }
        askedToWait = false;
    }

    /**
     * Whether a failed attempt is to be repeated; and notes the outage.
     *
     * @param attempts of the batch so far
     */
    public synchronized boolean isWorthAnotherTry(Run run, Attempts attempts, Exception fault) {
        if (current.isStopped(run)) {
            return false;
        }
        String reason = faults.sentence(fault);
        long now = nanoTime.getAsLong();
        if (!lasts) {
            lasts = true;
            since = now;
        }
        waits.on(API, reason);
        note(() -> {
            if (!(fault instanceof CallNotPermittedException)) {
                current.noteOutage(reason);
                if (attempts.last() != null) {
                    batches.reopen(attempts.last(), reason);
                }
            }
            if (!rowWaits) {
                ledger.waiting(run, "waiting for the API: " + reason);
                rowWaits = true;
            }
        });
        ApiUnavailable unavailable = ApiUnavailable.in(fault);
        long wait = unavailable != null && unavailable.retryAfter() != null ? unavailable.retryAfter().toNanos() : 0;
        if (wait > 0 && (!askedToWait || now + wait - notBefore > 0)) {
            askedToWait = true;
            notBefore = now + wait;
        }
        // Where the API asks for more patience than there is, waiting first would change nothing.
        return now - since + wait < giveUpAfter.toNanos();
    }

    /** The API answered: an outage, if there was one, is over. */
    public synchronized void over(Run run) {
        lasts = false;
        waits.over(API);
        if (rowWaits) {
            note(() -> {
                ledger.running(run);
                rowWaits = false;
            });
        }
    }

    /** A run that begins knows of no outage; what the API asked for holds on. */
    public synchronized void forget() {
        lasts = false;
        rowWaits = false;
    }

    /** What is noted is for people: a paid answer must not be lost, nor a retry, where it cannot be written. */
    private void note(Runnable writing) {
        try {
            writing.run();
            database.over();
        } catch (DataAccessException | TransactionException e) {
            database.note(e);
        }
    }

    private static long seconds(long nanos) {
        return Duration.ofNanos(nanos).toSeconds();
    }
}
