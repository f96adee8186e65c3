package io.ihcattribution.quality;

/**
 * There is more of a kind of dirty data than a run may go on with; the message names kind, count, threshold and a row.
 */
public final class TooDirty extends RuntimeException {

    public TooDirty(String message) {
        super(message);
    }
}
