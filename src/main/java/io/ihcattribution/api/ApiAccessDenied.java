package io.ihcattribution.api;

/** The API does not serve us at all, now or on another try: the key or the URL is wrong. */
public final class ApiAccessDenied extends RuntimeException {

    public ApiAccessDenied(String message) {
        super(message);
    }
}
