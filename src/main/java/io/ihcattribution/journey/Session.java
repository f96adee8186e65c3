package io.ihcattribution.journey;

import java.time.LocalDateTime;

/**
 * One visit of a user to the shop, through one marketing channel.
 *
 * @param sessionId the key of the session, unique in the shop's database
 * @param startedAt when it started, UTC, to the second
 * @param channel the marketing channel's label, as it is sent and reported
 * @param holderEngagement whether the session counts for the holder phase
 * @param closerEngagement whether the session counts for the closer phase
 * @param impressionInteraction whether the session is an ad impression rather than a visit
 */
public record Session(
        String sessionId,
        LocalDateTime startedAt,
        String channel,
        boolean holderEngagement,
        boolean closerEngagement,
        boolean impressionInteraction) {}
