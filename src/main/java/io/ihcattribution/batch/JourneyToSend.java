package io.ihcattribution.batch;

import io.ihcattribution.journey.Journey;

/**
 * A journey that is to be bought.
 *
 * @param journey what is sent
 * @param fingerprint of what is sent, see {@link io.ihcattribution.journey.Fingerprint}
 * @param convTypeId the conversion type it is sent for
 */
public record JourneyToSend(Journey journey, String fingerprint, String convTypeId) {

    /** The conversion's key. */
    public String convId() {
        return journey.conversion().convId();
    }
}
