package io.ihcattribution.sample;

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
public record SampleChannel(
        String name,
        double costPerClick,
        boolean costRow,
        int opening,
        int middle,
        int closing,
        double impressionShare) {

    /** @throws IllegalArgumentException if a figure makes no sense; the message names the channel */
    public SampleChannel {
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("A channel needs a name.");
        }
        if (!(costPerClick >= 0) || Double.isInfinite(costPerClick)) {
            throw new IllegalArgumentException(name + ": the cost per click must be 0 EUR or more.");
        }
        if (costPerClick > 0 && !costRow) {
            throw new IllegalArgumentException(name + ": a channel with a cost per click needs cost rows.");
        }
        if (opening < 0 || middle < 0 || closing < 0) {
            throw new IllegalArgumentException(name + ": weights must be 0 or more.");
        }
        if (!(impressionShare >= 0 && impressionShare <= 1)) {
            throw new IllegalArgumentException(name + ": the share of impressions must lie within 0 to 1.");
        }
    }

    /** Whether its sessions cost money. */
    public boolean paid() {
        return costPerClick > 0;
    }
}
