package io.ihcattribution.ledger;

/** Another process works on the database; the message names it. */
public final class LeaseHeld extends RuntimeException {

    public LeaseHeld(String message) {
        super(message);
    }
}
