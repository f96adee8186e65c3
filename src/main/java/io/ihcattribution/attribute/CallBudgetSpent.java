package io.ihcattribution.attribute;

import io.ihcattribution.run.Refusal;

/** A run may make no more calls; the message says how many it may, and how to go on. */
public final class CallBudgetSpent extends Refusal {

    public CallBudgetSpent(String message) {
        super(message);
    }
}
