package io.ihcattribution.batch;

import io.ihcattribution.run.Forecast;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts journeys and the requests that they would be sent in, by the rule that gathers batches. It holds no journey.
 */
public final class RequestTally {

    private final BatchLimits limits;
    private long journeys;
    private long sessions;
    private long requests;
    private final Map<String, Gathered> gathered = new HashMap<>();

    /** What the open request of a conversion type would hold so far. */
    private record Gathered(int journeys, int sessions) {}

    /** @param limits what one request may hold */
    public RequestTally(BatchLimits limits) {
        this.limits = limits;
    }

    /** Counts the next journey, in the order in which they would be sent. */
    public void add(JourneyToSend journey) {
        // A request holds conversions of one type only.
        Gathered open = gathered.get(journey.convTypeId());
        if (open == null || !limits.admit(open.journeys, open.sessions, journey)) {
            requests++;
            open = new Gathered(0, 0);
        }
        gathered.put(journey.convTypeId(), new Gathered(open.journeys + 1, open.sessions + journey.journey().size()));
        journeys++;
        sessions += journey.journey().size();
    }

    /** What was counted so far. */
    public Forecast.Amount amount() {
        return new Forecast.Amount(journeys, sessions, requests);
    }
}
