package io.ihcattribution.report;

import java.util.Map;

/**
 * What a report sums to.
 *
 * @param cost the sessions' costs, in the shop's currency
 * @param ihc the credits; over all dates the number of attributed conversions
 * @param ihcRevenue the credited revenue, in the shop's currency
 */
public record ReportTotals(double cost, double ihc, double ihcRevenue) {

    /** The totals of a row with the columns {@code cost}, {@code ihc} and {@code ihc_revenue}. */
    static ReportTotals of(Map<String, Object> row) {
        return new ReportTotals(figure(row, "cost"), figure(row, "ihc"), figure(row, "ihc_revenue"));
    }

    private static double figure(Map<String, Object> row, String column) {
        return ((Number) row.get(column)).doubleValue();
    }
}
