package io.ihcattribution.model;

import io.ihcattribution.journey.Journey;
import java.util.Set;

/**
 * The last session that did not come directly gets the whole credit; if all came directly, the last one.
 *
 * <p>Limits: as for the last touch, and it depends on which labels count as direct. Source: the default of the web
 * analytics tools for many years ("last non-direct click").
 *
 * @param directChannels the labels that count as direct, compared exactly
 */
public record LastNonDirectTouch(Set<String> directChannels) implements AttributionModel {

    public LastNonDirectTouch {
        directChannels = Set.copyOf(directChannels);
    }

    @Override
    public String name() {
        return "last-non-direct-touch";
    }

    @Override
    public double[] credits(Journey journey) {
        double[] credits = new double[journey.size()];
        int last = credits.length - 1;
        while (last >= 0 && directChannels.contains(journey.sessions().get(last).channel())) {
            last--;
        }
        if (credits.length > 0) {
            credits[last >= 0 ? last : credits.length - 1] = 1;
        }
        return credits;
    }
}
