package io.ihcattribution.journey;

import java.time.Duration;
import java.time.Instant;

/**
 * What the ledger knows of a conversion before a run comes to it.
 *
 * @param state what had become of it; null where it is new
 * @param fingerprint of what was sent for it; null where nothing was
 * @param reason why it has no credits; null where it has
 * @param runId the run that wrote the entry; null where it is new
 * @param sessions the sessions that were sent
 * @param convTypeId the conversion type it was sent for; null where it was not
 * @param tried what was tried since in vain, or how often it was refused; {@link Tried#NOTHING} for none
 */
public record KnownJourney(
        JourneyState state, String fingerprint, String reason, String runId, int sessions, String convTypeId,
        Tried tried) {

    /** The entry of a conversion that the ledger does not know. */
    public static final KnownJourney NONE = new KnownJourney(null, null, null, null, 0, null, Tried.NOTHING);

    /**
     * What was tried last.
     *
     * @param state what it came to, which makes the credits that are kept outdated; null where none are
     * @param fingerprint of what was sent; null where nothing was
     * @param reason why it failed
     * @param runId the run that tried
     * @param times how often in a row the API has refused the fingerprint that was sent last
     * @param at when it did last; null where it is not known
     */
    public record Tried(
            JourneyState state, String fingerprint, String reason, String runId, int times, Instant at) {

        /** Nothing was. */
        public static final Tried NOTHING = new Tried(null, null, null, null, 0, null);

        /** 64 days are long enough to find out what the API dislikes. */
        private static final int MAX_DOUBLINGS = 6;

        /** Whether a scheduled run waits with another try: a day after the first refusal, then 2, 4 and so on. */
        boolean isToWait(Instant now) {
            return times > 0 && at != null
                    && now.isBefore(at.plus(Duration.ofDays(1L << Math.min(times - 1, MAX_DOUBLINGS))));
        }
    }

    /** Whether its credits are stored. */
    public boolean isAttributed() {
        return state == JourneyState.ATTRIBUTED;
    }

    /** Whether credits are kept although the journey is not what they were bought for. */
    public boolean isOutdated() {
        return isAttributed() && tried.state() != null;
    }

    /** Whether it was refused when it was sent last. */
    public boolean hasFailed() {
        return state == JourneyState.FAILED || tried.state() == JourneyState.FAILED;
    }

    /** Whether what has this fingerprint is what was refused last. */
    public boolean wasRefused(String sent) {
        return hasFailed() && sent.equals(isAttributed() ? tried.fingerprint() : fingerprint);
    }

    /** Whether a run was the one that tried last. */
    public boolean wasTriedBy(String run) {
        return run.equals(isAttributed() && tried.state() != null ? tried.runId() : runId);
    }

    /** Whether a scheduled run is not to send again yet what was refused. */
    public boolean isToWait(Instant now) {
        return tried.isToWait(now);
    }
}
