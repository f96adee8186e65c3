package io.ihcattribution.control;

import io.ihcattribution.database.UnusableDatabase;
import io.ihcattribution.embedded.ParameterTraining;
import io.ihcattribution.ledger.BatchLedger;
import io.ihcattribution.ledger.ConversionCounts;
import io.ihcattribution.ledger.Lease;
import io.ihcattribution.ledger.LeaseHeld;
import io.ihcattribution.ledger.RunLedger;
import io.ihcattribution.quality.QualityReport;
import io.ihcattribution.report.PublishedReport;
import io.ihcattribution.report.RunSummary;
import io.ihcattribution.report.TrainingNote;
import io.ihcattribution.run.Forecast;
import io.ihcattribution.run.Run;
import io.ihcattribution.run.RunCounts;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.dao.DataAccessException;

/** Ends the runs of this process; how one ended is said once in the log, in its row and to whoever asked for it. */
public final class RunEnd {

    private static final Logger LOG = LoggerFactory.getLogger(RunEnd.class);

    private final RunLedger ledger;
    private final ConversionCounts counts;
    private final BatchLedger batches;
    private final Lease lease;
    private final CurrentRun current;
    private final Waits waits;
    private final Faults faults;
    private final Clock clock;
    private final Product product;

    /**
     * What runs, for the summary.
     *
     * @param version the product's version
     * @param settings the settings, without secrets
     * @param defaults what a run sends for that its request does not name
     */
    public record Product(String version, Map<String, String> settings, RunDefaults defaults) {}

    public RunEnd(RunLedger ledger, ConversionCounts counts, BatchLedger batches, Lease lease, CurrentRun current,
            Waits waits, Faults faults,
            Clock clock, Product product) {
        this.ledger = ledger;
        this.counts = counts;
        this.batches = batches;
        this.lease = lease;
        this.current = current;
        this.waits = waits;
        this.faults = faults;
        this.clock = clock;
        this.product = product;
    }

    /**
     * Ends a run that has done what was asked.
     *
     * @param published what its report came to, or null where it makes none
     * @param trained what its training came to, or null where it has none
     * @param forecast what a dry run has counted, or null where nothing was
     * @param quality what was found dirty, or null where it did not look
     */
    public RunSummary complete(
            Run run, PublishedReport published, ParameterTraining.Trained trained, Forecast forecast,
            QualityReport quality) {
        RunSummary summary = summary(run, published, trained, forecast, quality);
        if (!run.isDry()) {
            ledger.complete(run, published == null ? null : published.sha256());
            lease.release();
        }
        ended();
        LOG.atLevel(summary.hasFailures() ? Level.WARN : Level.INFO).log(summary.sentence());
        summary.warnings().forEach(warning -> LOG.warn("run {}: {}", run.id(), warning));
        return summary;
    }

    /** Ends a run that could not be done; it is taken up later where that can help. */
    public RunOutcome fail(Run run, Throwable fault) {
        String reason = faults.sentence(fault);
        RunOutcome.State state = isToGoOn(fault) ? RunOutcome.State.INTERRUPTED : RunOutcome.State.FAILED;
        Throwable trace = faults.isUnexpected(fault) ? fault : null;
        if (run == null) {
            LOG.atLevel(level(state)).setCause(trace).log("a run could not begin: {}", reason);
        } else {
            if (!run.isDry()) {
                write(run, state, reason);
            }
            LOG.atLevel(level(state)).setCause(trace).log("run {} {}: {}", run.id(),
                    state == RunOutcome.State.INTERRUPTED ? "interrupted" : "failed", reason);
        }
        ended();
        return RunOutcome.notDone(state, reason, current.isProcessEnding());
    }

    /** Nothing is wrong with a run that goes on by itself. */
    private Level level(RunOutcome.State state) {
        return state == RunOutcome.State.FAILED ? Level.ERROR : current.isProcessEnding() ? Level.INFO : Level.WARN;
    }

    private void write(Run run, RunOutcome.State state, String reason) {
        try {
            // Where another process has taken it up, it is that one's.
            if (lease.renew()) {
                if (state == RunOutcome.State.INTERRUPTED) {
                    batches.reopenAll(run);
                    ledger.interrupt(run, reason);
                } else {
                    batches.returnAll(run);
                    ledger.fail(run, reason);
                }
                lease.release();
            }
        } catch (UnusableDatabase e) {
            // There is no ledger to write it to; in one that is put back the run is taken up.
            LOG.debug("run {} has no row to end in", run.id(), e);
        }
    }

    /** A run that was completed, for whoever asked for it. */
    public RunOutcome outcome(RunSummary summary) {
        return RunOutcome.completed(summary);
    }

    /** A run that was asked for in words that cannot be used. */
    public RunOutcome refuse(String trigger, Throwable fault) {
        String reason = faults.sentence(fault);
        LOG.error("trigger {} is refused: {}", trigger, reason, faults.isUnexpected(fault) ? fault : null);
        return RunOutcome.notDone(RunOutcome.State.FAILED, reason, false);
    }

    /** Says what becomes of the run that is under way, once this process was told to end. */
    public void tellStop(boolean isDaemon) {
        Run run = current.get();
        if (run != null) {
            LOG.info("run {} stops, for the process was told to end: what is in flight is finished, and the rest after"
                    + " the next start", run.id());
        } else if (isDaemon) {
            LOG.info("the daemon stops; no run is under way");
        }
    }

    /** A process that ends while it waits has not failed. */
    private boolean isToGoOn(Throwable fault) {
        return faults.isResumable(fault) || current.isProcessEnding()
                && (fault instanceof LeaseHeld
                        || fault instanceof DataAccessException && faults.isWorthStoringAgain(fault));
    }

    private void ended() {
        waits.forget();
        current.clear();
    }

    /** What a run sends for that the settings do not say; null where it is nothing, or nothing is sent. */
    private String ownTerms(Run run) {
        return run.attributes() ? product.defaults().ownTerms(run) : null;
    }

    private RunSummary summary(
            Run run, PublishedReport published, ParameterTraining.Trained trained, Forecast forecast,
            QualityReport quality) {
        // These two leave the ledger's copy of the source as it is.
        RunCounts runCounts = run.isDry() || run.trains()
                ? RunCounts.ofSource(counts.inSource(run.window()))
                : counts.of(run);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new RunSummary(run, runCounts, published, counts.unattributed(run.window(), RunSummary.MOST_LISTED),
                now, product.version(), product.settings(),
                trained == null ? null : new TrainingNote(trained.file().toString(), trained.report()),
                forecast, ownTerms(run), quality == null ? null : quality.counts());
    }
}
