package io.ihcattribution.journey;

/**
 * What the ledger knows of a conversion before a run comes to it.
 *
 * @param state what had become of it; null where it is new
 * @param fingerprint of what was sent for it; null where nothing was
 * @param reason why it has no credits; null where it has
 * @param runId the run that wrote the entry; null where it is new
 */
public record KnownJourney(JourneyState state, String fingerprint, String reason, String runId) {

    /** The entry of a conversion that the ledger does not know. */
    public static final KnownJourney NONE = new KnownJourney(null, null, null, null);
}
