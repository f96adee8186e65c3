package io.ihcattribution.control;

/** The run does not go on; the message says why. */
public final class RunStopped extends RuntimeException {

    private final boolean resumable;

    /** @param resumable whether a later start or trigger takes the run up again */
    public RunStopped(String reason, boolean resumable, Throwable cause) {
        super(reason, cause);
        this.resumable = resumable;
    }

    /** Whether a later start or trigger takes the run up again. */
    public boolean isResumable() {
        return resumable;
    }
}
