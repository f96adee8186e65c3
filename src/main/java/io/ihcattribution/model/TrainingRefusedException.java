package io.ihcattribution.model;

/** Journeys from which no parameters can be learned. The message is a sentence that says what is missing. */
public final class TrainingRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TrainingRefusedException(String message) {
        super(message);
    }
}
