package io.ihcattribution.database;

/** A database cannot be used; the message is one sentence that names what is missing. */
public class UnusableDatabase extends RuntimeException {

    public UnusableDatabase(String message) {
        super(message);
    }

    public UnusableDatabase(String message, Throwable cause) {
        super(message, cause);
    }
}
