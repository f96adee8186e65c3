package io.ihcattribution.control;

import io.ihcattribution.ledger.Lease;
import io.ihcattribution.ledger.LedgerDatabase;
import java.sql.SQLTransientConnectionException;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Keeps this process's lease on the ledger while a run is under way. */
public final class RunLease {

    private final Lease lease;
    private final LedgerDatabase ledger;
    private final CurrentRun current;
    private final DatabaseWait database;

    public RunLease(Lease lease, LedgerDatabase ledger, CurrentRun current, DatabaseWait database) {
        this.lease = lease;
        this.ledger = ledger;
        this.current = current;
        this.database = database;
    }

    /** Keeps the lease, or stops the run that is under way where another process has taken it, or the ledger's file. */
    public void keep() {
        if (!ledger.isInPlace()) {
            current.stopFor(gone());
        } else if (!renewed()) {
            current.stopFor(takenOver());
        }
    }

    /** @throws RunStopped where what is written to the ledger would be lost */
    public void requireInPlace() {
        if (!ledger.isInPlace()) {
            throw gone();
        }
    }

    /**
     * Keeps the lease where nothing may be written without it, such as in a transaction that has lasted longer than
     * one.
     *
     * @throws RunStopped where another process has taken it, or the ledger's file is not in its place
     */
    public void require() {
        requireInPlace();
        if (!lease.renew()) {
            throw takenOver();
        }
    }

    private RunStopped gone() {
        return new RunStopped(
                "the ledger's file " + ledger.file().path() + " was replaced or deleted since the start, and"
                        + " what is written to it would be lost; put it back, or start anew",
                false, null);
    }

    private static RunStopped takenOver() {
        return new RunStopped("another process has taken over the database", true, null);
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
