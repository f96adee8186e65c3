package io.ihcattribution.api;

/** The API refuses the batch as a whole; the message holds its words. Halves of it may be accepted. */
public final class BatchRefused extends RuntimeException {

    public BatchRefused(String message) {
        super(message);
    }
}
