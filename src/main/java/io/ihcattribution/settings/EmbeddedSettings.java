package io.ihcattribution.settings;

import static io.ihcattribution.settings.Setting.Rank.RARE;

import io.ihcattribution.embedded.FaultPlan;
import io.ihcattribution.embedded.ParameterFolder;
import java.nio.file.Path;
import java.util.OptionalDouble;

/**
 * Embedded IHC service: estimates what the API answers; used where ihc.api.url is empty.
 *
 * @param parametersDir Folder of parameter files, <conversion type>.json each, read again when replaced; need not
 *     exist. A conversion type with a file is computed with it. Without one, ihc.api.conv-type-id and "default" use
 *     the parameters that come with the program; all other conversion types are unknown and refused.
 * @param inactivityHours Sessions before the last gap longer than this get no credit; 0 = off. Uncertain: an older
 *     release of the API seems to have done so with about 336.
 * @param faults Faults on request, to test a set-up; empty = none; refused where ihc.api.url names another API.
 *     Rates, the share of requests: 429:0.05,500:0.02,503:0.02,hang:0.01,truncated:0.01,wrong-sums:0.01 - or a
 *     script, the first requests in order, after which all is well: script:500,429*3,ok,hang,503 - either after
 *     latency:200ms, which every answer takes. 429 comes with Retry-After: 1; hang lasts twice
 *     ihc.api.response-timeout. The same request number meets the same fault at every start.
 */
public record EmbeddedSettings(
        @Setting(key = "ihc.embedded.parameters-dir", byDefault = "parameters", rank = RARE) Path parametersDir,
        @Setting(key = "ihc.embedded.inactivity-hours", byDefault = "0", max = 1_000_000, unit = "hours",
                rank = RARE) double inactivityHours,
        @Setting(key = "ihc.embedded.faults", expected = "rates or a script of faults, or nothing",
                rank = RARE) String faults)
        implements SettingsReader.Checked {

    /** The inactivity cut, hours; empty for none. */
    public OptionalDouble inactivityCut() {
        return inactivityHours == 0 ? OptionalDouble.empty() : OptionalDouble.of(inactivityHours);
    }

    /** The faults that the service shows on request. */
    public FaultPlan faultPlan() {
        return FaultPlan.parse(faults);
    }

    @Override
    public void check(SettingFaults found) {
        new ParameterFolder(parametersDir).faults()
                .forEach(fault -> found.add("ihc.embedded.parameters-dir: " + fault));
        found.trying("ihc.embedded.faults", this::faultPlan, "; expected " + FaultPlan.EXPECTED);
    }
}
