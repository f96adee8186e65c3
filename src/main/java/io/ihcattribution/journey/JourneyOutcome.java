package io.ihcattribution.journey;

import io.ihcattribution.text.Quoted;

/**
 * What became of a conversion in a run, as its row in the ledger has it.
 *
 * @param convId the conversion
 * @param state the word of a {@link JourneyState}
 * @param fingerprint of what was sent; null where nothing was
 * @param reason why it has no credits, in the API's words or ours; null where it has
 * @param sessions the number of sessions sent
 * @param runId the run
 * @param batchNumber the batch it was sent in; null where it was not
 * @param convTypeId the conversion type it was sent for; null where it was not
 */
public record JourneyOutcome(
        String convId, String state, String fingerprint, String reason, int sessions, String runId, Integer batchNumber,
        String convTypeId) {

    private static final int LONGEST_REASON = 500;

    /** Reasons may quote what others wrote; the ledger keeps the beginning. */
    public JourneyOutcome {
        reason = reason == null ? null : SourceValues.cut(Quoted.onOneLine(reason), LONGEST_REASON);
    }

    /** A candidate that has no journey to send. */
    public static JourneyOutcome withoutJourney(Candidate candidate, String runId) {
        return new JourneyOutcome(
                candidate.convId(), candidate.state().word(), null, candidate.reason(), 0, runId, null, null);
    }

    /** Whether its credits are stored. */
    public boolean isAttributed() {
        return state.equals(JourneyState.ATTRIBUTED.word());
    }
}
