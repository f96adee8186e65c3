package io.ihcattribution.model;

/**
 * What the API calls {@code redistribution_parameter}: a rule for each phase.
 *
 * @param initializer the rule of the initializer phase
 * @param holder the rule of the holder phase
 * @param closer the rule of the closer phase
 */
public record Redistribution(RedistributionRule initializer, RedistributionRule holder, RedistributionRule closer) {

    /** No redistribution in any phase. */
    public static final Redistribution NONE =
            new Redistribution(RedistributionRule.NONE, RedistributionRule.NONE, RedistributionRule.NONE);

    /** Whether no phase hands over anything. */
    public boolean isNone() {
        return initializer.isNone() && holder.isNone() && closer.isNone();
    }
}
