package io.ihcattribution.batch;

/**
 * How a batch ended, as its row in the ledger takes it.
 *
 * @param runId the run
 * @param number the batch's number within the run
 * @param state {@code stored}, {@code halved} or {@code returned} (nothing of it was stored; it is read again)
 * @param attributed the number of journeys whose credits were stored
 * @param failed the number of journeys that failed
 * @param reason the reason, where the answer was refused as a whole; else null
 */
public record BatchClosing(String runId, int number, String state, long attributed, long failed, String reason) {}
