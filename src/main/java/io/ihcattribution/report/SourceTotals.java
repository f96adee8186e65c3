package io.ihcattribution.report;

/**
 * What a report must sum to, computed along another path than the report's.
 *
 * @param totals cost, ihc and ihc_revenue
 * @param attributed over all dates: the number of attributed conversions
 * @param offOne over all dates: the number of attributed conversions whose credits do not sum to 1
 */
public record SourceTotals(ReportTotals totals, long attributed, long offOne) {}
