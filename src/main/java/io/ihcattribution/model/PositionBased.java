package io.ihcattribution.model;

import io.ihcattribution.journey.Journey;
import java.util.Arrays;

/**
 * Fixed shares for the first and the last session, the rest in equal parts for those between; usually 40/20/40. Two
 * sessions share in proportion to the first and the last share, and a single one gets all.
 *
 * <p>Limits: the shares are a choice, not learned from the data. Source: the "position based" or U-shaped model of the
 * web analytics tools.
 *
 * @param first the share of the first session, 0 to 1
 * @param last the share of the last session, 0 to 1; with the first at most 1
 */
public record PositionBased(double first, double last) implements AttributionModel {

    /**
     * Checks the shares.
     *
     * @throws IllegalArgumentException with a sentence if they are negative or exceed 1 together
     */
    public PositionBased {
        if (!(first >= 0 && last >= 0 && first + last <= 1)) {
            throw new IllegalArgumentException("the shares of the first and the last session must be at least 0 and at"
                    + " most 1 together, but are " + first + " and " + last);
        }
    }

    @Override
    public String name() {
        return "position-based";
    }

    @Override
    public double[] credits(Journey journey) {
        int n = journey.size();
        double[] credits = new double[n];
        if (n == 1) {
            credits[0] = 1;
        } else if (n == 2) {
            credits[0] = first + last > 0 ? first / (first + last) : 0.5;
            credits[1] = 1 - credits[0];
        } else if (n > 2) {
            Arrays.fill(credits, (1 - first - last) / (n - 2));
            credits[0] = first;
            credits[n - 1] = last;
        }
        return credits;
    }
}
