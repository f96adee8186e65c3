package io.ihcattribution.batch;

/**
 * The permission to send a batch once; what comes of it counts only while no later one was given.
 *
 * @param batch what may be sent
 * @param attempt the number of the attempt, from 1; 0 where the batch is dealt with and not sent
 * @param owner the process that may send it
 */
public record Claim(Batch batch, int attempt, String owner) {

    /** A batch that is dealt with while it waits. */
    public static Claim unsent(Batch batch) {
        return new Claim(batch, 0, "");
    }
}
