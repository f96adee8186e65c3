package io.ihcattribution.ledger;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;

/**
 * The ledger's tables without a row, in memory: what is read where no run has made a ledger, so that nothing is
 * written.
 */
final class EmptyLedger implements AutoCloseable {

    private final String name = "file:ihc-empty-" + UUID.randomUUID() + "?mode=memory&cache=shared";

    /** What is in memory lasts as long as a connection to it. */
    private final Connection keeper;

    private EmptyLedger() throws SQLException {
        keeper = DriverManager.getConnection("jdbc:sqlite:" + name);
    }

    static EmptyLedger make() throws SQLException {
        EmptyLedger ledger = new EmptyLedger();
        try {
            Schema.create(ledger.keeper);
            return ledger;
        } catch (SQLException e) {
            ledger.close();
            throw e;
        }
    }

    /** The statement by which a connection to another database sees the tables, too. */
    String attachment() {
        return "attach database '" + name + "' as ihc_empty_ledger";
    }

    @Override
    public void close() {
        try {
            keeper.close();
        } catch (SQLException e) {
            // it is in memory, and goes with the process
        }
    }
}
