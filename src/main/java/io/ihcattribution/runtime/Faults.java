package io.ihcattribution.runtime;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.ihcattribution.api.ApiUnavailable;
import java.io.IOException;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ExchangeException;
import org.apache.camel.RuntimeCamelException;
import org.springframework.dao.DataIntegrityViolationException;

/** What an exception says to a user, and what it means for the work. */
public final class Faults {

    /** One sentence for the log, the ledger and the file beside a failed trigger. */
    public String sentence(@ExchangeException Throwable fault) {
        Throwable cause = fault;
        while ((cause instanceof RuntimeCamelException || cause instanceof CamelExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof IOException) {
            return root(cause).getClass().getSimpleName() + ": " + root(cause).getMessage();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    /** The folder for a trigger whose run failed: one to be taken up again waits for the next start. */
    public String triggerFate(Throwable fault) {
        return isResumable(fault) ? Daemon.INTERRUPTED : ".failed";
    }

    /** Whether an exception is a stop after which the run is taken up again. */
    public boolean isResumable(Throwable fault) {
        Throwable cause = fault;
        while (cause != null && !(cause instanceof RunStopped)) {
            cause = cause.getCause();
        }
        return cause instanceof RunStopped stop && stop.isResumable();
    }

    /** Whether an exception says that the API cannot be reached, or is unwell. */
    public boolean isOutage(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof ApiUnavailable || cause instanceof IOException
                    || cause instanceof CallNotPermittedException) {
                return true;
            }
        }
        return false;
    }

    /** Whether a failed transaction may succeed later: not where the data itself is refused. */
    public boolean isWorthStoringAgain(Throwable fault) {
        return !(fault instanceof DataIntegrityViolationException);
    }

    private static Throwable root(Throwable fault) {
        Throwable root = fault;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
