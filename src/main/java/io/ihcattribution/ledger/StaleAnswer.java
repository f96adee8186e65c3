package io.ihcattribution.ledger;

/** The answer to an attempt that is no longer the newest of its batch; the message names the batch. */
public final class StaleAnswer extends RuntimeException {

    StaleAnswer(String message) {
        super(message);
    }
}
