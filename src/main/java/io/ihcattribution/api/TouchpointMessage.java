package io.ihcattribution.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One session as the API takes it: an item of {@code customer_journeys}.
 *
 * @param conversionId the journey
 * @param sessionId the session, unique within the journey
 * @param timestamp when it started, {@code YYYY-MM-DD HH:MM:SS}, UTC; others than this product may add {@code  +HHMM}
 * @param channelLabel the marketing channel
 * @param holderEngagement 1 where the session counts for the holder phase, else 0
 * @param closerEngagement 1 where the session counts for the closer phase, else 0
 * @param conversion 1 on the last session of a journey, else 0
 * @param impressionInteraction 1 where the session is an ad impression, else 0
 */
public record TouchpointMessage(
        @JsonProperty("conversion_id") String conversionId,
        @JsonProperty("session_id") String sessionId,
        @JsonProperty("timestamp") String timestamp,
        @JsonProperty("channel_label") String channelLabel,
        @JsonProperty("holder_engagement") int holderEngagement,
        @JsonProperty("closer_engagement") int closerEngagement,
        @JsonProperty("conversion") int conversion,
        @JsonProperty("impression_interaction") int impressionInteraction) {}
