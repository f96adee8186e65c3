package io.ihcattribution.control;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.ihcattribution.api.ApiUnavailable;
import io.ihcattribution.api.NetworkFault;
import io.ihcattribution.database.DatabaseFault;
import io.ihcattribution.database.FileReplaced;
import io.ihcattribution.files.FileFault;
import io.ihcattribution.text.KeyMask;
import io.ihcattribution.text.Quoted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.security.cert.CertPathBuilderException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.ExchangeException;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.component.file.GenericFileOperationFailedException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What an exception says to a user, and what it means for the work. */
public final class Faults {

    private static final String PRODUCT = "io.ihcattribution.";

    /**
     * What another program or the machine may cure. Spring knows SQLite's faults by no other name than uncategorized.
     */
    private static final Set<Integer> PASSING = Stream.of(SQLiteErrorCode.SQLITE_BUSY, SQLiteErrorCode.SQLITE_LOCKED,
            SQLiteErrorCode.SQLITE_READONLY, SQLiteErrorCode.SQLITE_IOERR, SQLiteErrorCode.SQLITE_FULL,
            SQLiteErrorCode.SQLITE_CANTOPEN, SQLiteErrorCode.SQLITE_PROTOCOL)
            .map(passing -> passing.code).collect(Collectors.toUnmodifiableSet());

    private static final int LONGEST = 4_000;

    private final KeyMask key;

    /** @param key what no sentence shows */
    public Faults(KeyMask key) {
        this.key = key;
    }

    /** One sentence for the log, the ledger and the file beside a failed trigger, on one line and without the key. */
    public String sentence(@ExchangeException Throwable fault) {
        return Quoted.cut(Quoted.onOneLine(key.hide(words(fault))), LONGEST);
    }

    /** That of the cause. */
    private String words(Throwable fault) {
        Throwable cause = cause(fault);
        // A connection with a fault is closed, so that its rollback fails, too: what went before is what counts.
        if (cause instanceof TransactionSystemException rollback && rollback.getOriginalException() != null) {
            return words(rollback.getOriginalException());
        }
        if (cause instanceof DataAccessException || cause instanceof TransactionException
                || cause instanceof SQLException) {
            return "the database: " + DatabaseFault.sentence(root(cause));
        }
        if (cause instanceof InvalidPathException path) {
            return "\"" + path.getInput() + "\" cannot be the name of a file in this process's locale ("
                    + System.getProperty("sun.jnu.encoding") + "); start with LC_ALL=C.UTF-8";
        }
        if (root(cause) instanceof CertPathBuilderException) {
            return "the certificate that the API shows is of no authority that is trusted ("
                    + root(cause).getMessage() + "); one of your own is named in ihc.api.trust-store";
        }
        if (cause instanceof IOException) {
            IOException io = root(cause) instanceof IOException root ? root : (IOException) cause;
            return NetworkFault.is(io) ? NetworkFault.sentence(io) : fileOf(fault, io) + FileFault.sentence(io);
        }
        if (cause instanceof CallNotPermittedException) {
            return "too many calls failed; the next is tried after a pause (ihc.api.breaker-open)";
        }
        if (cause instanceof PropertyBindingException key) {
            // Without its value, which may be a password.
            return (String.valueOf(key.getOptionPrefix()).replaceFirst("\\.?$", ".") + key.getPropertyName())
                    .replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT)
                    + ": Camel has no such key, or cannot use its value; Camel documents its keys";
        }
        if (cause instanceof OutOfMemoryError) {
            return "the memory does not suffice (" + cause.getMessage() + "); start with a larger -Xmx";
        }
        if (isEndOfProcess(cause)) {
            return CurrentRun.PROCESS_STOPPED;
        }
        if (isUnexpected(cause)) {
            return "a fault of the program, which its log has in full: " + cause.getClass().getSimpleName()
                    + (cause.getMessage() == null ? "" : ": " + cause.getMessage());
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    /** Whether nobody but a programmer can mend it, who needs its stack trace. */
    public boolean isUnexpected(Throwable fault) {
        Throwable cause = cause(fault);
        boolean isTold = cause.getClass().getName().startsWith(PRODUCT) || isThrownByUs(cause)
                || cause instanceof IOException || cause instanceof DataAccessException
                || cause instanceof TransactionException || cause instanceof SQLException
                || cause instanceof CallNotPermittedException || cause instanceof OutOfMemoryError
                || cause instanceof PropertyBindingException
                || cause instanceof GenericFileOperationFailedException || isEndOfProcess(cause);
        return !isTold || cause.getMessage() == null;
    }

    /** Whether Camel has ended a wait for another try, for this process was told to end. */
    private static boolean isEndOfProcess(Throwable cause) {
        return cause instanceof RejectedExecutionException
                && String.valueOf(cause.getMessage()).contains("while stopping");
    }

    /** What we throw ourselves has a sentence for people. */
    private static boolean isThrownByUs(Throwable fault) {
        StackTraceElement[] trace = fault.getStackTrace();
        return (fault instanceof IllegalArgumentException || fault instanceof IllegalStateException)
                && trace.length > 0 && trace[0].getClassName().startsWith(PRODUCT);
    }

    /** What lies within the wrappers of Camel and Java, which say only where a fault went by. */
    private static Throwable cause(Throwable fault) {
        Throwable cause = fault;
        while (cause.getCause() != null && isWrapper(cause) && !(cause instanceof PropertyBindingException)) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static boolean isWrapper(Throwable fault) {
        return fault.getClass().getName().startsWith("org.apache.camel.") || fault instanceof UncheckedIOException
                || fault instanceof InvocationTargetException || fault instanceof UndeclaredThrowableException
                || fault instanceof ExecutionException || fault instanceof CompletionException;
    }

    /** What Camel says of the file, where the fault itself does not name it. */
    private static String fileOf(Throwable fault, IOException io) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof GenericFileOperationFailedException && !(io instanceof FileSystemException)) {
                return cause.getMessage() + ": ";
            }
        }
        return "";
    }

    /**
     * Passes a fault on to whoever asked.
     *
     * @throws RuntimeException always: the fault
     */
    public void passOn(Throwable fault) {
        throw fault instanceof RuntimeException told ? told
                : new RunStopped(sentence(fault), isResumable(fault), fault);
    }

    /** Whether an exception is a stop after which the run is taken up again: with the file that is there then, too. */
    public boolean isResumable(Throwable fault) {
        Throwable cause = fault;
        while (cause != null && !(cause instanceof RunStopped) && !(cause instanceof FileReplaced)
                && !isEndOfProcess(cause)) {
            cause = cause.getCause();
        }
        return cause instanceof FileReplaced || isEndOfProcess(cause)
                || cause instanceof RunStopped stop && stop.isResumable();
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

    /**
     * Whether a failed transaction may succeed later: not where the data itself is refused, or the statement is wrong.
     */
    public boolean isWorthStoringAgain(Throwable fault) {
        // Where the rollback failed as well, as it does where the transaction could not even begin.
        if (fault instanceof TransactionSystemException rollback && rollback.getOriginalException() != null) {
            return isWorthStoringAgain(rollback.getOriginalException());
        }
        return root(fault) instanceof SQLiteException sqlite
                ? PASSING.contains(sqlite.getErrorCode())
                : !(fault instanceof NonTransientDataAccessException);
    }

    private static Throwable root(Throwable fault) {
        Throwable root = fault;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
