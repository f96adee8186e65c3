package io.ihcattribution.journey;

/**
 * A conversion of a run's window with what was found for it: a journey, or the reason why it has none to send.
 *
 * @param convId the conversion's key
 * @param journey what can be sent; null where nothing can
 * @param state {@link JourneyState#REJECTED} or {@link JourneyState#UNATTRIBUTABLE}; null where there is a journey
 * @param reason why there is no journey; null where there is one
 */
public record Candidate(String convId, Journey journey, JourneyState state, String reason) {

    static Candidate of(Journey journey) {
        return new Candidate(journey.conversion().convId(), journey, null, null);
    }

    /** A conversion whose journey cannot be sent. */
    public static Candidate rejected(String convId, String reason) {
        return new Candidate(convId, null, JourneyState.REJECTED, reason);
    }

    static Candidate unattributable(String convId, String reason) {
        return new Candidate(convId, null, JourneyState.UNATTRIBUTABLE, reason);
    }
}
