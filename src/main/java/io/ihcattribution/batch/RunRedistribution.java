package io.ihcattribution.batch;

import io.ihcattribution.model.RedistributionByType;
import io.ihcattribution.run.Run;

/** The redistribution parameter of a run's conversion types; its text is taken apart once a run. */
public final class RunRedistribution {

    private volatile RedistributionByType known = RedistributionByType.parse("");

    /** The parameter with which a run sends a conversion type; empty where it sends none. */
    public String of(Run run, String convTypeId) {
        RedistributionByType redistribution = known;
        if (!redistribution.text().equals(run.redistribution())) {
            redistribution = RedistributionByType.parse(run.redistribution());
            known = redistribution;
        }
        return redistribution.of(convTypeId);
    }

    /** The parameter of a conversion type among those of an earlier run. */
    static String of(String redistributions, String convTypeId) {
        return RedistributionByType.parse(redistributions).of(convTypeId);
    }
}
