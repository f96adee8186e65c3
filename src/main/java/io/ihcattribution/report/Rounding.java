package io.ihcattribution.report;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Locale;
import java.util.Map;

/**
 * Why the report's sums are not those of its conversions: the API gives each credit with four decimals.
 *
 * @param conversions the reported conversions, whatever the window
 * @param ihc what their credits sum to
 * @param revenue their revenue, in the shop's currency
 * @param ihcRevenue the credited revenue, in the shop's currency
 */
@JsonPropertyOrder({"conversions", "ihc", "revenue", "ihc_revenue"})
public record Rounding(long conversions, double ihc, double revenue, double ihcRevenue) {

    /** What would show in a figure of two decimals. */
    private static final double VISIBLE = 0.005;

    /** The rounding of the row of {@code select_credit_totals.sql}; null where nobody would see it. */
    static Rounding of(Map<String, Object> credited) {
        Rounding rounding = new Rounding(((Number) credited.get("attributed")).longValue(), figure(credited, "ihc"),
                figure(credited, "revenue"), figure(credited, "ihc_revenue"));
        return Math.abs(rounding.conversions - rounding.ihc) < VISIBLE
                && Math.abs(rounding.revenue - rounding.ihcRevenue) < VISIBLE ? null : rounding;
    }

    /** As a sentence. */
    String text() {
        return String.format(Locale.ROOT, "over all dates the credits of %,d conversions sum to ihc %,.2f, and to"
                + " ihc_revenue %,.2f of %,.2f: the API gives each with four decimals", conversions, ihc, ihcRevenue,
                revenue);
    }

    private static double figure(Map<String, Object> row, String column) {
        return ((Number) row.get(column)).doubleValue();
    }
}
