package io.ihcattribution.batch;

import io.ihcattribution.run.Forecast;

/** Counts journeys and the requests that they would be sent in, by the rule that gathers batches. It holds no journey. */
public final class RequestTally {

    private final BatchLimits limits;
    private long journeys;
    private long sessions;
    private long requests;
    private int gatheredJourneys;
    private int gatheredSessions;

    /** @param limits what one request may hold */
    public RequestTally(BatchLimits limits) {
        this.limits = limits;
    }

    /** Counts the next journey, in the order in which they would be sent. */
    public void add(JourneyToSend journey) {
        if (requests == 0 || !limits.admit(gatheredJourneys, gatheredSessions, journey)) {
            requests++;
            gatheredJourneys = 0;
            gatheredSessions = 0;
        }
        gatheredJourneys++;
        gatheredSessions += journey.journey().size();
        journeys++;
        sessions += journey.journey().size();
    }

    /** What was counted so far. */
    public Forecast.Amount amount() {
        return new Forecast.Amount(journeys, sessions, requests);
    }
}
