package io.ihcattribution.report;

/** The publish gate stays shut: a figure of the report is not what it must be. The message names it and by how much. */
public final class ReportDoesNotReconcile extends RuntimeException {

    public ReportDoesNotReconcile(String message) {
        super(message);
    }
}
