package io.ihcattribution.model;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * What a trained IHC model consists of: one set of these for each conversion type.
 *
 * <p>The shipped set was fitted to recorded answers of the web API; it is an estimate of one trained model, not the
 * vendor's own table.
 *
 * @param phaseWeights the shares of the three phases in the combined credit, each at least 0, summing to 1
 * @param initializerMembership how far a session starts the journey anew, by the hours since the session before it;
 *     never falls
 * @param closerMembership how far a session leads to the order, by the hours to the last session; never rises
 * @param channelWeights factors around 1 by channel label, iterated in order of the labels
 * @param defaultChannelWeight the factor, in all phases, of a channel that is not in the map
 * @param origin where the parameters come from, for people who read the file; may be empty
 */
public record IhcParameters(
        PhaseWeights phaseWeights, MembershipCurve initializerMembership, MembershipCurve closerMembership,
        Map<String, PhaseWeights> channelWeights, double defaultChannelWeight, String origin) {

    private static final double SMALLEST_CHANNEL_WEIGHT = 1e-6;
    private static final double LARGEST_CHANNEL_WEIGHT = 1e6;
    private static final double TOLERANCE = 1e-6;

    /**
     * Checks what the formulas rely on, so that no division by zero can occur in them.
     *
     * @throws IllegalArgumentException with a sentence that names the key of the parameter file and what was expected
     */
    public IhcParameters {
        requireEach("phase_weights", phaseWeights, IhcParameters::requireShare);
        double sum = phaseWeights.initializer() + phaseWeights.holder() + phaseWeights.closer();
        if (Math.abs(sum - 1) > TOLERANCE) {
            throw new IllegalArgumentException(
                    "phase_weights: expected three weights that sum to 1, found a sum of " + sum);
        }
        if (phaseWeights.initializer() + phaseWeights.closer() <= TOLERANCE) {
            throw new IllegalArgumentException("phase_weights: expected initializer and closer not both 0,"
                    + " since a journey without a holder is divided by their sum");
        }
        if (!initializerMembership.neverFalls()) {
            throw new IllegalArgumentException(
                    "initializer_membership: expected memberships that never fall with the hours, from below to above");
        }
        if (!closerMembership.neverRises()) {
            throw new IllegalArgumentException(
                    "closer_membership: expected memberships that never rise with the hours, from below to above");
        }
        if (closerMembership.at(0) <= 0) {
            throw new IllegalArgumentException(
                    "closer_membership: expected more than 0 at 0 hours, since the last session always counts");
        }
        requireChannelWeight("default_channel_weight", defaultChannelWeight);
        channelWeights = Collections.unmodifiableMap(new TreeMap<>(channelWeights));
        channelWeights.forEach((label, weights) -> requireEach("channel_weights." + label, weights,
                IhcParameters::requireChannelWeight));
    }

    private static void requireEach(String key, PhaseWeights weights, BiConsumer<String, Double> requirement) {
        requirement.accept(key + ".initializer", weights.initializer());
        requirement.accept(key + ".holder", weights.holder());
        requirement.accept(key + ".closer", weights.closer());
    }

    private static void requireShare(String key, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(key + ": expected a number from 0 to 1, found " + value);
        }
    }

    private static void requireChannelWeight(String key, double value) {
        if (!(value >= SMALLEST_CHANNEL_WEIGHT && value <= LARGEST_CHANNEL_WEIGHT)) {
            throw new IllegalArgumentException(
                    key + ": expected a factor around 1 (0.000001 to 1000000), found " + value);
        }
    }

    /** The same parameters with other factors for the channels. */
    public IhcParameters withChannelWeights(Map<String, PhaseWeights> weights) {
        return new IhcParameters(
                phaseWeights, initializerMembership, closerMembership, weights, defaultChannelWeight, origin);
    }
}
