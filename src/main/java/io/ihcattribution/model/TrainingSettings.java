package io.ihcattribution.model;

/**
 * What the training takes as given.
 *
 * @param phaseWeights the shares of the phases in the combined credit; they are not learned, since no rule for them is
 *     known
 * @param maxSessions the most sessions of a journey that is learned from, at least 2; longer ones count as outliers
 */
public record TrainingSettings(PhaseWeights phaseWeights, int maxSessions) {

    /**
     * The phase weights of the model that most recorded answers come from, and at most 30 sessions. The latter is a
     * heuristic: one published report left out a journey of 37 sessions among 808 and says no more.
     */
    public static final TrainingSettings DEFAULT = new TrainingSettings(new PhaseWeights(0.345, 0.38, 0.275), 30);

    /**
     * Checks the settings; the phase weights are checked by {@link IhcParameters}.
     *
     * @throws IllegalArgumentException with a sentence if no journey of several sessions could remain
     */
    public TrainingSettings {
        if (maxSessions < 2) {
            throw new IllegalArgumentException(
                    "the most sessions of a journey to train with must be at least 2, but are " + maxSessions);
        }
    }
}
