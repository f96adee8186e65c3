package io.ihcattribution.model;

import io.ihcattribution.journey.Journey;
import java.util.Arrays;

/**
 * Every session of a journey of n gets 1 / n.
 *
 * <p>Limits: rewards channels that come in many short sessions. Source: common practice in the web analytics tools.
 */
public record Linear() implements AttributionModel {

    @Override
    public String name() {
        return "linear";
    }

    @Override
    public double[] credits(Journey journey) {
        double[] credits = new double[journey.size()];
        Arrays.fill(credits, 1.0 / credits.length);
        return credits;
    }
}
