package io.ihcattribution.run;

/** What asked for a run. */
public enum Source {
    TRIGGER("trigger"),
    POLL("poll"),
    COMMAND_LINE("command-line"),
    /** Nothing but the ledger: a run that an earlier process left unfinished. */
    RESTART("restart");

    private final String word;

    Source(String word) {
        this.word = word;
    }

    @Override
    public String toString() {
        return word;
    }
}
