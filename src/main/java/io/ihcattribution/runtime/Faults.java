package io.ihcattribution.runtime;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.ihcattribution.api.ApiUnavailable;
import java.io.IOException;
import java.util.Set;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ExchangeException;
import org.apache.camel.RuntimeCamelException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What an exception says to a user, and what it means for the work. */
public final class Faults {

    /** Primary result codes: the statement, a constraint, or the file is at fault, and will be again. */
    private static final Set<Integer> BEYOND_WAITING = Set.of(SQLiteErrorCode.SQLITE_ERROR.code,
            SQLiteErrorCode.SQLITE_CORRUPT.code, SQLiteErrorCode.SQLITE_CONSTRAINT.code,
            SQLiteErrorCode.SQLITE_MISMATCH.code, SQLiteErrorCode.SQLITE_NOTADB.code);

    /** One sentence for the log, the ledger and the file beside a failed trigger. */
    public String sentence(@ExchangeException Throwable fault) {
        Throwable cause = fault;
        while ((cause instanceof RuntimeCamelException || cause instanceof CamelExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        // A connection with a fault is closed, so that its rollback fails, too: what went before is what counts.
        if (cause instanceof TransactionSystemException rollback && rollback.getOriginalException() != null) {
            return sentence(rollback.getOriginalException());
        }
        if (cause instanceof DataAccessException || cause instanceof TransactionException) {
            return "the database: " + root(cause).getMessage();
        }
        if (cause instanceof IOException) {
            return root(cause).getClass().getSimpleName() + ": " + root(cause).getMessage();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
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

    /** Whether a failed transaction may succeed later: not where the data, the statement or the file is at fault. */
    public boolean isWorthStoringAgain(@ExchangeException Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            // Where the rollback failed as well, as it does where the transaction could not even begin.
            if (cause instanceof TransactionSystemException rollback && rollback.getOriginalException() != null) {
                return isWorthStoringAgain(rollback.getOriginalException());
            }
            if (cause instanceof DataIntegrityViolationException || cause instanceof BadSqlGrammarException
                    || cause instanceof SQLiteException sqlite && BEYOND_WAITING.contains(sqlite.getResultCode().code & 0xff)) {
                return false;
            }
        }
        return true;
    }

    private static Throwable root(Throwable fault) {
        Throwable root = fault;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
