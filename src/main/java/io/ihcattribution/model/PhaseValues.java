package io.ihcattribution.model;

import java.util.List;

/**
 * The three phases of one journey before rounding: parallel arrays, one entry a session, oldest first. Each sums to 1;
 * the holder values may be all 0.
 */
record PhaseValues(double[] initializer, double[] holder, double[] closer) {

    /** The phases after redistribution; the values of this object stay as they are. */
    PhaseValues redistributed(Redistribution rules, List<String> channels) {
        return new PhaseValues(
                rules.initializer().redistribute(channels, initializer),
                rules.holder().redistribute(channels, holder),
                rules.closer().redistribute(channels, closer));
    }

    /** The combined credit: the weighted mean of the phases, without the holder phase where it is empty. */
    double[] ihc(PhaseWeights weights) {
        boolean held = false;
        for (double value : holder) {
            held |= value > 0;
        }
        double sum = weights.initializer() + weights.closer() + (held ? weights.holder() : 0);
        double[] ihc = new double[holder.length];
        for (int i = 0; i < ihc.length; i++) {
            ihc[i] = (weights.initializer() * initializer[i]
                    + weights.holder() * holder[i]
                    + weights.closer() * closer[i]) / sum;
        }
        return ihc;
    }
}
