package io.ihcattribution.model;

import java.util.Optional;

/**
 * What the API calls {@code redistribution_parameter}: a rule for each phase, or none.
 *
 * @param initializer the rule of the initializer phase
 * @param holder the rule of the holder phase
 * @param closer the rule of the closer phase
 */
public record Redistribution(Optional<RedistributionRule> initializer, Optional<RedistributionRule> holder,
        Optional<RedistributionRule> closer) {

    /** No redistribution in any phase. */
    public static final Redistribution NONE = new Redistribution(Optional.empty(), Optional.empty(), Optional.empty());

    /** Whether no phase has a rule. */
    public boolean isNone() {
        return initializer.isEmpty() && holder.isEmpty() && closer.isEmpty();
    }
}
