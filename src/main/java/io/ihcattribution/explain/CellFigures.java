package io.ihcattribution.explain;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.ihcattribution.figures.Figures;

/** The figures of a cell; cost and revenue in the shop's currency. */
@JsonPropertyOrder({"cost", "ihc", "ihc_revenue", "CPO", "ROAS"})
public record CellFigures(double cost, double ihc, double ihcRevenue) {

    private static final double NOISE = 1e-6;

    /** The cost of an order; null where it has no meaning. */
    @JsonProperty("CPO")
    public Double costPerOrder() {
        return ratio(cost, ihc);
    }

    /** The return on the advertising's spend; null where it has no meaning. */
    @JsonProperty("ROAS")
    public Double returnOnSpend() {
        return ratio(ihcRevenue, cost);
    }

    /** Whether other figures are the same but for the noise of adding in another order. */
    boolean isNear(CellFigures other) {
        return isNear(cost, other.cost) && isNear(ihc, other.ihc) && isNear(ihcRevenue, other.ihcRevenue);
    }

    private static boolean isNear(double figure, double other) {
        return Math.abs(figure - other) <= NOISE * Math.max(1, Math.abs(other));
    }

    private static Double ratio(double dividend, double divisor) {
        return Figures.ratio(dividend, divisor).isEmpty() ? null : dividend / divisor;
    }
}
