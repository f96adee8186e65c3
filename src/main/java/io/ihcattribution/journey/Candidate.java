package io.ihcattribution.journey;

import java.time.LocalDateTime;
import java.util.Set;

/**
 * A conversion of a run's window with what was found for it: a journey, or the reason why it has none to send.
 *
 * @param convId the conversion's key
 * @param convertedAt when, UTC; null where it cannot be read
 * @param journey what can be sent; null where nothing can
 * @param state {@link JourneyState#REJECTED} or {@link JourneyState#UNATTRIBUTABLE}; null where there is a journey
 * @param reason why there is no journey; null where there is one
 * @param leftOut the sessions of its user before it that the rules for channels leave out, by their ids
 */
public record Candidate(
        String convId, LocalDateTime convertedAt, Journey journey, JourneyState state, String reason,
        Set<String> leftOut) {

    static Candidate of(Journey journey, Set<String> leftOut) {
        Conversion conversion = journey.conversion();
        return new Candidate(conversion.convId(), conversion.convertedAt(), journey, null, null, leftOut);
    }

    /** A conversion whose journey cannot be sent. */
    public static Candidate rejected(String convId, String reason) {
        return new Candidate(convId, null, null, JourneyState.REJECTED, reason, Set.of());
    }

    static Candidate unattributable(
            String convId, LocalDateTime convertedAt, String reason, Set<String> leftOut) {
        return new Candidate(convId, convertedAt, null, JourneyState.UNATTRIBUTABLE, reason, leftOut);
    }
}
