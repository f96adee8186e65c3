package io.ihcattribution.source;

/**
 * What the source's own database sums to, or our copy of it.
 *
 * @param conversions the number of conversions
 * @param revenue their revenue, in the shop's currency
 * @param cost the costs that count, in the shop's currency
 */
public record SourceTotals(long conversions, double revenue, double cost) {}
