package io.ihcattribution.batch;

import io.ihcattribution.journey.BoughtJourney;
import io.ihcattribution.journey.Candidate;
import io.ihcattribution.journey.Fingerprint;
import io.ihcattribution.journey.JourneyRules;
import io.ihcattribution.journey.JourneyState;
import io.ihcattribution.journey.KnownJourney;
import io.ihcattribution.journey.LostSessions;
import io.ihcattribution.journey.PlannedOutcome;
import io.ihcattribution.run.Run;
import io.ihcattribution.run.Source;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** Decides what becomes of conversions in a run, so that nothing is bought twice and nothing is left out. */
public final class JourneySelection {

    private final String service;
    private final ConversionTyping typing;
    private final RunRedistribution redistribution;
    private final KnownJourneys ledger;
    private final JourneyRules rules;
    private final Supplier<String> beginOfHistory;
    private final Clock clock;

    /**
     * @param service who computes the credits, see {@link Fingerprint}
     * @param typing which type each conversion has
     * @param redistribution what each type is sent with
     * @param ledger what is known of conversions
     * @param beginOfHistory when the first of all sessions of the source started, see {@link LostSessions}
     */
    public JourneySelection(
            String service, ConversionTyping typing, RunRedistribution redistribution, KnownJourneys ledger,
            JourneyRules rules, Supplier<String> beginOfHistory, Clock clock) {
        this.service = service;
        this.typing = typing;
        this.redistribution = redistribution;
        this.ledger = ledger;
        this.rules = rules;
        this.beginOfHistory = beginOfHistory;
        this.clock = clock;
    }

    /** What has to be done for a page of conversions; those with which nothing need be done are left out. */
    public PagePlan choose(List<Candidate> page, Run run) {
        Map<String, KnownJourney> known = ledger.of(page.stream().map(Candidate::convId).toList());
        Map<String, String> types = new HashMap<>();
        if (typing.isSeveral()) {
            page.forEach(candidate -> types.put(candidate.convId(), typing.typeOf(candidate.convId())));
        }
        // Most of the time goes into the fingerprints, which know nothing of each other.
        List<Selected> selected = page.parallelStream()
                .map(candidate -> select(candidate, known.getOrDefault(candidate.convId(), KnownJourney.NONE),
                        typing.isSeveral() ? types.get(candidate.convId()) : run.convTypeId(), run))
                .filter(Objects::nonNull).toList();
        Map<String, BoughtJourney> bought = ledger.bought(selected.stream().filter(Selected::mayHaveLostSessions)
                .map(chosen -> chosen.candidate.convId()).toList());
        List<JourneyToSend> journeys = new ArrayList<>();
        List<PlannedOutcome> outcomes = new ArrayList<>();
        List<String> shorter = new ArrayList<>();
        for (Selected chosen : selected) {
            BoughtJourney was = bought.get(chosen.candidate.convId());
            LostSessions lost = was == null ? null
                    : new LostSessions(was, chosen.candidate, rules, beginOfHistory);
            boolean isWhatWasBought = lost != null && (lost.areHistory() || lost.areSecondsOnly()) && !run.buysAll()
                    && (chosen.journey == null || isOnTheTermsOf(was, chosen.journey.convTypeId(), run));
            if (isWhatWasBought) {
                outcomes.add(PlannedOutcome.current(chosen.candidate.convId()));
            } else if (chosen.journey == null) {
                outcomes.add(chosen.outcome(lost));
            } else {
                journeys.add(chosen.journey);
                // As many sessions by other ids are no loss.
                if (lost != null && lost.areHalf() && chosen.isShorter()) {
                    shorter.add(chosen.candidate.convId());
                }
            }
        }
        return new PagePlan(journeys, outcomes.stream()
                .filter(outcome -> !outcome.isKnown(known.getOrDefault(outcome.convId(), KnownJourney.NONE))).toList(),
                shorter, known);
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

    private Selected select(Candidate candidate, KnownJourney known, String type, Run run) {
        if (run.retriesFailed() && !known.hasFailed()) {
            return null;
        }
        if (!run.isOfAllTypes() && !run.convTypeId().equals(type)) {
            // The run is confined to another type; one without any is for a run of all types to reject.
            return null;
        }
        if (candidate.journey() == null) {
            return new Selected(candidate, null, known);
        }
        if (type == null) {
            return new Selected(Candidate.rejected(candidate.convId(), "it has no conversion type; expected"
                    + " one from ihc.types.query or ihc.types.column"), null, known);
        }
        String fingerprint = Fingerprint.of(candidate.journey(), service, type, redistribution.of(run, type));
        if (!isSettled(known, fingerprint, run)) {
            return new Selected(candidate, new JourneyToSend(candidate.journey(), fingerprint, type), known);
        }
        return known.isOutdated() && isCurrent(known, fingerprint, run)
                ? new Selected(candidate, null, known) : null;
    }

    /** Settled by any run where it is attributed, by this very run (taken up again) where it failed, too. */
    private boolean isSettled(KnownJourney known, String fingerprint, Run run) {
        if (known.wasRefused(fingerprint)) {
            return known.wasTriedBy(run.id()) || isCurrent(known, fingerprint, run)
                    || run.request().source() == Source.POLL && known.isToWait(clock.instant());
        }
        return isCurrent(known, fingerprint, run);
    }

    /** Whether the credits that are stored are those of the fingerprint, and are not to be bought again. */
    private static boolean isCurrent(KnownJourney known, String fingerprint, Run run) {
        return known.isAttributed() && fingerprint.equals(known.fingerprint())
                && (!run.buysAll() || run.id().equals(known.runId()));
    }

    private boolean isOnTheTermsOf(BoughtJourney was, String type, Run run) {
        return was.service().equals(service) && type.equals(was.convTypeId())
                && redistribution.of(run, type).equals(RunRedistribution.of(was.redistribution(), type));
    }

    /**
     * A conversion with which something is to be done.
     *
     * @param journey what is to be bought; null where nothing can be, or need be
     */
    private record Selected(Candidate candidate, JourneyToSend journey, KnownJourney known) {

        /** Whether sessions that were bought may be gone or less precise: else there is no need to ask for them. */
        boolean mayHaveLostSessions() {
            return known.isAttributed() && (journey == null
                    ? candidate.state() == JourneyState.UNATTRIBUTABLE
                    : journey.journey().size() <= known.sessions());
        }

        boolean isShorter() {
            return journey.journey().size() < known.sessions();
        }

        PlannedOutcome outcome(LostSessions lost) {
            if (candidate.journey() != null) {
                return PlannedOutcome.current(candidate.convId());
            }
            return new PlannedOutcome(candidate.convId(), candidate.state(),
                    candidate.reason() + (lost == null ? "" : lost.sentence()), lost != null && lost.areLeftOut());
        }
    }
}
