package io.ihcattribution.sample;

import java.time.LocalDate;

/**
 * What a sample shop's database looks like. The same profile gives the same rows, on every machine and at any time.
 *
 * <p>All sessions and conversions lie within the profile's days. A later conversion of a user has the user's earlier
 * sessions in its journey too, and {@code maxSessions} bounds the journey with these.
 *
 * @param seed from which everything is drawn
 * @param firstDay the first day, UTC
 * @param days the number of days, 2 or more
 * @param conversions the number of conversions
 * @param sessions the number of all sessions; those that the journeys leave over belong to users who never convert.
 *     When the journeys alone come to more, there are as many as the journeys need
 * @param meanSessions about how many sessions lead to a conversion, not counting those of an earlier one of the user
 * @param maxSessions the most sessions of a journey, 4 to 1,000
 */
public record ShopProfile(
        long seed, LocalDate firstDay, int days, int conversions, int sessions, double meanSessions, int maxSessions) {

    /**
     * The shop to look at: 2,000 conversions from 2026-01-01 to 2026-01-30, journeys of 1 to 40 sessions of which most
     * are short, and many more sessions that cost money and lead to nothing.
     */
    public static ShopProfile demo() {
        return new ShopProfile(20260101L, LocalDate.of(2026, 1, 1), 30, 2_000, 40_000, 3.2, 40);
    }
}
