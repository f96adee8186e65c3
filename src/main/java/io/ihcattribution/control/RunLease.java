package io.ihcattribution.control;

import io.ihcattribution.database.UnusableDatabase;
import io.ihcattribution.ledger.Lease;
import io.ihcattribution.ledger.LedgerDatabase;
import java.sql.SQLTransientConnectionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Keeps this process's lease on the ledger while a run is under way. */
public final class RunLease {

    private static final Logger LOG = LoggerFactory.getLogger(RunLease.class);

    private final Lease lease;
    private final LedgerDatabase ledger;
    private final CurrentRun current;
    private final DatabaseWait database;
    private String told;

    public RunLease(Lease lease, LedgerDatabase ledger, CurrentRun current, DatabaseWait database) {
        this.lease = lease;
        this.ledger = ledger;
        this.current = current;
        this.database = database;
    }

    /** Keeps the lease, or stops the run that is under way where another process has taken it, or the ledger's file. */
    public void keep() {
        try {
            ledger.requireInPlace();
            told = null;
            if (!renewed()) {
                current.stopFor(takenOver());
            }
        } catch (UnusableDatabase e) {
            current.stopFor(new RunStopped(e.getMessage(), false, e));
            tellGone(e.getMessage());
        }
    }

    /**
     * Keeps the lease where nothing may be written without it, such as in a transaction that has lasted longer than
     * one.
     *
     * @throws RunStopped where another process has taken it
     * @throws UnusableDatabase where the ledger's file is not in its place
     */
    public void require() {
        ledger.requireInPlace();
        if (!lease.renew()) {
            throw takenOver();
        }
    }

    /** Once, where no run is under way that says it: the sooner the file is put back the better. */
    private void tellGone(String sentence) {
        if (current.get() == null && !sentence.equals(told)) {
            LOG.error(sentence);
            told = sentence;
        }
    }

    private static RunStopped takenOver() {
        return new RunStopped(
                "another process has taken the ledger over, for this one was not heard of for"
                        + " longer than ihc.db.lease; it goes on with the run",
                true, null);
    }

    private boolean renewed() {
        try {
            return lease.renew();
        } catch (DataAccessException | TransactionException e) {
            // It lasts longer than a while, and whoever looks at it sees that this process is alive.
            if (!isAtWork(e)) {
                database.note(e);
            }
            return true;
        }
    }

    /**
     * Whether the one connection that writes was at work for this very run: a large shop's report takes minutes.
     * Where it could not be made, the pool has a cause.
     */
    private static boolean isAtWork(Exception fault) {
        return fault.getCause() instanceof SQLTransientConnectionException pool && pool.getCause() == null;
    }
}
