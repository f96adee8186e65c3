package io.ihcattribution.control;

import io.ihcattribution.report.RunSummary;

/** What a run has come to: a value, for whoever asked for it. */
public final class RunOutcome {

    /** Below the trigger folder: the files whose run is under way. */
    public static final String CLAIMED = ".running";

    /** Below the trigger folder: the files whose run the next start takes up. */
    public static final String INTERRUPTED = ".interrupted";

    /** Below the trigger folder: the files whose run is done. */
    public static final String DONE = ".done";

    /** Below the trigger folder: the files that have started no run, or one that is not done. */
    public static final String FAILED = ".failed";

    /** How the name of the file ends that says beside a trigger why its run is not done. */
    public static final String ERROR = ".error.txt";

    /** How it ended. */
    public enum State {
        /** All that was asked is done; a part of the journeys may have failed. */
        COMPLETED,
        /** It cannot be done. */
        FAILED,
        /** It goes on later. */
        INTERRUPTED
    }

    private final State state;
    private final RunSummary summary;
    private final String reason;
    private final boolean asksAgain;

    private RunOutcome(State state, RunSummary summary, String reason, boolean asksAgain) {
        this.state = state;
        this.summary = summary;
        this.reason = reason;
        this.asksAgain = asksAgain;
    }

    static RunOutcome completed(RunSummary summary) {
        return new RunOutcome(State.COMPLETED, summary, null, false);
    }

    /** @param processEnds whether it goes on at the next start, since this process ends */
    static RunOutcome notDone(State state, String reason, boolean processEnds) {
        return new RunOutcome(state, null, reason, state == State.INTERRUPTED && processEnds);
    }

    /** How it ended. */
    public State state() {
        return state;
    }

    /** Whether it is done and all journeys of its window are attributed that can be. */
    public boolean isWithoutFailures() {
        return state == State.COMPLETED && !summary.hasFailures();
    }

    /** Whether it is done and has come to something. */
    public boolean isOfUse() {
        return state == State.COMPLETED && !summary.isInVain();
    }

    /** Whether it is done and nobody need look at it. */
    public boolean isClean() {
        return isWithoutFailures() && isOfUse() && !summary.isDirty();
    }

    /** What it did; null where it was not done. */
    public RunSummary summary() {
        return summary;
    }

    /** Why it was not done, a sentence; null where it was. */
    public String reason() {
        return reason;
    }

    /** The folder below the trigger folder in which the trigger's file ends. */
    public String folder() {
        return state == State.COMPLETED ? DONE : asksAgain ? INTERRUPTED : FAILED;
    }

    /** The end of the name of the file beside it that says what became of the run. */
    public String ending() {
        return state == State.COMPLETED ? ".result.json" : ERROR;
    }
}
