package io.ihcattribution.journey;

import java.util.List;

/**
 * What the stored credits of a conversion were bought for.
 *
 * @param service who computed them, see {@link Fingerprint}
 * @param convTypeId the conversion type; null where it is not known
 * @param redistribution the redistribution parameters of the run that bought them, by conversion type
 * @param sessions the sessions that were sent, oldest first
 */
public record BoughtJourney(String service, String convTypeId, String redistribution, List<BoughtSession> sessions) {

    /** A session as it was sent; of credits of an early version channel and time may be unknown, null. */
    public record BoughtSession(String sessionId, String channel, String startedAt) {}
}
