package io.ihcattribution.run;

/** Whether a run is confined to journeys that failed before. */
public enum Retry {
    /** It is not. */
    NONE(""),
    /** It sends only the journeys that the ledger holds as failed. */
    FAILED("failed");

    private final String word;

    Retry(String word) {
        this.word = word;
    }

    /** The word that trigger files and the command line use; empty for none. */
    public String word() {
        return word;
    }

    /** @throws IllegalArgumentException when it is not the word */
    public static Retry of(String word) {
        if (!FAILED.word.equals(word)) {
            throw new IllegalArgumentException("retry: \"" + word + "\" is not usable; expected failed");
        }
        return FAILED;
    }
}
