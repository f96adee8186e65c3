package io.ihcattribution.database;

/** A database's file was replaced or deleted while it was read: what was read of it is of the past. */
public final class FileReplaced extends UnusableDatabase {

    public FileReplaced(String message) {
        super(message);
    }
}
