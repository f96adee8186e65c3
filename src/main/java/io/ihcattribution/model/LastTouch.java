package io.ihcattribution.model;

import io.ihcattribution.journey.Journey;

/**
 * The last session gets the whole credit.
 *
 * <p>Limits: favours channels that people use when they have already decided. Source: common practice, "last
 * interaction" in the web analytics tools.
 */
public record LastTouch() implements AttributionModel {

    @Override
    public String name() {
        return "last-touch";
    }

    @Override
    public double[] credits(Journey journey) {
        double[] credits = new double[journey.size()];
        if (credits.length > 0) {
            credits[credits.length - 1] = 1;
        }
        return credits;
    }
}
