package io.ihcattribution.api;

/**
 * The credit of one session for one conversion, as it is stored.
 *
 * @param convId the conversion
 * @param sessionId the session
 * @param initializer its share of the initializer phase, 0 to 1
 * @param holder its share of the holder phase, 0 to 1
 * @param closer its share of the closer phase, 0 to 1
 * @param ihc its credit, 0 to 1; over a conversion's sessions the sum is 1
 * @param channelName the marketing channel as it was sent
 * @param startedAt when the session started as it was sent, {@code YYYY-MM-DD HH:MM:SS}, UTC
 */
public record Credit(
        String convId, String sessionId, double initializer, double holder, double closer, double ihc,
        String channelName,
        String startedAt) {

    /** The same with so many times the credit; the shares of the phases stay as they were answered. */
    Credit times(double factor) {
        return new Credit(convId, sessionId, initializer, holder, closer, ihc * factor, channelName, startedAt);
    }
}
