package io.ihcattribution.journey;

import io.ihcattribution.text.Quoted;

/**
 * What became of a journey that was sent.
 *
 * @param convId the conversion
 * @param state the word of a {@link JourneyState}
 * @param fingerprint of what was sent
 * @param reason why it has no credits, in the API's words or ours; null where it has
 * @param sessions the number of sessions sent
 * @param runId the run
 * @param batchNumber the batch it was sent in
 * @param convTypeId the conversion type it was sent for
 */
public record JourneyOutcome(
        String convId, String state, String fingerprint, String reason, int sessions, String runId, Integer batchNumber,
        String convTypeId) {

    static final int LONGEST_REASON = 500;

    /** Reasons may quote what others wrote; the ledger keeps the beginning. */
    public JourneyOutcome {
        reason = reason == null ? null : SourceValues.cut(Quoted.onOneLine(reason), LONGEST_REASON);
    }

    /** Whether its credits are stored. */
    public boolean isAttributed() {
        return state.equals(JourneyState.ATTRIBUTED.word());
    }
}
