package io.ihcattribution.settings;

import static io.ihcattribution.settings.Setting.Rank.RARE;

import io.ihcattribution.run.LossLimits;

/**
 * The guard: a run that would lose too much of what was paid for stops before it changes or buys anything. One run
 * may pass it with --accept.
 *
 * @param maxPercent Max share of the attributed conversions that may be gone from the shop's table, or whose credits
 *     may become outdated or whose journeys may lose half of their sessions, from one run to the next. The same share
 *     of the costs may go.
 * @param maxJourneys So many are never too many, whatever their share.
 */
public record GuardSettings(
        @Setting(key = "ihc.guard.max-percent", byDefault = "10", max = 100, unit = "percent",
                rank = RARE) int maxPercent,
        @Setting(key = "ihc.guard.max-journeys", byDefault = "20", max = 1_000_000, rank = RARE) int maxJourneys) {

    /** What a run may lose. */
    public LossLimits limits() {
        return new LossLimits(maxPercent, maxJourneys);
    }
}
