package io.ihcattribution.attribute;

import io.ihcattribution.api.CheckedAnswer;
import io.ihcattribution.api.BatchRefused;
import io.ihcattribution.batch.Attempts;
import io.ihcattribution.batch.Batch;
import io.ihcattribution.batch.Claim;
import io.ihcattribution.batch.JourneySelection;
import io.ihcattribution.batch.JourneyToSend;
import io.ihcattribution.control.CurrentRun;
import io.ihcattribution.control.DatabaseWait;
import io.ihcattribution.control.Faults;
import io.ihcattribution.control.Progress;
import io.ihcattribution.control.RunStopped;
import io.ihcattribution.database.UnusableDatabase;
import io.ihcattribution.ledger.BatchLedger;
import io.ihcattribution.ledger.RunLedger;
import io.ihcattribution.run.Run;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Leads a run's batches from the ledger to the API and back; a batch travels as a reference that any process can take.
 */
public final class Purchase {

    /** How often the ledger is asked where it is not this process that buys. */
    private static final long PAUSE_MILLIS = 500;

    private final BatchLedger batches;
    private final RunLedger runs;
    private final JourneySelection selection;
    private final Trial trial;
    private final CurrentRun current;
    private final Progress progress;
    private final DatabaseWait database;
    private final Faults faults;

    /** The batches that were handed on and not taken yet, and those in flight here. */
    private int waiting;
    private int inFlight;

    /** How often the run's open batches were handed on, and whether some were not sent that could have been. */
    private int rounds;
    private boolean isHeldBack;

    public Purchase(BatchLedger batches, RunLedger runs, JourneySelection selection, Trial trial,
            CurrentRun current, Progress progress, DatabaseWait database, Faults faults) {
        this.batches = batches;
        this.runs = runs;
        this.selection = selection;
        this.trial = trial;
        this.current = current;
        this.progress = progress;
        this.database = database;
        this.faults = faults;
    }

    /** A run begins to buy. */
    public void begin(Run run) {
        rounds = 0;
        trial.begin(run);
        progress.begin(batches.amountPlanned(run).journeys());
    }

    /** Whether a run has batches to send, and goes on; what a round left over is waited for. */
    public synchronized boolean isUnfinished(Run run) throws InterruptedException {
        if (rounds++ > 0 && !isHeldBack && batches.hasOpen(run)) {
            wait(PAUSE_MILLIS);
        }
        isHeldBack = false;
        return current.isGoingOn(run) && batches.hasOpen(run);
    }

    /** References of the batches that a run has to send now, in the order of the plan. */
    public List<String> open(Run run) {
        List<String> open = trial.choose(batches.open(run));
        synchronized (this) {
            waiting = open.size();
        }
        return open;
    }

    /** Waits until what was handed on is dealt with: answered, or given back where the run was stopped. */
    public synchronized void await(Run run) throws InterruptedException {
        while (inFlight > 0 || waiting > 0 && current.isGoingOn(run)) {
            wait(PAUSE_MILLIS);
            if (waiting > 0 && inFlight == 0 && !batches.hasOpen(run)) {
                waiting = 0;
            }
        }
    }

    /**
     * A batch is taken off the queue; {@link #done} must follow.
     *
     * @return null where there is nothing to send of it now: it was dealt with, its run does not go on, or it is left
     *     for a later round
     */
    public Batch take(String reference) {
        boolean isAdmitted;
        synchronized (this) {
            waiting = Math.max(0, waiting - 1);
            inFlight++;
            isAdmitted = trial.admits(inFlight);
            isHeldBack |= !isAdmitted;
        }
        Run run = current.get();
        if (!isAdmitted || run == null || !reference.startsWith(run.id() + "/") || current.isStopped(run)) {
            return null;
        }
        Optional<Batch> batch = batches.load(reference);
        return batch.isPresent() && run.resumed() ? stillToSend(batch.get(), run) : batch.orElse(null);
    }

    /** A batch could not be taken: a database that is locked is waited for, and what else there is stops the run. */
    public void notTaken(Throwable fault) {
        if (fault instanceof DataAccessException busy && faults.isWorthStoringAgain(busy)) {
            database.note(busy);
        } else {
            current.stop(current.get(), fault);
        }
    }

    /** A batch that was taken is dealt with. */
    public synchronized void done() {
        inFlight--;
        notifyAll();
    }

    /**
     * The permission to send a batch; it is counted in the ledger before the call is made.
     *
     * @throws BatchTaken when there is none
     */
    public void claim(Attempts attempts) {
        int failedAttempt = attempts.last() == null ? 0 : attempts.last().attempt();
        attempts.claimed(batches.claim(attempts.batch(), failedAttempt)
                .orElseThrow(() -> new BatchTaken(attempts.batch())));
    }

    /** A batch that was taken, before its first attempt. */
    public Attempts begin(Batch batch) {
        return new Attempts(batch);
    }

    /** A batch is dealt with and not sent. */
    public void spare(Attempts attempts) {
        attempts.claimed(Claim.unsent(attempts.batch()));
    }

    /** Whether a refusal is of more than one journey, so that parts of the batch may be accepted. */
    public boolean isToDivide(Attempts attempts, Object verdict) {
        return verdict instanceof BatchRefused && attempts.batch().size() > 1;
    }

    /** The parts in which a refused batch goes on at once; none where a later attempt has it. */
    public List<Batch> divide(Attempts attempts, BatchRefused refusal) {
        List<Batch> parts = batches.split(attempts.last(), trial.parts(attempts, refusal), refusal.words());
        synchronized (this) {
            List<Batch> admitted = trial.admitted(parts, inFlight);
            isHeldBack |= admitted.size() < parts.size();
            return admitted;
        }
    }

    /** An answer was stored. */
    public void stored(CheckedAnswer answer) {
        database.over();
        trial.stored(answer);
        progress.stored(answer);
    }

    /** Gives a batch back whose attempt failed; where that cannot be written it is found at the next start. */
    public void giveBack(Attempts attempts, Exception fault) {
        try {
            if (attempts.last() != null) {
                batches.reopen(attempts.last(), faults.sentence(fault));
            }
        } catch (DataAccessException | TransactionException e) {
            database.note(e);
        } catch (UnusableDatabase e) {
            // There is no ledger to write it to, which is why the run ends.
        }
    }

    /**
     * Ends the buying.
     *
     * @throws RunStopped when the run was stopped, or it sent several journeys and none was attributed: rather no
     *     report than one without credits
     */
    public void requireBought(Run run) {
        trial.tell();
        current.requireGoingOn(run);
        RunLedger.Sent sent = runs.sent(run);
        if (sent.failed() >= Trial.FAILED_ALIKE && sent.attributed() == 0) {
            throw new RunStopped("none of the " + sent.failed() + " journeys that were sent was attributed; the first: "
                    + sent.reason() + ". " + Trial.REMEDY, false, null);
        }
    }

    /** Of a run that is taken up another may have bought a part meanwhile. */
    private Batch stillToSend(Batch batch, Run run) {
        List<JourneyToSend> left = selection.stillToSend(batch.journeys(), run);
        if (left.size() == batch.size()) {
            return batch;
        }
        String reason = batch.size() - left.size() + " of its journeys were bought by another run";
        if (left.isEmpty()) {
            batches.giveUp(batch, reason);
            return null;
        }
        return batches.split(Claim.unsent(batch), List.of(left), reason).stream().findFirst().orElse(null);
    }
}
