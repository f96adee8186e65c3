package io.ihcattribution.settings;

import static io.ihcattribution.settings.Setting.Rank.RARE;

import io.ihcattribution.journey.JourneyRules;

/**
 * Journeys: which sessions belong to a conversion.
 *
 * @param lookbackDays How far before a conversion its journey may begin; 0 = no limit.
 * @param boundary Whether a session that started in the conversion's very second belongs to it.
 * @param oversize A journey with more sessions than one request may hold: reject it, or keep its newest sessions
 *     that fit.
 * @param pageSize Conversions read in one page.
 */
public record JourneySettings(
        @Setting(key = "ihc.journey.lookback-days", byDefault = "120", max = 36_500, unit = "days") int lookbackDays,
        @Setting(key = "ihc.journey.boundary", byDefault = "at-or-before", words = {
                "at-or-before", "before"}) String boundary,
        @Setting(key = "ihc.journey.oversize", byDefault = "reject", words = {"reject", "newest"}) String oversize,
        @Setting(key = "ihc.journey.page-size", byDefault = "400", min = 1, max = 500, rank = RARE) int pageSize){

    /**
     * What makes a journey.
     *
     * @param maxSessions max sessions in one request
     */
    public JourneyRules rules(int maxSessions) {
        return new JourneyRules(lookbackDays, boundary.equals("at-or-before"), maxSessions, oversize.equals("newest"));
    }
}
