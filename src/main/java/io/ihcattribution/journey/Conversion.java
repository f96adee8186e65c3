package io.ihcattribution.journey;

import java.time.LocalDateTime;

/**
 * One order.
 *
 * @param convId the key of the conversion
 * @param userId who ordered
 * @param convertedAt when, UTC, to the second
 */
public record Conversion(String convId, String userId, LocalDateTime convertedAt) {}
