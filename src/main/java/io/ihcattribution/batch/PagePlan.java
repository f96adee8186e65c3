package io.ihcattribution.batch;

import io.ihcattribution.journey.JourneyState;
import io.ihcattribution.journey.KnownJourney;
import io.ihcattribution.journey.PlannedOutcome;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a run has to do for a page of conversions.
 *
 * @param journeys what it has to buy
 * @param outcomes what it has to keep of conversions that it does not buy
 * @param shorter those of the journeys, by their conversions' ids, that have lost half of the sessions that were bought
 * @param known what the ledger knew of the page's conversions, by their ids
 */
public record PagePlan(
        List<JourneyToSend> journeys, List<PlannedOutcome> outcomes, List<String> shorter,
        Map<String, KnownJourney> known) {

    /** What the ledger knew of a conversion. */
    public KnownJourney known(String convId) {
        return known.getOrDefault(convId, KnownJourney.NONE);
    }

    /** The conversions whose credits are up to date and would be no more. */
    public Stream<PlannedOutcome> outdated() {
        return outcomes.stream().filter(outcome -> outcome.state() != JourneyState.ATTRIBUTED && !outcome.drops()
                && known(outcome.convId()).isAttributed() && !known(outcome.convId()).isOutdated());
    }

    /** How many of the conversions have credits. */
    public long attributed() {
        return known.values().stream().filter(KnownJourney::isAttributed).count();
    }
}
