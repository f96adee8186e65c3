package io.ihcattribution.model;

/**
 * The credit of one session for one conversion, as the API answers it.
 *
 * <p>Each figure is a whole number of ten-thousandths, given as the nearest {@code double}. Over a journey each column
 * sums to exactly 1 when the ten-thousandths are summed; the holder column may be all 0.
 *
 * @param sessionId the session
 * @param initializer its part in starting the journey, 0 to 1
 * @param holder its part in keeping the journey alive, 0 to 1
 * @param closer its part in leading to the order, 0 to 1
 * @param ihc its combined credit, 0 to 1
 */
public record PhaseCredits(String sessionId, double initializer, double holder, double closer, double ihc) {

    static PhaseCredits ofTenThousandths(String sessionId, int initializer, int holder, int closer, int ihc) {
        return new PhaseCredits(sessionId, initializer / 1e4, holder / 1e4, closer / 1e4, ihc / 1e4);
    }
}
