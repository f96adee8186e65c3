package io.ihcattribution.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * Transactions that are on the disk when they are done, for what is paid for: SQLite's log is otherwise written out
 * only now and then ({@code synchronous = NORMAL}), so that a loss of power takes the last commits. Its other way, to
 * write it out at every commit of the connection, costs as much again for each of the many that can be made anew.
 */
public final class DurableTransactions extends WriteTransactions {

    private static final long serialVersionUID = 1L;

    private final transient Path log;

    public DurableTransactions(LedgerDatabase database) {
        super(database.writing());
        log = database.file().log();
    }

    /** @throws TransactionSystemException when the log cannot be written out; it is then not known to be kept */
    @Override
    protected void doCommit(DefaultTransactionStatus status) {
        super.doCommit(status);
        // Nothing of SQLite's is locked on this file, so that closing it again gives no lock up.
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
            channel.force(false);
        } catch (NoSuchFileException e) {
            // Where the file system does not allow for such a log, SQLite itself writes out every commit.
        } catch (IOException e) {
            throw new TransactionSystemException("the database's log " + log + " cannot be written out", e);
        }
    }
}
