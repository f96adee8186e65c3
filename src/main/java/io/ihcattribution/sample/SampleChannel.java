package io.ihcattribution.sample;

import java.util.List;

/**
 * A marketing channel of a sample shop, and the part it plays in journeys.
 *
 * <p>The three weights are relative to those of the other channels: how often the channel opens a journey, stands in
 * its middle, or closes it. Sessions that lead to no conversion are drawn like openings.
 *
 * @param name the channel's label
 * @param costPerClick the median cost of a visit in EUR; 0 for a free channel
 * @param costRow whether the channel's sessions have a row in {@code session_costs}; a free channel may do without
 * @param opening weight among first sessions
 * @param middle weight among sessions between the first and the last
 * @param closing weight among last sessions
 * @param impressionShare share of the sessions that are ad impressions rather than visits, 0 to 1
 */
record SampleChannel(
        String name, double costPerClick, boolean costRow, int opening, int middle, int closing,
        double impressionShare) {

    /** Social ads, shopping and generic search bring new users; brand search, mail and direct visits close. */
    static final List<SampleChannel> ALL = List.of(
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

    /** Whether its sessions cost money. */
    boolean paid() {
        return costPerClick > 0;
    }
}
