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

    /**
     * The one that an exception is or was caused by; null where there is none: the circuit breaker wraps what it lets
     * through.
     */
    public static ApiUnavailable in(Throwable fault) {
        Throwable cause = fault;
        while (cause != null && !(cause instanceof ApiUnavailable)) {
            cause = cause.getCause();
        }
        return (ApiUnavailable) cause;
    }
}
