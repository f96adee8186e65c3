package io.ihcattribution.model;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The Shapley value of the channels.
 *
 * <p>The players are the channels, and a set S of them is worth the conversions that it could have had alone:
 * v(S) = the number of converting journeys whose distinct channels all lie in S. A channel gets the mean, over all
 * orders in which the channels may join, of what it adds to the worth.
 *
 * <p>v is a sum of unanimity games, one a journey: worth 1 for every set that holds the journey's channels, else 0. The
 * Shapley value is additive over games, and in a unanimity game symmetric channels share the 1 and all others are
 * dummies. So the value is exactly the sum over journeys of 1 / (number of distinct channels) for each of them, without
 * visiting the 2^n sets.
 *
 * <p>Source: L. S. Shapley, "A Value for n-Person Games" (1953), for the axioms and the unanimity games; K. Zhao,
 * S. H. Mahboobi, S. R. Bagheri, "Shapley Value Methods for Attribution Modeling in Online Advertising" (2018,
 * arXiv:1804.05327), for this simplified form in attribution. Other definitions of v, for example by conversion rates,
 * give other values.
 *
 * <p>Limits: neither the order nor the number of a channel's sessions counts, and journeys without a conversion do not
 * either.
 */
public final class Shapley implements PathModel {

    /**
     * For each channel: how many converting journeys hold it, by their number of distinct channels. Whole numbers, so
     * that the order of feeding cannot change the sums.
     */
    private final SortedMap<String, Map<Integer, Long>> journeys = new TreeMap<>();

    @Override
    public String name() {
        return "shapley";
    }

    @Override
    public void add(List<String> channels, long converted, long lost) {
        PathModel.requirePath(channels, converted, lost);
        Set<String> distinct = new HashSet<>(channels);
        for (String channel : distinct) {
            journeys.computeIfAbsent(channel, label -> new TreeMap<>()).merge(distinct.size(), converted, Long::sum);
        }
    }

    @Override
    public SortedMap<String, Double> credits() {
        SortedMap<String, Double> credits = new TreeMap<>();
        journeys.forEach((channel, bySize) -> {
            double credit = 0;
            for (Map.Entry<Integer, Long> size : bySize.entrySet()) {
                credit += size.getValue() / (double) size.getKey();
            }
            credits.put(channel, credit);
        });
        return credits;
    }
}
