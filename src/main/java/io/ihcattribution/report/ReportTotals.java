package io.ihcattribution.report;

/**
 * What a report sums to.
 *
 * @param cost the sessions' costs, in the shop's currency
 * @param ihc the credits; over all dates the number of attributed conversions
 * @param ihcRevenue the credited revenue, in the shop's currency
 */
public record ReportTotals(double cost, double ihc, double ihcRevenue) {}
