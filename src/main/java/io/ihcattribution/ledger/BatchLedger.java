package io.ihcattribution.ledger;

import io.ihcattribution.database.SqlFile;
import io.ihcattribution.batch.Batch;
import io.ihcattribution.batch.BatchPayload;
import io.ihcattribution.batch.Claim;
import io.ihcattribution.batch.JourneyToSend;
import io.ihcattribution.run.Forecast;
import io.ihcattribution.run.Run;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The batches of runs, planned and bought: open → sent → answered, split or returned. Each step is an update that
 * changes nothing where another process or a later attempt was quicker, so that a message may come twice and a
 * process may freeze.
 */
public final class BatchLedger {

    private final JdbcClient writing;
    private final JdbcClient reading;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final String owner;
    private final Duration lease;

    /** The number of the newest batch of the run that this process works on. */
    private final AtomicInteger newest = new AtomicInteger();
    private volatile String numberedRun = "";

    /**
     * @param owner the name of this process
     * @param lease how long a call may take before another process may make it again
     */
    public BatchLedger(DataSource writing, DataSource reading, Clock clock, String owner, Duration lease) {
        this.writing = JdbcClient.create(writing);
        this.reading = JdbcClient.create(reading);
        this.transaction = new TransactionTemplate(new WriteTransactions(writing));
        this.clock = clock;
        this.owner = owner;
        this.lease = lease;
    }

    /** Keeps a batch of the plan, with the next number, until it is bought. */
    public Batch keep(Run run, List<JourneyToSend> journeys) {
        return transaction.execute(status -> insert(new Batch(run.id(), next(run.id()), journeys)));
    }

    /** Forgets a plan that was not finished. */
    public void discardPlan(Run run) {
        transaction.executeWithoutResult(status -> {
            ofRun("delete_open_batches", run).update();
            ofRun("delete_payloads", run).update();
            ofRun("delete_planned_outcomes", run).update();
        });
    }

    /** The plan is complete: from now on the run is bought from the ledger. */
    public void planned(Run run) {
        ofRun("set_run_planned", run).param("now", clock.instant().toString()).update();
    }

    /** What a run has planned to send and has no answer for. */
    public Forecast.Amount amountPlanned(Run run) {
        return reading.sql(SqlFile.read("ledger/count_planned")).param("runId", run.id())
                .query((rows, number) -> new Forecast.Amount(
                        rows.getLong("journeys"), rows.getLong("sessions"), rows.getLong("requests")))
                .single();
    }

    /** The batches of a run that wait to be sent, in the order of the plan. */
    public List<String> open(Run run) {
        return reading.sql(SqlFile.read("ledger/select_open_batches")).param("runId", run.id())
                .param("now", clock.instant().toString()).query(Integer.class).list().stream()
                .map(number -> Batch.reference(run.id(), number)).toList();
    }

    /** Whether a batch of the run has no answer yet. */
    public boolean hasOpen(Run run) {
        return reading.sql(SqlFile.read("ledger/count_open_batches")).param("runId", run.id()).query(Integer.class)
                .single() > 0;
    }

    /** The batch of a reference; empty where it has been dealt with. */
    public Optional<Batch> load(String reference) {
        int slash = reference.lastIndexOf('/');
        String runId = reference.substring(0, slash);
        int number = Integer.parseInt(reference.substring(slash + 1));
        return reading.sql(SqlFile.read("ledger/select_batch_payload")).param("runId", runId).param("number", number)
                .query((rows, row) -> new Batch(runId, number, BatchPayload.read(rows.getBytes(1)))).optional();
    }

    /**
     * Asks for the permission to send a batch.
     *
     * @param failedAttempt the number of the asker's own attempt that has failed; 0 for none
     * @return empty where the batch is not to be sent, or another process is at it
     */
    public Optional<Claim> claim(Batch batch, int failedAttempt) {
        Instant now = clock.instant();
        return of("claim_batch", batch)
                .param("owner", owner)
                .param("leaseUntil", now.plus(lease).toString())
                .param("now", now.toString())
                .param("failedAttempt", failedAttempt)
                .query((rows, row) -> new Claim(batch, rows.getInt("attempts"), owner)).optional();
    }

    /** An attempt did not succeed, for the reason given: the batch waits again. */
    public void reopen(Claim claim, String reason) {
        claimed("reopen_batch", claim).param("reason", reason).update();
    }

    /** A batch goes on in parts, which are kept in its place; the parts, with numbers of their own. */
    public List<Batch> split(Claim claim, List<List<JourneyToSend>> parts, String reason) {
        Batch batch = claim.batch();
        return transaction.execute(status -> {
            if (close(claim, "split", reason) == 0) {
                return List.of();
            }
            return parts.stream().map(part -> insert(new Batch(batch.runId(), next(batch.runId()), part))).toList();
        });
    }

    /** Nothing of a batch will be sent: what it holds was bought meanwhile. */
    public void giveUp(Batch batch, String reason) {
        transaction.executeWithoutResult(status -> close(Claim.unsent(batch), "returned", reason));
    }

    /** What a process that is no more has sent waits again. */
    public void reopenAll(Run run) {
        // Another process may have numbered some meanwhile.
        numberedRun = "";
        ofRun("reopen_batches", run).update();
    }

    /** Nothing that a run has not bought will be bought by it. */
    public void returnAll(Run run) {
        transaction.executeWithoutResult(status -> {
            ofRun("return_batches", run).update();
            ofRun("delete_payloads", run).update();
            ofRun("delete_planned_outcomes", run).update();
        });
    }

    /**
     * Within the transaction that stores the answer: the batch is answered.
     *
     * @return false where the attempt is no longer the newest; nothing of its answer may be stored then
     */
    boolean answered(Claim claim, long attributed, long failed) {
        of("delete_payload", claim.batch()).update();
        return claimed("answer_batch", claim).param("attributed", attributed).param("failed", failed).update() > 0;
    }

    private int close(Claim claim, String state, String reason) {
        int closed = claimed("close_batch", claim).param("state", state).param("reason", reason).update();
        if (closed > 0) {
            of("delete_payload", claim.batch()).update();
        }
        return closed;
    }

    private Batch insert(Batch batch) {
        of("insert_batch", batch).param("convTypeId", batch.convTypeId()).param("size", batch.size())
                .param("sessions", batch.sessions()).update();
        of("insert_batch_payload", batch).param("payload", BatchPayload.write(batch.journeys())).update();
        return batch;
    }

    private synchronized int next(String runId) {
        if (!numberedRun.equals(runId)) {
            newest.set(writing.sql(SqlFile.read("ledger/select_last_batch_number")).param("runId", runId)
                    .query(Integer.class).single());
            numberedRun = runId;
        }
        return newest.incrementAndGet();
    }

    private JdbcClient.StatementSpec ofRun(String statement, Run run) {
        return writing.sql(SqlFile.read("ledger/" + statement)).param("runId", run.id());
    }

    private JdbcClient.StatementSpec of(String statement, Batch batch) {
        return writing.sql(SqlFile.read("ledger/" + statement)).param("runId", batch.runId())
                .param("number", batch.number());
    }

    private JdbcClient.StatementSpec claimed(String statement, Claim claim) {
        return of(statement, claim.batch()).param("attempt", claim.attempt()).param("owner", claim.owner());
    }
}
