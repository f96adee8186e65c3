package io.ihcattribution.model;

import io.ihcattribution.journey.Journey;
import java.time.ZoneOffset;

/**
 * The credit of a session halves with every half-life that lies between it and the last session:
 * credit(i) = 2^(-(t(n) - t(i)) / half-life) / sum. Counting from the conversion instead gives the same credits.
 *
 * <p>Limits: the half-life is a choice, not learned from the data. Source: the exponential decay of the web analytics
 * tools, whose usual half-life is 7 days.
 *
 * @param halfLifeDays the half-life in days, more than 0
 */
public record TimeDecay(double halfLifeDays) implements AttributionModel {

    private static final double SECONDS_A_DAY = 86_400;

    /**
     * Checks the half-life.
     *
     * @throws IllegalArgumentException with a sentence if it is not more than 0
     */
    public TimeDecay {
        if (!(halfLifeDays > 0 && halfLifeDays < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the half-life must be more than 0 days, but is " + halfLifeDays);
        }
    }

    @Override
    public String name() {
        return "time-decay";
    }

    @Override
    public double[] credits(Journey journey) {
        int n = journey.size();
        double[] credits = new double[n];
        double sum = 0;
        for (int i = n - 1; i >= 0; i--) {
            long age = second(journey, n - 1) - second(journey, i);
            credits[i] = Math.pow(2, -age / (halfLifeDays * SECONDS_A_DAY));
            sum += credits[i];
        }
        for (int i = 0; i < n; i++) {
            credits[i] /= sum;
        }
        return credits;
    }

    private static long second(Journey journey, int session) {
        return journey.sessions().get(session).startedAt().toEpochSecond(ZoneOffset.UTC);
    }
}
