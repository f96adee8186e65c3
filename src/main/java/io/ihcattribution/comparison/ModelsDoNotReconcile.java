package io.ihcattribution.comparison;

/** A model's figures are not what they must sum to, so they are not written. The message says which, and the sums. */
public final class ModelsDoNotReconcile extends RuntimeException {

    public ModelsDoNotReconcile(String message) {
        super(message);
    }
}
