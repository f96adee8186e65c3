package io.ihcattribution.settings;

import io.ihcattribution.run.Freshness;
import java.time.LocalTime;

/**
 * Freshness: a day whose sessions are not all loaded yet is not bought; what comes late would buy its journeys
 * again.
 *
 * @param unfinished A window's last day is its end date or, where that is open, the date of its newest conversion.
 *     Where it is not finished the run is refused (refuse), or ends with the newest finished day before it
 *     (shorten); off = no window is looked at. The sessions are then counted by day before each run that buys.
 * @param minShare A finished day has at least this share of the sessions of the median of the days before it; 0 =
 *     not looked at.
 * @param medianDays The days before it that the median is of; days before the first session do not count, others
 *     without do.
 * @param completeAfter The newest session of a finished day is of this time of day or later (such as 22:00); empty =
 *     not looked at.
 */
public record FreshnessSettings(
        @Setting(key = "ihc.freshness.unfinished", byDefault = "off") Freshness.Unfinished unfinished,
        @Setting(key = "ihc.freshness.min-share", byDefault = "0.5", max = 1) double minShare,
        @Setting(key = "ihc.freshness.median-days", byDefault = "7", min = 1, max = 365, unit = "days") int medianDays,
        @Setting(key = "ihc.freshness.complete-after") LocalTime completeAfter) {

    /** Which windows may be bought. */
    public Freshness freshness() {
        return new Freshness(unfinished, minShare, medianDays, completeAfter);
    }
}
