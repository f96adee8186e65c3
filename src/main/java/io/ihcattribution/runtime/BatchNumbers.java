package io.ihcattribution.runtime;

import io.ihcattribution.api.BatchRefused;
import io.ihcattribution.batch.Batch;
import io.ihcattribution.batch.BatchClosing;
import io.ihcattribution.batch.BatchLimits;
import io.ihcattribution.batch.OpenBatch;
import io.ihcattribution.ledger.RunLedger;
import io.ihcattribution.run.Run;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Numbers the batches of a run, on from those that the ledger has. */
public final class BatchNumbers {

    private final RunLedger ledger;
    private final Map<String, AtomicInteger> last = new ConcurrentHashMap<>();

    public BatchNumbers(RunLedger ledger) {
        this.ledger = ledger;
    }

    /** A gathered batch with its number. */
    public Batch number(Run run, OpenBatch gathered) {
        return new Batch(run.id(), next(run), gathered.journeys());
    }

    /** The parts in which a batch goes on, with numbers of their own. */
    public List<Batch> parts(Run run, Batch batch, BatchLimits limits) {
        return batch.parts(limits).stream().map(part -> new Batch(run.id(), next(run), part)).toList();
    }

    /** How a batch ends whose parts go on; the refusal is null where it was not sent before. */
    public BatchClosing halved(Batch batch, BatchRefused refusal) {
        return new BatchClosing(batch.runId(), batch.number(), "halved", 0, 0,
                refusal == null ? "more than the API takes in one request" : refusal.words());
    }

    /** How a batch ends of which nothing is stored. */
    public BatchClosing returned(Batch batch, String reason) {
        // That the breaker is open is no reason of its own: the ledger keeps the one that opened it.
        boolean consequence = reason != null && reason.startsWith("CircuitBreaker ");
        return new BatchClosing(batch.runId(), batch.number(), "returned", 0, 0, consequence ? null : reason);
    }

    /** Forgets a run that has ended. */
    public void forget(Run run) {
        last.remove(run.id());
    }

    private int next(Run run) {
        return last.computeIfAbsent(run.id(), id -> new AtomicInteger(ledger.lastBatchNumber(run))).incrementAndGet();
    }
}
