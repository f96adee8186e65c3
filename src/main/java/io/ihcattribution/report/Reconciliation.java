package io.ihcattribution.report;

import java.util.ArrayList;
import java.util.List;

/** The publish gate: a report whose totals cannot be found again along another path is not published. */
public final class Reconciliation {

    /** Sums of the same figures in another order differ by no more than this share of them. */
    private static final double RELATIVE = 1e-9;

    private static final double ABSOLUTE = 1e-6;

    /**
     * Compares a report's totals with those of its sources.
     *
     * @throws ReportDoesNotReconcile naming every figure that is off, and by how much
     */
    public void require(ReportPeriod period, ReportTotals report, SourceTotals sources) {
        List<String> faults = new ArrayList<>();
        compare("cost", report.cost(), sources.totals().cost(), "the costs of known sessions", faults);
        compare("ihc", report.ihc(), sources.totals().ihc(), "the stored credits", faults);
        compare("ihc_revenue", report.ihcRevenue(), sources.totals().ihcRevenue(), "the credited revenue", faults);
        if (sources.offOne() > 0) {
            faults.add("the credits of " + sources.offOne() + " of " + sources.attributed()
                    + " attributed conversions do not sum to 1");
        }
        if (!faults.isEmpty()) {
            throw new ReportDoesNotReconcile("the report over " + period + " is not published: "
                    + String.join("; ", faults));
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
}
