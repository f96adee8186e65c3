package io.ihcattribution.settings;

import io.ihcattribution.files.FileFault;
import io.ihcattribution.model.Redistribution;
import io.ihcattribution.model.RedistributionByType;
import io.ihcattribution.model.RedistributionDirection;
import io.ihcattribution.model.RedistributionParameter;
import io.ihcattribution.model.RedistributionRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Redistribution: the API's redistribution_parameter; sent only where channels are named.
 *
 * @param initializer the rule of the initializer phase
 * @param holder the rule of the holder phase
 * @param closer the rule of the closer phase
 * @param file A JSON file with a redistribution in the API's own shape for each conversion type that has its own:
 *     {"type": {...}}; null for none. Types that it does not name have the rules above. Read at the start; empty =
 *     one for all types.
 */
public record RedistributionSettings(
        @Setting(key = "ihc.redistribution.initializer.") Phase initializer,
        @Setting(key = "ihc.redistribution.holder.") Phase holder,
        @Setting(key = "ihc.redistribution.closer.") Phase closer,
        @Setting(key = "ihc.redistribution.file") Path file)
        implements SettingsReader.Checked {

    /**
     * A phase.
     *
     * @param channels Channels whose credit in that phase is handed to the other sessions; empty = none.
     * @param direction Which sessions may receive it.
     * @param receiveThreshold Min credit in that phase that a receiving session must have.
     */
    public record Phase(
            @Setting(key = "channels") List<String> channels,
            @Setting(key = "direction", byDefault = "any_session") RedistributionDirection direction,
            @Setting(key = "receive-threshold", byDefault = "0", max = 1) double receiveThreshold) {

        private RedistributionRule rule() {
            return new RedistributionRule(direction, receiveThreshold, new LinkedHashSet<>(channels));
        }
    }

    /** The redistribution parameter as it is sent; empty where no channels are named. */
    public String text() {
        String otherwise = RedistributionParameter.text(
                new Redistribution(initializer.rule(), holder.rule(), closer.rule()));
        try {
            return RedistributionByType.of(otherwise, file == null ? Map.of() : RedistributionByType.read(file)).text();
        } catch (IOException e) {
            throw new IllegalArgumentException(FileFault.sentence(file, e)
                    + "; expected a JSON object with a redistribution for each conversion type", e);
        }
    }

    @Override
    public void check(SettingFaults faults) {
        faults.trying("ihc.redistribution.file", this::text);
    }
}
