package io.ihcattribution.journey;

/**
 * A conversion of a run's window with what was found for it: a journey, or the reason why it has none to send.
 *
 * @param convId the conversion's key
 * @param entry what the ledger knew of it
 * @param journey what can be sent; null where {@code setAside} says why nothing can
 * @param setAside {@link JourneyState#REJECTED} or {@link JourneyState#UNATTRIBUTABLE}; null where there is a journey
 * @param reason why it is set aside; null where it is not
 */
public record Candidate(String convId, LedgerEntry entry, Journey journey, JourneyState setAside, String reason) {

    static Candidate of(Journey journey, LedgerEntry entry) {
        return new Candidate(journey.conversion().convId(), entry, journey, null, null);
    }

    /** A candidate whose journey cannot be sent, because nothing says for which conversion type. */
    public static Candidate withoutType(Candidate candidate) {
        return setAside(candidate.convId(), candidate.entry(), JourneyState.REJECTED, "it has no conversion type; expected"
                + " one from ihc.types.query or ihc.types.column");
    }

    static Candidate setAside(String convId, LedgerEntry entry, JourneyState state, String reason) {
        return new Candidate(convId, entry, null, state, reason);
    }
}
