package io.ihcattribution.run;

/** A window's last day is not loaded yet; the message names dates and counts. */
public final class UnfinishedDay extends RuntimeException {

    UnfinishedDay(String message) {
        super(message);
    }
}
