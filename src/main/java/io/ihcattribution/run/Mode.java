package io.ihcattribution.run;

import io.ihcattribution.text.Quoted;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How a run chooses the journeys that it buys. */
public enum Mode {
    /** Those that the ledger does not hold as attributed with today's fingerprint. */
    INCREMENTAL,
    /** All. */
    FULL,
    /** Those of an incremental run, but counted only: nothing is sent or written. */
    DRY_RUN,
    /** All, but counted only. */
    DRY_RUN_FULL,
    /** None: it learns the embedded service's parameters from all of them. */
    TRAIN;

    /** The word that settings, trigger files and the ledger use. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether nothing is sent or written. */
    public boolean isDry() {
        return this == DRY_RUN || this == DRY_RUN_FULL;
    }

    /** @throws IllegalArgumentException when there is no mode of this code */
    public static Mode of(String code) {
        List<String> codes = Arrays.stream(values()).map(Mode::code).toList();
        if (!codes.contains(code)) {
            throw new IllegalArgumentException(
                    "mode: " + Quoted.of(code) + " is not one of " + String.join(", ", codes));
        }
        return values()[codes.indexOf(code)];
    }
}
