package io.ihcattribution.batch;

/**
 * A batch on its way, with the claim that was given for it last. One object for all attempts: the circuit breaker
 * works on a copy of the exchange, of which nothing comes back where the call fails.
 */
public final class Attempts {

    private final Batch batch;
    private volatile Claim last;

    public Attempts(Batch batch) {
        this.batch = batch;
    }

    /** What is to be sent. */
    public Batch batch() {
        return batch;
    }

    /** The claim that was given last; null where none was. */
    public Claim last() {
        return last;
    }

    /** A claim was given. */
    public Claim claimed(Claim claim) {
        last = claim;
        return claim;
    }
}
