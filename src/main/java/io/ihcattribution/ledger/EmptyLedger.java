package io.ihcattribution.ledger;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The product's tables without a row, in memory: what a database that no run has come to yet is read with, so that
 * nothing has to be written into it.
 */
final class EmptyLedger implements AutoCloseable {

    private final String name = "file:ihc-empty-" + UUID.randomUUID() + "?mode=memory&cache=shared";

    /** What is in memory lasts as long as a connection to it. */
    private final Connection keeper;

    private EmptyLedger() throws SQLException {
        keeper = DriverManager.getConnection("jdbc:sqlite:" + name);
    }

    /** Makes the tables as the migrations have them. */
    static EmptyLedger make() throws SQLException {
        EmptyLedger ledger = new EmptyLedger();
        try (Statement statement = ledger.keeper.createStatement()) {
            // The migrations speak of the shop's own tables, too; those of the database come first where both have one.
            for (Map.Entry<String, List<String>> table : ShopDatabase.TABLES.entrySet()) {
                statement.execute("create table " + table.getKey() + " (" + String.join(", ", table.getValue()) + ")");
            }
            ShopDatabase.migrations(new SingleConnectionDataSource(ledger.keeper, true)).migrate();
            return ledger;
        } catch (SQLException | RuntimeException e) {
            ledger.close();
            throw e;
        }
    }

    /** The statement by which another connection sees the tables. */
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
