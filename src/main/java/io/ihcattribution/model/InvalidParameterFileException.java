package io.ihcattribution.model;

/** A parameter file that cannot be used. The message is a sentence for its author: file, key and what was expected. */
public final class InvalidParameterFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InvalidParameterFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
