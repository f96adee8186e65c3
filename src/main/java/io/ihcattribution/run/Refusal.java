package io.ihcattribution.run;

/** A run may not go on, by a rule of the settings or of the data; the message names it and what mends it. */
public class Refusal extends RuntimeException {

    public Refusal(String message) {
        super(message);
    }
}
