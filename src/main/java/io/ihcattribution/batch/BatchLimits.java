package io.ihcattribution.batch;

/**
 * What one request may hold.
 *
 * @param maxJourneys the most journeys
 * @param maxSessions the most sessions, over all journeys
 */
public record BatchLimits(int maxJourneys, int maxSessions) {

    /** The API's own limits: 100 journeys and 3,000 sessions. */
    public static final BatchLimits OF_THE_API = new BatchLimits(100, 3_000);

    /** Whether a further journey fits beside what is there already. */
    public boolean admit(int journeys, int sessions, JourneyToSend next) {
        return journeys < maxJourneys && sessions + next.journey().size() <= maxSessions;
    }
}
