package io.ihcattribution.settings;

import static io.ihcattribution.settings.Setting.Rank.RARE;

import io.ihcattribution.quality.QualityKind;
import io.ihcattribution.quality.QualityLimits;
import io.ihcattribution.text.Quoted;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Data quality: what is dirty in the shop's tables is counted, and listed in a run's data_quality.csv.
 *
 * @param warnPercent A kind of dirty data that more than this share of a table's rows shows is a warning; off =
 *     never.
 * @param stopPercent The same stops a run, before it buys anything; off = never; 0 = at the first row.
 * @param warnKinds Other percentages at which single kinds are a warning, such as no-sessions:20, future-time:0,
 *     padded-channel:off.
 * @param stopKinds Other percentages at which single kinds stop a run.
 * @param maxListed Max rows of a kind that are listed; all are counted.
 */
public record QualitySettings(
        @Setting(key = "ihc.quality.warn-percent", byDefault = "1") OptionalDouble warnPercent,
        @Setting(key = "ihc.quality.stop-percent", byDefault = "off") OptionalDouble stopPercent,
        @Setting(key = "ihc.quality.warn-kinds") List<String> warnKinds,
        @Setting(key = "ihc.quality.stop-kinds") List<String> stopKinds,
        @Setting(key = "ihc.quality.max-listed", byDefault = "1000", min = 1, max = 5_000) int maxListed)
        implements SettingsReader.Checked {

    /** How much dirty data warns, and how much stops a run. */
    public QualityLimits limits() {
        return new QualityLimits(warnPercent, stopPercent, byKind(warnKinds), byKind(stopKinds), maxListed);
    }

    @Override
    public void check(SettingFaults faults) {
        faults.trying("ihc.quality.warn-kinds", () -> byKind(warnKinds));
        faults.trying("ihc.quality.stop-kinds", () -> byKind(stopKinds));
    }

    private static Map<String, OptionalDouble> byKind(List<String> entries) {
        Map<String, OptionalDouble> percents = new LinkedHashMap<>();
        for (String entry : entries) {
            String[] parts = entry.split(" *: *", 2);
            if (parts.length < 2 || !QualityKind.codes().contains(parts[0])) {
                throw new IllegalArgumentException(Quoted.of(entry) + " is not usable; expected kind:percent, such as "
                        + "no-sessions:20; the kinds are " + String.join(", ", QualityKind.codes()));
            }
            percents.put(parts[0], SettingForms.percent(parts[1]));
        }
        return percents;
    }
}
