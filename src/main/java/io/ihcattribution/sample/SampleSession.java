package io.ihcattribution.sample;

/**
 * What is drawn for a session beside its user and its time.
 *
 * @param channel where it came from
 * @param holder whether it counts for the holder phase
 * @param closer whether it counts for the closer phase
 * @param impression whether it is an ad impression rather than a visit
 * @param cost in EUR, three decimals; 0 for free channels
 */
record SampleSession(SampleChannel channel, boolean holder, boolean closer, boolean impression, double cost) {}
