package io.ihcattribution.report;

import io.ihcattribution.figures.Figures;
import io.ihcattribution.source.SourceTotals;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The publish gate: a report whose totals cannot be found again along another path is not published. */
final class Reconciliation {

    /** Sums of the same figures in another order differ by no more than this share of them. */
    private static final double RELATIVE = 1e-9;

    private static final double ABSOLUTE = 1e-6;

    /**
     * Compares the ledger's copies with what the source's own database sums to.
     *
     * @throws ReportDoesNotReconcile naming every figure that is off, and by how much
     */
    void requireCopied(SourceTotals copied, SourceTotals source) {
        List<String> faults = new ArrayList<>();
        compare("cost", copied.cost(), source.cost(), "the costs of known sessions", faults);
        compare("the number of conversions", copied.conversions(), source.conversions(), "the source's", faults);
        compare("the revenue of conversions", copied.revenue(), source.revenue(), "the source's", faults);
        require(ReportPeriod.ALL, faults);
    }

    /**
     * Compares a report's totals with the same totals along another path.
     *
     * @param costs the row of {@code select_cost_total.sql}
     * @param credits the row of {@code select_credit_totals.sql} or {@code select_dated_credit_totals.sql}
     * @throws ReportDoesNotReconcile naming every figure that is off, and by how much
     */
    void require(ReportPeriod period, ReportTotals report, Map<String, Object> costs, Map<String, Object> credits) {
        List<String> faults = new ArrayList<>();
        compare("cost", report.cost(), figure(costs, "cost"), "the costs of known sessions", faults);
        compare("ihc", report.ihc(), figure(credits, "ihc"), "the stored credits", faults);
        compare("ihc_revenue", report.ihcRevenue(), figure(credits, "ihc_revenue"), "the credited revenue", faults);
        if (figure(credits, "off_one") > 0) {
            faults.add("the credits of " + credits.get("off_one") + " of " + credits.get("attributed")
                    + " attributed conversions do not sum to 1");
        }
        require(period, faults);
    }

    /** Whether two rows of credit totals are the same but for the order in which they were summed. */
    boolean agree(Map<String, Object> summed, Map<String, Object> credits) {
        List<String> faults = new ArrayList<>();
        for (String figure : List.of("ihc", "ihc_revenue")) {
            compare(figure, figure(summed, figure), figure(credits, figure), "the stored credits", faults);
        }
        return faults.isEmpty();
    }

    private static void require(ReportPeriod period, List<String> faults) {
        if (!faults.isEmpty()) {
            throw new ReportDoesNotReconcile(
                    "the report over " + period + " is not published: " + String.join("; ", faults));
        }
    }

    private static void compare(String figure, double reported, double expected, String source, List<String> faults) {
        double difference = reported - expected;
        // Written so that a NaN on either side is a fault, too.
        if (!(Math.abs(difference) <= ABSOLUTE + RELATIVE * Math.abs(expected))) {
            faults.add(figure + " sums to " + Figures.text(reported) + ", but " + source + " to "
                    + Figures.text(expected) + " (off by " + Figures.text(difference) + ")");
        }
    }

    private static double figure(Map<String, Object> row, String column) {
        return ((Number) row.get(column)).doubleValue();
    }
}
