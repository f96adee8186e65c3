package io.ihcattribution.batch;

import io.ihcattribution.journey.JourneyOutcome;
import io.ihcattribution.journey.KnownJourney;
import java.util.List;
import java.util.Map;

/**
 * What a run has to do for a page of conversions.
 *
 * @param journeys what it has to buy
 * @param withoutJourney what it has to keep of conversions that have no journey to send
 * @param known what the ledger knew of the page's conversions, by their ids
 */
public record PagePlan(
        List<JourneyToSend> journeys, List<JourneyOutcome> withoutJourney, Map<String, KnownJourney> known) {

    /** What the ledger knew of a conversion. */
    public KnownJourney known(String convId) {
        return known.getOrDefault(convId, KnownJourney.NONE);
    }
}
