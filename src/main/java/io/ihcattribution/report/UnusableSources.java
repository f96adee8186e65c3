package io.ihcattribution.report;

/** A table of the shop's holds what no report can be made of; the message names table, column and row. */
public final class UnusableSources extends RuntimeException {

    public UnusableSources(String message) {
        super(message);
    }
}
