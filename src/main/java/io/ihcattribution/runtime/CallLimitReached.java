package io.ihcattribution.runtime;

/** A run may make no more calls; the message says how many it may, and how to go on. */
public final class CallLimitReached extends RuntimeException {

    CallLimitReached(String message) {
        super(message);
    }
}
