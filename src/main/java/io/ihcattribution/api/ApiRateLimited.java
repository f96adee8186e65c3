package io.ihcattribution.api;

import java.time.Duration;

/** The API answered 429: it is well, and wants to be asked later. */
public final class ApiRateLimited extends ApiUnavailable {

    public ApiRateLimited(String message, Duration retryAfter) {
        super(message, retryAfter);
    }
}
