package io.ihcattribution.model;

import io.ihcattribution.journey.Journey;

/**
 * The first session gets the whole credit.
 *
 * <p>Limits: says what starts journeys, nothing about what ends them; depends on the lookback window. Source: common
 * practice, "first interaction" in the web analytics tools.
 */
public record FirstTouch() implements AttributionModel {

    @Override
    public String name() {
        return "first-touch";
    }

    @Override
    public double[] credits(Journey journey) {
        double[] credits = new double[journey.size()];
        if (credits.length > 0) {
            credits[0] = 1;
        }
        return credits;
    }
}
