package io.ihcattribution.runtime;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.ihcattribution.api.ApiAccessDenied;
import io.ihcattribution.embedded.ParameterTraining;
import io.ihcattribution.ledger.ConversionCounts;
import io.ihcattribution.ledger.Lease;
import io.ihcattribution.ledger.LeaseHeld;
import io.ihcattribution.ledger.RunLedger;
import io.ihcattribution.quality.QualityReport;
import io.ihcattribution.report.PublishedReport;
import io.ihcattribution.report.RunSummary;
import io.ihcattribution.report.TrainingNote;
import io.ihcattribution.run.Forecast;
import io.ihcattribution.run.Mode;
import io.ihcattribution.run.Run;
import io.ihcattribution.run.RunCounts;
import io.ihcattribution.run.RunRequest;
import io.ihcattribution.run.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLTransientConnectionException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Begins, stops and ends the runs of this process, one at a time. */
public final class Runs {

    private static final Logger LOG = LoggerFactory.getLogger(Runs.class);

    /** The service that estimates; the API's own name is {@code api}. */
    static final String EMBEDDED = "embedded";

    private static final String OTHER_PROCESS = "the other process";

    /** So many failures and no success are the API's fault, not the journeys'. */
    private static final int MANY = 10;

    private final RunLedger ledger;
    private final ConversionCounts counts;
    private final Lease lease;
    private final Progress progress;
    private final Faults faults;
    private final Waits waits;
    private final DatabaseWait database;
    private final Clock clock;
    private final Supplier<CamelContext> context;
    private final String service;
    private final String convTypeId;
    private final String redistribution;
    private final Path triggerFolder;
    private final boolean watching;
    private final String version;
    private final Map<String, String> settings;

    /** The run that is under way. */
    private final AtomicLong begun = new AtomicLong();
    private volatile Run current;

    /** Why it does not go on; null while it does. */
    private volatile RunStopped stopped;

    /** What the API did when it last failed. */
    private volatile String outageReason;

    Runs(RunLedger ledger, ConversionCounts counts, Lease lease, Progress progress, Faults faults, Waits waits, DatabaseWait database, Clock clock,
            Supplier<CamelContext> context, String service, String convTypeId, String redistribution, Path triggerFolder, boolean watching, String version,
            Map<String, String> settings) {
        this.ledger = ledger;
        this.counts = counts;
        this.lease = lease;
        this.progress = progress;
        this.faults = faults;
        this.waits = waits;
        this.database = database;
        this.clock = clock;
        this.context = context;
        this.service = service;
        this.convTypeId = convTypeId;
        this.redistribution = redistribution;
        this.triggerFolder = triggerFolder;
        this.watching = watching;
        this.version = version;
        this.settings = settings;
    }

    /**
     * Begins the run that was asked for; or takes up the unfinished one that asked for the same.
     *
     * @throws io.ihcattribution.ledger.LeaseHeld when another process works on the database
     */
    public Run begin(RunRequest request) {
        begun.incrementAndGet();
        current = null;
        stopped = null;
        current = beginOrTakeUp(request);
        return current;
    }

    private Run beginOrTakeUp(RunRequest request) {
        String type = request.convTypeId() == null ? convTypeId : request.convTypeId();
        String sent = request.redistribution() == null ? redistribution : request.redistribution();
        if (request.mode().isDry()) {
            requireSameService(request);
            progress.begin(counts.inSource(request.window()));
            return new Run("dry-run", request, type, sent, clock.instant(), false);
        }
        lease.take();
        database.over();
        waits.over(OTHER_PROCESS);
        try {
            requireSameService(request);
        } catch (IllegalStateException e) {
            lease.release();
            throw e;
        }
        Run run = ledger.unfinished().stream()
                .filter(unfinished -> asksTheSame(unfinished, request, type, sent))
                .findFirst()
                .map(this::takeUp)
                .orElseGet(() -> ledger.begin(request, type, sent, service));
        progress.begin(counts.inSource(run.window()));
        LOG.info("run {} {}: {}, {}, conversions {}", run.id(), run.resumed() ? "taken up again" : "begun",
                request.source(), run.mode(), run.window().label().replace("_", " to "));
        return run;
    }

