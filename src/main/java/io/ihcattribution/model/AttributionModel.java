package io.ihcattribution.model;

import io.ihcattribution.journey.Journey;

/** A rule that splits one conversion among the sessions of its journey, knowing no other journey. */
public interface AttributionModel {

    /** The name in settings and reports, in lower case with hyphens. */
    String name();

    /**
     * The credits of a journey's sessions.
     *
     * @param journey its sessions oldest first
     * @return one entry a session, in their order, each 0 to 1, summing to 1 within the noise of floating point; empty
     *     for a journey without sessions
     */
    double[] credits(Journey journey);
}
