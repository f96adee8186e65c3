package io.ihcattribution.plan;

import io.ihcattribution.ledger.BatchLedger;
import io.ihcattribution.ledger.JourneyLedger;
import io.ihcattribution.ledger.WriteTransactions;
import io.ihcattribution.report.DeletedConversions;
import io.ihcattribution.report.LedgerCopies;
import io.ihcattribution.run.Run;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** The transaction with which a plan that was judged takes effect; a refusal within takes all of it back. */
public final class PlanStart {

    private final TransactionTemplate transaction;
    private final LedgerCopies copies;
    private final DeletedConversions deleted;
    private final JourneyLedger journeys;
    private final BatchLedger batches;

    /** @param writing the connection that writes the ledger */
    public PlanStart(DataSource writing, LedgerCopies copies, DeletedConversions deleted, JourneyLedger journeys,
            BatchLedger batches) {
        this.transaction = new TransactionTemplate(new WriteTransactions(writing));
        this.copies = copies;
        this.deleted = deleted;
        this.journeys = journeys;
        this.batches = batches;
    }

    /**
     * Refreshes the copy of the conversions, keeps why some have no journey, and calls the plan complete.
     *
     * @param judge throws where the plan may not be bought; it is given the number of attributed conversions that the
     *     source has no more
     */
    void begin(Run run, LongConsumer judge) {
        transaction.executeWithoutResult(status -> {
            copies.readConversions();
            judge.accept(deleted.count(run));
            copies.mergeConversions();
            journeys.apply(run);
            if (run.readsAllConversions()) {
                deleted.delete(run.id());
            }
            batches.planned(run);
        });
    }
}
