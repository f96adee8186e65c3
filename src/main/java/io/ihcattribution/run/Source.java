package io.ihcattribution.run;

import java.util.Arrays;
import java.util.Locale;

/** What asked for a run. */
public enum Source {
    TRIGGER,
    POLL,
    COMMAND_LINE,
    /** Nothing but the ledger: a run that an earlier process left unfinished. */
    RESTART;

    /** The word that the ledger and {@code run.json} use. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The source of a code; {@link #RESTART} where it has become unknown. */
    public static Source of(String code) {
        return Arrays.stream(values()).filter(source -> source.code().equals(code)).findFirst().orElse(RESTART);
    }
}
