package io.ihcattribution.journey;

/** The source's rows come in another order than was asked for; the message names the user. */
public final class UnorderedSource extends RuntimeException {

    UnorderedSource(String message) {
        super(message);
    }
}
