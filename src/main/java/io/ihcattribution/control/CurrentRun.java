package io.ihcattribution.control;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.ihcattribution.run.Run;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The run that is under way in this process, one at a time, and why it does not go on. */
public final class CurrentRun {

    private static final Logger LOG = LoggerFactory.getLogger(CurrentRun.class);

    /** Why a run does not go on in a process that ends. */
    static final String PROCESS_STOPPED = "the process was stopped; the next start takes the run up";

    private final Faults faults;
    private final BooleanSupplier processEnds;
    private final AtomicLong begun = new AtomicLong();
    private volatile Run current;

    /** Why it does not go on; null while it does. */
    private volatile RunStopped stopped;

    /** What the API did when it last failed. */
    private volatile String outageReason;

    /** @param processEnds whether this process is about to end */
    public CurrentRun(Faults faults, BooleanSupplier processEnds) {
        this.faults = faults;
        this.processEnds = processEnds;
    }

    /** A run is asked for; the one before has ended. */
    void clear() {
        current = null;
        stopped = null;
    }

    /** A run is under way from now on. */
    void begin(Run run) {
        begun.incrementAndGet();
        stopped = null;
        current = run;
    }

    /** The run that is under way; null for none. */
    public Run get() {
        return current;
    }

    /** How many runs this process has begun. */
    public long begun() {
        return begun.get();
    }

    /** Whether this process is about to end. */
    public boolean isProcessEnding() {
        return processEnds.getAsBoolean();
    }

    /**
     * Stops a run: what is planned is not sent any more, and what is in flight is finished. The first reason counts.
     */
    public synchronized void stop(Run run, Throwable fault) {
        if (!isCurrent(run) || stopped != null || fault instanceof RunStopped) {
            return;
        }
        boolean outage = faults.isOutage(fault);
        // That the breaker is open is a consequence; people want the cause.
        String reason = fault instanceof CallNotPermittedException && outageReason != null
                ? outageReason : faults.sentence(fault);
        stopped = new RunStopped(outage ? "the run gave up waiting for the API (ihc.api.give-up-after): " + reason
                + ". What was answered is stored; the next start goes on with the rest" : reason,
                outage || faults.isResumable(fault), fault);
        // Why is told once, where the run ends; what nobody expects has its stack trace here.
        if (faults.isUnexpected(fault)) {
            LOG.error("run {} stops; what is in flight is finished", run.id(), fault);
        } else {
            LOG.info("run {} stops; what is in flight is finished", run.id());
        }
    }

    /** Stops the run that is under way, if any, because another process has taken the ledger over. */
    synchronized void stopFor(RunStopped reason) {
        Run run = current;
        if (run != null && stopped == null) {
            stopped = reason;
            LOG.info("run {} stops; what is in flight is finished", run.id());
        }
    }

    /** Keeps what the API did when it last failed. */
    public void noteOutage(String reason) {
        outageReason = reason;
    }

    /** Whether the run was stopped or has ended, or this process is about to end. */
    public boolean isStopped(Run run) {
        return !isCurrent(run) || stopped != null || processEnds.getAsBoolean();
    }

    /** Whether the run was not stopped, and this process is not about to end. */
    public boolean isGoingOn(Run run) {
        return !isStopped(run);
    }

    /** @throws RunStopped when the run was stopped, or this process is about to end */
    public void requireGoingOn(Run run) {
        if (!isCurrent(run)) {
            throw new RunStopped("the run has ended", true, null);
        }
        RunStopped reason = stopped;
        if (reason != null) {
            throw new RunStopped(reason.getMessage(), reason.isResumable(), reason.getCause());
        }
        if (processEnds.getAsBoolean()) {
            throw new RunStopped(PROCESS_STOPPED, true, null);
        }
    }

    private boolean isCurrent(Run run) {
        Run now = current;
        return now != null && run != null && now.id().equals(run.id());
    }
}