    /** Estimates must not take the place of what was paid for because a variable was not set. */
    private void requireSameService(RunRequest request) {
        if (service.equals(EMBEDDED) && isIncremental(request.mode()) && request.steps().attribute()
                && ledger.holdsCreditsOfTheApi()) {
            throw new IllegalStateException("the database holds credits that were bought from the API, but ihc.api.url is"
                    + " empty: the embedded service's estimates would replace them. Set ihc.api.url, or ask for mode full");
        }
    }

    private static boolean isIncremental(Mode mode) {
        return mode == Mode.INCREMENTAL || mode == Mode.DRY_RUN;
    }

    /** The unfinished runs that nothing else will ask for again; none in a process that runs once. */
    public List<RunRequest> toTakeUp() {
        if (!watching) {
            return List.of();
        }
        return ledger.unfinished().stream()
                .filter(run -> run.request().source() != Source.TRIGGER || !isWaiting(run.request().name()))
                .map(Run::request)
                .toList();
    }

    /** How many runs this process has begun. */
    public long begun() {
        return begun.get();
    }

    /** Stops a run: what is read is not sent any more, and what is on its way goes back. The first reason counts. */
    public synchronized void stop(Run run, Throwable fault) {
        if (run == current && stopped == null && !(fault instanceof RunStopped)) {
            boolean outage = faults.isOutage(fault);
            // That the breaker is open is a consequence; people want the cause.
            String reason = fault instanceof CallNotPermittedException && outageReason != null
                    ? outageReason : faults.sentence(fault);
            stopped = new RunStopped((outage ? "the API has not answered for long: " : "") + reason, outage, fault);
            if (outage || fault instanceof ApiAccessDenied || fault instanceof CallLimitReached) {
                LOG.error("run {} stops: {}", run.id(), stopped.getMessage());
            } else {
                LOG.error("run {} stops: {}", run.id(), stopped.getMessage(), fault);
            }
        }
    }

    /** Keeps what the API did when it last failed. */
    public void noteOutage(String reason) {
        outageReason = reason;
    }

    /**
     * Stops a run of whose journeys the API attributed none: rather no report than one without credits.
     *
     * @throws RunStopped when it sent several and none was attributed
     */
    public void requireSomeAttributed(Run run) {
        RunLedger.Sent sent = run.isDry() ? RunLedger.Sent.NONE : ledger.sent(run);
        if (sent.failed() >= MANY && sent.attributed() == 0) {
            throw new RunStopped("none of the " + sent.failed() + " journeys that were sent was attributed; the first: "
                    + sent.reason(), false, null);
        }
    }

    /** Keeps the lease, or stops the run that is under way where another process has taken it. */
    public void keepLease() {
        Run run = current;
        if (!renewed() && run != null) {
            synchronized (this) {
                if (run == current && stopped == null) {
                    stopped = takenOver();
                    LOG.error("run {} stops: {}", run.id(), stopped.getMessage());
                }
            }
        }
    }

    /**
     * Keeps the lease where nothing may be written without it, such as in a transaction that has lasted longer than one.
     *
     * @throws RunStopped where another process has taken it
     */
    public void requireLease() {
        if (!lease.renew()) {
            throw takenOver();
        }
    }

    private static RunStopped takenOver() {
        return new RunStopped("another process has taken over the database", true, null);
    }

    private boolean renewed() {
        try {
            return lease.renew();
        } catch (DataAccessException | TransactionException e) {
            // It lasts longer than a while, and whoever looks at it sees that this process is alive.
            if (!isAtWork(e)) {
                database.note(e);
            }
            return true;
        }
    }

    /**
     * Whether the one connection that writes was at work for this very run: a large shop's report takes minutes. Where it
     * could not be made, the pool has a cause.
     */
    private static boolean isAtWork(Exception fault) {
        return fault.getCause() instanceof SQLTransientConnectionException pool && pool.getCause() == null;
    }

    /** Says what becomes of the run that is under way, once this process was told to end. */
    public void tellStop() {
        Run run = current;
        if (run != null) {
            LOG.info("run {} stops, for the process was told to end: what is in flight is finished, and the rest after the next start",
                    run.id());
        } else if (watching) {
            LOG.info("stops");
        }
    }

    /** Whether the run was stopped, or this process is about to end. */
    public boolean isStopped(Run run) {
        return run != current || stopped != null || context.get().isStopping();
    }

    /** Whether the run was not stopped, and this process is not about to end. */
    public boolean isGoingOn(Run run) {
        return !isStopped(run);
    }

