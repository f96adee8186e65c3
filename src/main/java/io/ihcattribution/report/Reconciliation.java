package io.ihcattribution.report;

import io.ihcattribution.figures.Figures;
import io.ihcattribution.source.SourceTotals;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
     * @param off the rows of {@code select_conversions_off.sql}, the oldest first
     * @throws ReportDoesNotReconcile naming every figure that is off, and by how much
     */
    void require(ReportPeriod period, ReportTotals report, Map<String, Object> costs, Map<String, Object> credits,
            List<Map<String, Object>> off) {
        List<String> faults = new ArrayList<>();
        compare("cost", report.cost(), figure(costs, "cost"), "the costs of known sessions", faults);
        compare("ihc", report.ihc(), figure(credits, "ihc"), "the stored credits", faults);
        compare("ihc_revenue", report.ihcRevenue(), figure(credits, "ihc_revenue"), "the credited revenue", faults);
        if (figure(credits, "off_one") > 0) {
            throw refusal(period, "the credits of " + credits.get("off_one") + " of " + credits.get("attributed")
                    + " attributed conversions do not sum to 1: " + listed(off)
                    + ". Someone has changed attribution_customer_journey; restore the ledger from a backup, or buy the"
                    + " conversions of these dates again: --once --mode full --start-date "
                    + off.get(0).get("first_date") + " --end-date " + off.get(0).get("last_date"));
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
            throw refusal(period, String.join("; ", faults)
                    + ". Someone writes to the source or to the ledger meanwhile,"
                    + " or a view gives other rows each time it is read. Once that is over: --once --steps report,"
                    + " which makes no call");
        }
    }

    private static ReportDoesNotReconcile refusal(ReportPeriod period, String why) {
        return new ReportDoesNotReconcile("the report over " + period + " is not published, and the last one stays: "
                + why);
    }

    private static String listed(List<Map<String, Object>> off) {
        return off.stream().map(row -> row.get("conv_id") + " of " + row.get("conv_date") + " to "
                + Figures.text(figure(row, "ihc"))).collect(Collectors.joining(", "));
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
