package io.ihcattribution.batch;

import io.ihcattribution.journey.Candidate;
import io.ihcattribution.journey.Fingerprint;
import io.ihcattribution.journey.JourneyOutcome;
import io.ihcattribution.journey.JourneyState;
import io.ihcattribution.journey.LedgerEntry;
import io.ihcattribution.run.Run;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;

/** Decides what becomes of a conversion in a run, so that nothing is bought twice and nothing is left out. */
public final class JourneySelection {

    private final String service;
    private final ConversionTyping typing;
    private final RunRedistribution redistribution;

    /**
     * @param service who computes the credits, see {@link Fingerprint}
     * @param typing which type each conversion has
     * @param redistribution what each type is sent with
     */
    public JourneySelection(String service, ConversionTyping typing, RunRedistribution redistribution) {
        this.service = service;
        this.typing = typing;
        this.redistribution = redistribution;
    }

    /**
     * What has to be done for the candidates, in their order and while they stream by.
     *
     * @return what {@link #select} says of each; those with which nothing need be done are left out
     */
    public Iterator<Object> choose(Iterator<Candidate> candidates, Run run) {
        return new Iterator<>() {
            private Object ahead = find();

            @Override
            public boolean hasNext() {
                return ahead != null;
            }

            @Override
            public Object next() {
                if (ahead == null) {
                    throw new NoSuchElementException();
                }
                Object chosen = ahead;
                ahead = find();
                return chosen;
            }

            private Object find() {
                while (candidates.hasNext()) {
                    Candidate candidate = candidates.next();
                    Object selected = select(candidate, run);
                    if (selected != null) {
                        return selected;
                    }
                }
                return null;
            }
        };
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
        String type = typing.isSeveral() ? typing.typeOf(candidate.convId()) : run.convTypeId();
        if (!run.isOfAllTypes() && !run.convTypeId().equals(type)) {
            // The run is confined to another type; one without any is for a run of all types to reject.
            return null;
        }
        if (candidate.setAside() != null) {
            return setAside(candidate, run);
        }
        if (type == null) {
            return setAside(Candidate.withoutType(candidate), run);
        }
        String fingerprint = Fingerprint.of(candidate.journey(), service, type, redistribution.of(run, type));
        return isSettled(entry, fingerprint, run) ? null : new JourneyToSend(candidate.journey(), fingerprint, type);
    }

    private static JourneyOutcome setAside(Candidate candidate, Run run) {
        LedgerEntry entry = candidate.entry();
        JourneyOutcome outcome = JourneyOutcome.setAside(candidate, run.id());
        boolean known = entry.state() == candidate.setAside() && Objects.equals(entry.reason(), outcome.reason());
        return known || run.isDry() ? null : outcome;
    }

    /** Settled by any run where it is attributed, by this very run (taken up again) where it failed, too. */
    private static boolean isSettled(LedgerEntry entry, String fingerprint, Run run) {
        if (!fingerprint.equals(entry.fingerprint())) {
            return false;
        }
        boolean ofThisRun = run.id().equals(entry.runId());
        return switch (entry.state()) {
            case ATTRIBUTED -> ofThisRun || !run.buysAll();
            case FAILED -> ofThisRun;
            case REJECTED, UNATTRIBUTABLE -> false;
        };
    }
}
