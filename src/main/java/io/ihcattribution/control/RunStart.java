package io.ihcattribution.control;

import io.ihcattribution.database.UnusableDatabase;
import io.ihcattribution.ledger.BatchLedger;
import io.ihcattribution.ledger.Lease;
import io.ihcattribution.ledger.LeaseHeld;
import io.ihcattribution.ledger.RunLedger;
import io.ihcattribution.run.Mode;
import io.ihcattribution.run.Refusal;
import io.ihcattribution.run.Run;
import io.ihcattribution.run.RunRequest;
import io.ihcattribution.run.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins the runs of this process, and takes up those that were begun and not ended. */
public final class RunStart {

    private static final Logger LOG = LoggerFactory.getLogger(RunStart.class);
    private static final String OTHER_PROCESS = "the other process";

    private final RunLedger ledger;
    private final BatchLedger batches;
    private final Lease lease;
    private final CurrentRun current;
    private final Waits waits;
    private final Clock clock;
    private final RunDefaults defaults;
    /** Those that were taken up last: one that cannot be done is tried again after another run, not at once. */
    private Set<String> tried = Set.of();

    /** @param defaults what a run has that its request does not name */
    public RunStart(RunLedger ledger, BatchLedger batches, Lease lease, CurrentRun current, Waits waits, Clock clock,
            RunDefaults defaults) {
        this.ledger = ledger;
        this.batches = batches;
        this.lease = lease;
        this.current = current;
        this.waits = waits;
        this.clock = clock;
        this.defaults = defaults;
    }

    /**
     * Begins the run that was asked for; or takes up the unfinished one that asked for the same.
     *
     * @param takenUp the id of the run to take up, where it is one and no other; null otherwise
     * @throws LeaseHeld when another process works on the ledger
     * @throws RunStopped when this process is about to end
     * @throws Refusal when estimates would replace what was paid for, or the run to take up has been done meanwhile
     */
    public Run begin(@Body RunRequest request, @Variable("takenUp") String takenUp) {
        current.clear();
        if (current.isProcessEnding()) {
            throw new RunStopped(CurrentRun.PROCESS_STOPPED, true, null);
        }
        Run run = request.mode().isDry() ? dry(request) : beginOrTakeUp(request, takenUp);
        current.begin(run);
        return run;
    }

    /** Whether to wait for another process to end its run: a daemon has the time, a command is told at once. */
    public boolean waitsForLease(LeaseHeld fault) {
        if (defaults.isDaemon() && !current.isProcessEnding()) {
            waits.on(OTHER_PROCESS, fault.getMessage());
            return true;
        }
        return false;
    }

    /** The unfinished runs that nothing else will ask for again; none in a process that runs once, or ends. */
    public List<Run> toTakeUp() {
        if (!defaults.isDaemon() || current.isProcessEnding()) {
            return List.of();
        }
        List<Run> left = unfinished().stream()
                .filter(run -> run.request().source() != Source.TRIGGER || !isWaiting(run.request().name()))
                .filter(run -> !tried.contains(run.id())).toList();
        tried = left.stream().map(Run::id).collect(Collectors.toUnmodifiableSet());
        return left;
    }

    private List<Run> unfinished() {
        try {
            return ledger.unfinished(defaults.service());
        } catch (UnusableDatabase e) {
            // The run that found its file gone has said so.
            return List.of();
        }
    }

    private Run dry(RunRequest request) {
        requireSameService(request);
        return new Run("dry-run", request, type(request), redistribution(request), clock.instant(), false, false);
    }

    private Run beginOrTakeUp(RunRequest request, String takenUp) {
        lease.take();
        waits.over(OTHER_PROCESS);
        Run run;
        try {
            requireSameService(request);
            Optional<Run> unfinished = ledger.unfinished(defaults.service()).stream()
                    .filter(begun -> takenUp == null ? asksTheSame(begun, request) : begun.id().equals(takenUp))
                    .findFirst();
            if (takenUp != null && unfinished.isEmpty()) {
                throw new Refusal("run " + takenUp + " was to be taken up, but has been done meanwhile");
            }
            run = unfinished.map(this::takeUp).orElseGet(() -> ledger.begin(
                    request, type(request), redistribution(request), defaults.service()));
        } catch (Refusal e) {
            lease.release();
            throw e;
        }
        String ownTerms = run.attributes() ? defaults.ownTerms(run) : null;
        if (ownTerms != null) {
            LOG.warn("{}; the next run without it, such as a scheduled one, pays again for the journeys that it buys",
                    ownTerms);
        }
        LOG.info("run {} {}: {}, {}, conversions {}", run.id(), run.resumed() ? "taken up again" : "begun",
                request.source().code(), run.mode().code(), run.window().label().replace("_", " to "));
        return run;
    }

    private Run takeUp(Run run) {
        batches.reopenAll(run);
        ledger.takeUp(run);
        return run;
    }

    /** Estimates must not take the place of what was paid for because a variable was not set. */
    private void requireSameService(RunRequest request) {
        boolean replaces = request.mode() == Mode.INCREMENTAL || request.mode() == Mode.DRY_RUN;
        if (defaults.isEmbedded() && replaces && request.steps().attribute() && ledger.holdsCreditsOfTheApi()) {
            throw new Refusal("the database holds credits that were bought from the API, but ihc.api.url is"
                    + " empty: the embedded service's estimates would replace them. Set ihc.api.url, or ask for mode"
                    + " full");
        }
    }

    private String type(RunRequest request) {
        return request.convTypeId() == null ? defaults.convTypeId() : request.convTypeId();
    }

    private String redistribution(RunRequest request) {
        return request.redistribution() == null ? defaults.redistribution() : request.redistribution();
    }

    private boolean asksTheSame(Run run, RunRequest request) {
        return run.window().equals(request.window())
                && run.convTypeId().equals(type(request))
                && run.redistribution().equals(redistribution(request))
                && run.mode() == request.mode()
                && run.request().steps().equals(request.steps())
                && run.retriesFailed() == request.retriesFailed()
                && run.request().accepted().equals(request.accepted())
                && Objects.equals(run.request().name(), request.name());
    }

    /** Whether a trigger file lies in its folder, to be taken (again). */
    private boolean isWaiting(String triggerName) {
        Path folder = defaults.triggerFolder();
        return triggerName != null && (Files.exists(folder.resolve(triggerName))
                || Files.exists(folder.resolve(RunOutcome.CLAIMED).resolve(triggerName)));
    }
}
