package io.ihcattribution.ledger;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/**
 * Has the pool drop a connection on which a statement failed. Where the database is locked as a transaction begins, the
 * SQLite driver keeps on its books that it had begun: the next one would run its statements one by one, each for itself.
 */
public final class FreshAfterFault implements SQLExceptionOverride {

    @java.lang.Override
    public SQLExceptionOverride.Override adjudicate(SQLException fault) {
        return SQLExceptionOverride.Override.MUST_EVICT;
    }
}
