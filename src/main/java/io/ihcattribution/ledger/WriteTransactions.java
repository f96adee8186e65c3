package io.ihcattribution.ledger;

import io.ihcattribution.database.FilePool;
import io.ihcattribution.database.UnusableDatabase;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;

/**
 * Transactions on the connection that writes. A connection of which SQLite's driver could not begin a transaction,
 * because another program writes, takes itself for one within a transaction from then on: what the next transaction
 * writes on it would be kept statement by statement, and not rolled back. Such a connection is not used again.
 */
public class WriteTransactions extends DataSourceTransactionManager {

    private static final long serialVersionUID = 1L;

    public WriteTransactions(DataSource writing) {
        super(writing);
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        try {
            super.doBegin(transaction, definition);
        } catch (TransactionException e) {
            if (e.getCause() instanceof UnusableDatabase gone) {
                throw gone;
            }
            if (obtainDataSource() instanceof FilePool pool) {
                pool.unguarded().getHikariPoolMXBean().softEvictConnections();
            }
            throw e;
        }
    }
}
