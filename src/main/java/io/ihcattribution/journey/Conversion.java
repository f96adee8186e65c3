package io.ihcattribution.journey;

import java.time.LocalDateTime;

/**
 * One order.
 *
 * @param convId the key of the conversion
 * @param userId who ordered
 * @param convertedAt when, UTC, to the second
 * @param revenue what it brought, in the shop's currency; it is not sent, so it is no part of the fingerprint
 */
public record Conversion(String convId, String userId, LocalDateTime convertedAt, double revenue) {}
