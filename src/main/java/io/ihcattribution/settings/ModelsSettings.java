package io.ihcattribution.settings;

import io.ihcattribution.comparison.ComparedModels;
import java.util.List;
import java.util.Set;

/**
 * Other models of the same conversions, for comparison; stored in model_reporting, written as model_comparison.csv.
 *
 * @param names Any of first-touch, last-touch, last-non-direct-touch, linear, time-decay, position-based, markov,
 *     shapley; empty = none.
 * @param halfLifeDays time-decay: the time in which a session's credit halves.
 * @param positionFirst position-based: share of the first session; together with that of the last at most 1, those
 *     between share the rest.
 * @param positionLast position-based: share of the last session.
 * @param markovOrder markov: how many sessions back the chain looks.
 * @param directChannels last-non-direct-touch: the channels that count as direct.
 */
public record ModelsSettings(
        @Setting(key = "ihc.models") List<String> names,
        @Setting(key = "ihc.models.half-life-days", byDefault = "7", min = 0.001, max = 36_500,
                unit = "days") double halfLifeDays,
        @Setting(key = "ihc.models.position-first", byDefault = "0.4", max = 1) double positionFirst,
        @Setting(key = "ihc.models.position-last", byDefault = "0.4", max = 1) double positionLast,
        @Setting(key = "ihc.models.markov-order", byDefault = "1", min = 1, max = 5) int markovOrder,
        @Setting(key = "ihc.models.direct-channels", byDefault = "Direct, Direct Traffic") List<String> directChannels)
        implements SettingsReader.Checked {

    /** The models that are computed beside IHC. */
    public ComparedModels compared() {
        return ComparedModels.of(names, new ComparedModels.Choices(
                halfLifeDays, positionFirst, positionLast, markovOrder, Set.copyOf(directChannels)));
    }

    @Override
    public void check(SettingFaults faults) {
        if (positionFirst + positionLast > 1) {
            faults.add("ihc.models.position-first and ihc.models.position-last must be at most 1 together, but are "
                    + positionFirst + " and " + positionLast);
        } else {
            faults.trying("ihc.models", this::compared);
        }
    }
}