    /** @throws RunStopped when the run was stopped, or this process is about to end */
    public void requireGoingOn(Run run) {
        // The same object, not the same id: a batch may be left over from before the run was taken up again.
        if (run != current) {
            throw new RunStopped("the run has ended", true, null);
        }
        RunStopped reason = stopped;
        if (reason != null) {
            throw new RunStopped(reason.getMessage(), reason.isResumable(), reason.getCause());
        }
        if (context.get().isStopping()) {
            throw new RunStopped("the process was stopped; the next start takes the run up", true, null);
        }
    }

    /** Whether to wait for another process to end its run: a daemon has the time, a command is told at once. */
    public boolean waitsForLease(LeaseHeld fault) {
        if (watching && !context.get().isStopping()) {
            waits.on(OTHER_PROCESS, fault.getMessage());
            return true;
        }
        return false;
    }

    /** Whether a batch of the run has not been answered for. */
    public boolean hasOpenBatches(Run run) {
        if (run.isDry()) {
            return false;
        }
        // Of a stopped run a batch may stay open, where the database cannot be written either.
        return isStopped(run) ? context.get().getInflightRepository().size("attribute-take") > 0 : ledger.hasOpenBatches(run);
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
            Run run, PublishedReport published, ParameterTraining.Trained trained, Forecast forecast, QualityReport quality) {
        RunSummary summary = summary(run, published, trained, run.isDry() ? forecast : null, quality);
        if (!run.isDry()) {
            ledger.complete(run, published == null ? null : published.sha256());
            lease.release();
            database.over();
        }
        waits.forget();
        current = null;
        LOG.info("run {} completed", run.id());
        return summary;
    }

    /** Ends a run that could not be done; it is taken up later where that can help. */
    public void fail(Run run, Throwable fault) {
        String reason = faults.sentence(fault);
        // Before a batch that is left over could come to the API.
        current = null;
        boolean resumable = faults.isResumable(fault);
        if (!run.isDry()) {
            if (resumable) {
                ledger.interrupt(run, reason);
            } else {
                ledger.fail(run, reason);
            }
            ledger.returnBatches(run);
            lease.release();
            database.over();
        }
        waits.forget();
        LOG.error("run {} {}: {}", run.id(), resumable ? "interrupted" : "failed", reason);
    }

    /** The folder for a trigger whose run was not done: where the process ends it asks again at the next start. */
    public String triggerFate(Throwable fault) {
        return faults.isResumable(fault) && context.get().isStopping() ? Daemon.INTERRUPTED : ".failed";
    }

    /**
     * Tells whoever asked for a run that it could not be done.
     *
     * @throws RuntimeException always: the fault
     */
    public void tell(Throwable fault) {
        throw fault instanceof RuntimeException told
                ? told : new RunStopped(faults.sentence(fault), faults.isResumable(fault), fault);
    }

    private RunSummary summary(
            Run run, PublishedReport published, ParameterTraining.Trained trained, Forecast forecast, QualityReport quality) {
        // These two leave the ledger's copy of the source as it is.
        RunCounts counts = run.isDry() || run.trains()
                ? new RunCounts(this.counts.inSource(run.window()), 0, 0, 0, 0, 0, 0, 0, 0)
                : this.counts.of(run);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new RunSummary(run, counts, published, this.counts.unattributed(run.window(), RunSummary.MOST_LISTED),
                now, version, settings,
                trained == null ? null : new TrainingNote(trained.file().toString(), trained.report()),
                forecast, quality == null ? null : quality.counts());
    }

    private Run takeUp(Run run) {
        ledger.takeUp(run);
        return run;
    }

    private static boolean asksTheSame(Run run, RunRequest request, String convTypeId, String redistribution) {
        return run.window().equals(request.window())
                && run.convTypeId().equals(convTypeId)
                && run.redistribution().equals(redistribution)
                && run.mode() == request.mode()
                && run.request().steps().equals(request.steps())
                && run.request().retry() == request.retry()
                && Objects.equals(run.request().name(), request.name());
    }

    /** Whether a trigger file lies in its folder, to be taken (again). */
    private boolean isWaiting(String triggerName) {
        return triggerName != null && (Files.exists(triggerFolder.resolve(triggerName))
                || Files.exists(triggerFolder.resolve(Daemon.CLAIMED).resolve(triggerName)));
    }
}
