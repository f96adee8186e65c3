package io.ihcattribution.journey;

import java.util.Locale;

/** What has become of a conversion, as the ledger's {@code ihc_journey.state} has it. */
public enum JourneyState {
    /** Its credits are stored. */
    ATTRIBUTED,
    /** It was sent, and the answer refused it or could not be used. Tried again by the next run. */
    FAILED,
    /** It cannot be sent: too many sessions, or a value that the API would refuse. */
    REJECTED,
    /** No session led to it. */
    UNATTRIBUTABLE;

    /** The word that the ledger uses. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The state of a word; null of null. */
    public static JourneyState of(String word) {
        return word == null ? null : valueOf(word.toUpperCase(Locale.ROOT));
    }
}
