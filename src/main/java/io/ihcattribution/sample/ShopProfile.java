package io.ihcattribution.sample;

import java.time.LocalDate;
import java.util.List;

/**
 * What a sample shop's database looks like. The same profile gives the same rows, on every machine and at any time.
 *
 * <p>All sessions and conversions lie within the profile's days. A later conversion of a user has the user's earlier
 * sessions in its journey too, and {@code maxSessions} bounds the journey with these.
 *
 * @param seed from which everything is drawn
 * @param firstDay the first day, UTC
 * @param days the number of days, 2 to 10,000
 * @param conversions the number of conversions
 * @param sessions the number of all sessions; those that the journeys leave over belong to users who never convert.
 *     When the journeys alone come to more, there are as many as the journeys need
 * @param meanSessions about how many sessions lead to a conversion, not counting those of an earlier one of the user
 * @param maxSessions the most sessions of a journey, 4 to 1,000
 * @param repeatShare share of the converting users who convert several times, 0 to 1
 * @param sessionlessShare share of the users with one conversion who have no session at all, 0 to 1
 * @param channels the marketing channels
 */
public record ShopProfile(
        long seed,
        LocalDate firstDay,
        int days,
        int conversions,
        int sessions,
        double meanSessions,
        int maxSessions,
        double repeatShare,
        double sessionlessShare,
        List<SampleChannel> channels) {

    /** How large a database to measure with is; each is ten times the one before. */
    public enum Size {
        /** 20,000 conversions and 400,000 sessions. */
        S(1),
        /** 200,000 conversions and 4,000,000 sessions. */
        M(10),
        /** 2,000,000 conversions and 40,000,000 sessions. */
        L(100);

        private final int factor;

        Size(int factor) {
            this.factor = factor;
        }
    }

    /** @throws IllegalArgumentException if the figures are impossible; the message says which */
    public ShopProfile {
        channels = List.copyOf(channels);
        require(firstDay != null, "a first day is needed");
        require(days >= 2 && days <= 10_000, "days must lie within 2 to 10,000");
        require(conversions >= 0, "conversions must be 0 or more");
        require(sessions >= 0, "sessions must be 0 or more");
        require(meanSessions >= 1 && meanSessions <= maxSessions,
                "meanSessions must lie within 1 and maxSessions");
        require(maxSessions >= Visitors.MOST_CONVERSIONS && maxSessions <= 1_000,
                "maxSessions must lie within 4 to 1,000");
        require(repeatShare >= 0 && repeatShare <= 1, "repeatShare must lie within 0 to 1");
        require(sessionlessShare >= 0 && sessionlessShare <= 1, "sessionlessShare must lie within 0 to 1");
        require(channels.stream().map(SampleChannel::name).distinct().count() == channels.size(),
                "a channel's name must be unique");
        require(channels.stream().anyMatch(channel -> channel.opening() > 0)
                        && channels.stream().anyMatch(channel -> channel.middle() > 0)
                        && channels.stream().anyMatch(channel -> channel.closing() > 0),
                "some channel must open journeys, some stand in their middle and some close them");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("Impossible shop profile: " + otherwise + ".");
        }
    }

    /**
     * The shop to look at: 2,000 conversions from 2026-01-01 to 2026-01-30, journeys of 1 to 40 sessions of which most
     * are short, and many more sessions that cost money and lead to nothing.
     */
    public static ShopProfile demo() {
        return new ShopProfile(
                20260101L, LocalDate.of(2026, 1, 1), 30, 2_000, 40_000, 3.2, 40, 0.12, 0.01, tenChannels());
    }

    /**
     * The shop to measure with: a year (2025), 20 sessions for each conversion, most of them in journeys of 1 to 100.
     *
     * @param size how large
     */
    public static ShopProfile bench(Size size) {
        return new ShopProfile(
                20250101L,
                LocalDate.of(2025, 1, 1),
                365,
                20_000 * size.factor,
                400_000 * size.factor,
                19,
                100,
                0.12,
                0.01,
                tenChannels());
    }

    /** Social ads, shopping and generic search bring new users; brand search, mail and direct visits close. */
    private static List<SampleChannel> tenChannels() {
        return List.of(
                new SampleChannel("Paid Search Brand", 0.38, true, 4, 10, 24, 0),
                new SampleChannel("Paid Search Non Brand", 1.45, true, 14, 10, 5, 0),
                new SampleChannel("Performance Max", 0.85, true, 22, 14, 9, 0.10),
                new SampleChannel("FB & IG Ads", 1.05, true, 24, 14, 4, 0.15),
                new SampleChannel("TikTok Ads", 0.60, true, 12, 5, 1, 0.15),
                new SampleChannel("Affiliate & Partnerships", 0.45, true, 2, 6, 10, 0),
                new SampleChannel("Newsletter & Email", 0, true, 2, 16, 15, 0),
                new SampleChannel("Organic Traffic", 0, true, 14, 12, 10, 0),
                new SampleChannel("Direct Traffic", 0, false, 4, 11, 20, 0),
                new SampleChannel("Referral", 0, false, 2, 2, 2, 0));
    }
}
