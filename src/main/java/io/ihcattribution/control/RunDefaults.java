package io.ihcattribution.control;

import io.ihcattribution.run.Run;
import java.nio.file.Path;

/**
 * What a run of this process has that its request does not name.
 *
 * @param service who computes the credits: {@link #API} or {@link #EMBEDDED}
 * @param convTypeId the conversion type, or {@link io.ihcattribution.run.Run#ALL_TYPES}
 * @param redistribution the redistribution parameter as it is sent; empty for none
 * @param triggerFolder where a dropped file starts a run
 * @param isDaemon whether this process watches that folder and takes up unfinished runs; otherwise it runs once
 */
public record RunDefaults(
        String service, String convTypeId, String redistribution, Path triggerFolder, boolean isDaemon) {

    /** The service that is paid for. */
    public static final String API = "api";

    /** The service that estimates. */
    public static final String EMBEDDED = "embedded";

    /**
     * What a run sends for that the settings do not say, as the beginning of a sentence; null where it is nothing. The
     * next run on the settings' terms pays for the same journeys again.
     */
    public String ownTerms(Run run) {
        boolean ownType = !run.convTypeId().equals(convTypeId);
        boolean ownRedistribution = !run.redistribution().equals(redistribution);
        return !ownType && !ownRedistribution ? null
                : "this run has " + (ownType ? "the conversion type " + run.convTypeId() : "")
                        + (ownType && ownRedistribution ? " and " : "")
                        + (ownRedistribution ? "a redistribution" : "")
                        + " of its own";
    }

    /** Whether the credits are estimates. */
    public boolean isEmbedded() {
        return service.equals(EMBEDDED);
    }
}
