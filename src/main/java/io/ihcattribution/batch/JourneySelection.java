package io.ihcattribution.batch;

import io.ihcattribution.journey.Candidate;
import io.ihcattribution.journey.Fingerprint;
import io.ihcattribution.journey.JourneyOutcome;
import io.ihcattribution.journey.JourneyState;
import io.ihcattribution.journey.KnownJourney;
import io.ihcattribution.run.Run;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Decides what becomes of conversions in a run, so that nothing is bought twice and nothing is left out. */
public final class JourneySelection {

    private final String service;
    private final ConversionTyping typing;
    private final RunRedistribution redistribution;
    private final KnownJourneys ledger;

    /**
     * @param service who computes the credits, see {@link Fingerprint}
     * @param typing which type each conversion has
     * @param redistribution what each type is sent with
     * @param ledger what is known of conversions
     */
    public JourneySelection(
            String service, ConversionTyping typing, RunRedistribution redistribution, KnownJourneys ledger) {
        this.service = service;
        this.typing = typing;
        this.redistribution = redistribution;
        this.ledger = ledger;
    }

    /** What has to be done for a page of conversions; those with which nothing need be done are left out. */
    public PagePlan choose(List<Candidate> page, Run run) {
        Map<String, KnownJourney> known = ledger.of(page.stream().map(Candidate::convId).toList());
        Map<String, String> types = new HashMap<>();
        if (typing.isSeveral()) {
            page.forEach(candidate -> types.put(candidate.convId(), typing.typeOf(candidate.convId())));
        }
        // Most of the time goes into the fingerprints, which know nothing of each other.
        List<Object> selected = page.parallelStream()
                .map(candidate -> select(candidate, known.getOrDefault(candidate.convId(), KnownJourney.NONE),
                        typing.isSeveral() ? types.get(candidate.convId()) : run.convTypeId(), run))
                .filter(Objects::nonNull).toList();
        List<JourneyToSend> journeys = new ArrayList<>();
        List<JourneyOutcome> withoutJourney = new ArrayList<>();
        for (Object chosen : selected) {
            if (chosen instanceof JourneyToSend journey) {
                journeys.add(journey);
            } else {
                withoutJourney.add((JourneyOutcome) chosen);
            }
        }
        return new PagePlan(journeys, withoutJourney, known);
    }

    /** What a page's plan has to buy. */
    public List<JourneyToSend> toSend(PagePlan page) {
        return page.journeys();
    }

    /** The journeys of a batch that is taken up which no other run has bought meanwhile. */
    public List<JourneyToSend> stillToSend(List<JourneyToSend> planned, Run run) {
        Map<String, KnownJourney> known = ledger.of(planned.stream().map(JourneyToSend::convId).toList());
        return planned.stream().filter(sent -> !isSettled(
                known.getOrDefault(sent.convId(), KnownJourney.NONE), sent.fingerprint(), run)).toList();
    }

    private Object select(Candidate candidate, KnownJourney known, String type, Run run) {
        if (run.retriesFailed() && known.state() != JourneyState.FAILED) {
            return null;
        }
        if (!run.isOfAllTypes() && !run.convTypeId().equals(type)) {
            // The run is confined to another type; one without any is for a run of all types to reject.
            return null;
        }
        if (candidate.journey() == null) {
            return withoutJourney(candidate, known, run);
        }
        if (type == null) {
            return withoutJourney(Candidate.rejected(candidate.convId(), "it has no conversion type; expected"
                    + " one from ihc.types.query or ihc.types.column"), known, run);
        }
        String fingerprint = Fingerprint.of(candidate.journey(), service, type, redistribution.of(run, type));
        return isSettled(known, fingerprint, run) ? null : new JourneyToSend(candidate.journey(), fingerprint, type);
    }

    private static JourneyOutcome withoutJourney(Candidate candidate, KnownJourney known, Run run) {
        JourneyOutcome outcome = JourneyOutcome.withoutJourney(candidate, run.id());
        boolean isKnown = known.state() == candidate.state() && Objects.equals(known.reason(), outcome.reason());
        return isKnown ? null : outcome;
    }

    /** Settled by any run where it is attributed, by this very run (taken up again) where it failed, too. */
    private static boolean isSettled(KnownJourney known, String fingerprint, Run run) {
        if (!fingerprint.equals(known.fingerprint())) {
            return false;
        }
        boolean ofThisRun = run.id().equals(known.runId());
        return switch (known.state()) {
            case ATTRIBUTED -> ofThisRun || !run.buysAll();
            case FAILED -> ofThisRun;
            case REJECTED, UNATTRIBUTABLE -> false;
        };
    }
}
