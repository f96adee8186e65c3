package io.ihcattribution.report;

import java.util.Map;

/**
 * What a report must sum to, computed along another path than the report's.
 *
 * @param totals cost, ihc and ihc_revenue
 * @param attributed over all dates: the number of attributed conversions
 * @param offOne over all dates: the number of attributed conversions whose credits do not sum to 1
 */
public record SourceTotals(ReportTotals totals, long attributed, long offOne) {

    /** The totals of a row that has the columns {@code attributed} and {@code off_one}, too. */
    static SourceTotals of(Map<String, Object> row) {
        return new SourceTotals(
                ReportTotals.of(row), ((Number) row.get("attributed")).longValue(), ((Number) row.get("off_one")).longValue());
    }
}
