package io.ihcattribution.explain;

/**
 * What the rows of a cell add up to, over all of them, listed or not.
 *
 * @param costs the cost rows
 * @param cost their sum, in the shop's currency
 * @param conversions the conversions with a credit in the cell
 * @param credits the credits in the cell
 * @param ihc their sum
 * @param ihcRevenue the sum of credit times revenue, in the shop's currency
 * @param costsListed the cost rows that were written out
 * @param conversionsListed the conversions that were written out
 */
public record Sums(
        long costs, double cost, long conversions, long credits, double ihc, double ihcRevenue, long costsListed,
        long conversionsListed) {

    private static final double NOISE = 1e-6;

    /** Whether all rows were written out. */
    public boolean areAllListed() {
        return costsListed == costs && conversionsListed == conversions;
    }

    /** Whether they are the report's figures but for the noise of adding in another order. */
    public boolean addUpTo(CellRow.Reported reported) {
        return reported != null && isSame(cost, reported.cost()) && isSame(ihc, reported.ihc())
                && isSame(ihcRevenue, reported.ihcRevenue());
    }

    private static boolean isSame(double sum, double figure) {
        return Math.abs(sum - figure) <= NOISE * Math.max(1, Math.abs(figure));
    }
}
