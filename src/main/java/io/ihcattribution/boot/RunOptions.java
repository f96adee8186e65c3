package io.ihcattribution.boot;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Option;

/** The options of the command line that say what is asked of a run. */
final class RunOptions {

    @Option(names = "--start-date", paramLabel = "YYYY-MM-DD",
            description = "First conversion date, UTC. Default: the beginning.")
    private String startDate;

    @Option(names = "--end-date", paramLabel = "YYYY-MM-DD", description = "Last conversion date, UTC. Default: now.")
    private String endDate;

    @Option(names = "--conv-type-id", paramLabel = "NAME",
            description = "Conversion type. Default: ihc.api.conv-type-id.")
    private String convTypeId;

    @Option(names = "--mode", paramLabel = "MODE",
            description = "incremental (default): buy what is not bought yet; full: buy all again; dry-run: count"
                    + " only; "
                    + "dry-run-full: count what full would buy; train: see --train.")
    String mode;

    @Option(names = "--steps", paramLabel = "STEPS", description = "attribute, report, or attribute,report (default).")
    String steps;

    @Option(names = "--retry", paramLabel = "failed",
            description = "failed: send only the journeys that failed before.")
    private String retry;

    @Option(names = "--redistribution", paramLabel = "JSON",
            description = "The API's redistribution_parameter, or none. Default: ihc.redistribution.*.")
    private String redistribution;

    @Option(names = "--accept", paramLabel = "LOSSES",
            description = "What this run may lose of what was paid for, whatever the guard's limits (ihc.guard.*): "
                    + "deleted, outdated, shorter, or several of them with commas between.")
    private String accept;

    /** The options that were given, by the keys of a trigger file. */
    Map<String, String> keys() {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("start_date", startDate);
        keys.put("end_date", endDate);
        keys.put("conv_type_id", convTypeId);
        keys.put("mode", mode);
        keys.put("steps", steps);
        keys.put("retry", retry);
        keys.put("redistribution", redistribution);
        keys.put("accept", accept);
        keys.values().removeIf(Objects::isNull);
        return keys;
    }
}
