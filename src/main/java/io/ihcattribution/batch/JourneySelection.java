package io.ihcattribution.batch;

import io.ihcattribution.journey.Candidate;
import io.ihcattribution.journey.Fingerprint;
import io.ihcattribution.journey.JourneyOutcome;
import io.ihcattribution.journey.JourneyState;
import io.ihcattribution.journey.LedgerEntry;
import io.ihcattribution.run.Mode;
import io.ihcattribution.run.Run;
import java.util.Objects;

/** Decides what becomes of a conversion in a run, so that nothing is bought twice and nothing is left out. */
public final class JourneySelection {

    private final String service;

    /** @param service who computes the credits, see {@link Fingerprint} */
    public JourneySelection(String service) {
        this.service = service;
    }

    /**
     * What a candidate asks for.
     *
     * @return a {@link JourneyToSend}; or a {@link JourneyOutcome} to keep where it cannot be sent; or null where the
     *     ledger holds what is to be known of it already
     */
    public Object select(Candidate candidate, Run run) {
        LedgerEntry entry = candidate.entry();
        if (run.retriesFailed() && entry.state() != JourneyState.FAILED) {
            return null;
        }
        if (candidate.setAside() != null) {
            JourneyOutcome outcome = JourneyOutcome.setAside(candidate, run.id());
            boolean known = entry.state() == candidate.setAside() && Objects.equals(entry.reason(), outcome.reason());
            return known || run.isDry() ? null : outcome;
        }
        String fingerprint = Fingerprint.of(candidate.journey(), service, run.convTypeId(), run.redistribution());
        return isSettled(entry, fingerprint, run) ? null : new JourneyToSend(candidate.journey(), fingerprint);
    }

    /** Settled by any run where it is attributed, by this very run (taken up again) where it failed, too. */
    private static boolean isSettled(LedgerEntry entry, String fingerprint, Run run) {
        if (!fingerprint.equals(entry.fingerprint())) {
            return false;
        }
        boolean ofThisRun = run.id().equals(entry.runId());
        return switch (entry.state()) {
            case ATTRIBUTED -> ofThisRun || run.mode() != Mode.FULL;
            case FAILED -> ofThisRun;
            case REJECTED, UNATTRIBUTABLE -> false;
        };
    }
}
