package io.ihcattribution.source;

/** It cannot be told which type each conversion has; the message names the setting and what was expected. */
public final class UnusableConversionTypes extends RuntimeException {

    public UnusableConversionTypes(String message) {
        super(message);
    }

    public UnusableConversionTypes(String message, Throwable cause) {
        super(message, cause);
    }
}
