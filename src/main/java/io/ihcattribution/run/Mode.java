package io.ihcattribution.run;

import java.util.Arrays;
import java.util.stream.Collectors;

/** How a run chooses the journeys that it buys. */
public enum Mode {
    /** Those that the ledger does not hold as attributed with today's fingerprint. */
    INCREMENTAL("incremental"),
    /** All. */
    FULL("full"),
    /** Those of an incremental run, but counted only: nothing is sent or written. */
    DRY_RUN("dry-run"),
    /** All, but counted only. */
    DRY_RUN_FULL("dry-run-full"),
    /** None: it learns the embedded service's parameters from all of them. */
    TRAIN("train");

    private final String word;

    Mode(String word) {
        this.word = word;
    }

    /** The word that settings and trigger files use. */
    public String word() {
        return word;
    }

    /** Whether nothing is sent or written. */
    public boolean isDry() {
        return this == DRY_RUN || this == DRY_RUN_FULL;
    }

    /** @throws IllegalArgumentException when it is none of the words */
    public static Mode of(String word) {
        return Arrays.stream(values()).filter(mode -> mode.word.equals(word)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("mode: \"" + word + "\" is not one of "
                        + Arrays.stream(values()).map(Mode::word).collect(Collectors.joining(", "))));
    }

    @Override
    public String toString() {
        return word;
    }
}
