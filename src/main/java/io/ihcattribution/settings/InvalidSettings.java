package io.ihcattribution.settings;

import java.util.List;

/** The settings or arguments that a start was given cannot be used; the message holds every fault, a line each. */
public final class InvalidSettings extends RuntimeException {

    /** @param faults one sentence a fault, each naming its key */
    public InvalidSettings(List<String> faults) {
        super(String.join("\n", faults));
    }
}
