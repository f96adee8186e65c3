package io.ihcattribution.api;

import java.time.Duration;

/** The API did not answer as promised; the same request is worth another try. */
public class ApiUnavailable extends RuntimeException {

    private final transient Duration retryAfter;

    /**
     * @param message what it did instead
     * @param retryAfter how long it asked to wait, or null
     */
    public ApiUnavailable(String message, Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
    }

    /** How long the API asked to wait, or null where it did not say. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
