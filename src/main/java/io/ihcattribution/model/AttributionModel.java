package io.ihcattribution.model;

import io.ihcattribution.journey.Journey;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;

/**
 * A rule that splits one conversion among the sessions of its journey, knowing no other journey. The rules are common
 * practice in the web analytics tools.
 *
 * @param name the name in settings and reports, in lower case with hyphens
 * @param rule the credits of a journey of at least one session, see {@link #credits}
 */
public record AttributionModel(String name, Function<Journey, double[]> rule) {

    private static final double SECONDS_A_DAY = 86_400;

    /**
     * The credits of a journey's sessions.
     *
     * @param journey its sessions oldest first
     * @return one entry a session, in their order, each 0 to 1, summing to 1 within the noise of floating point; empty
     *     for a journey without sessions
     */
    public double[] credits(Journey journey) {
        return journey.size() == 0 ? new double[0] : rule.apply(journey);
    }

    /**
     * The first session gets the whole credit ("first interaction").
     *
     * <p>Limits: says what starts journeys, nothing about what ends them; depends on the lookback window.
     */
    public static AttributionModel firstTouch() {
        return new AttributionModel("first-touch", journey -> whole(journey, 0));
    }

    /**
     * The last session gets the whole credit ("last interaction").
     *
     * <p>Limits: favours channels that people use when they have already decided.
     */
    public static AttributionModel lastTouch() {
        return new AttributionModel("last-touch", journey -> whole(journey, journey.size() - 1));
    }

    /**
     * The last session that did not come directly gets the whole credit; if all came directly, the last one. For many
     * years the default of the web analytics tools ("last non-direct click").
     *
     * <p>Limits: as for the last touch, and it depends on which labels count as direct.
     *
     * @param directChannels the labels that count as direct, compared exactly
     */
    public static AttributionModel lastNonDirectTouch(Set<String> directChannels) {
        Set<String> direct = Set.copyOf(directChannels);
        return new AttributionModel("last-non-direct-touch", journey -> {
            int last = journey.size() - 1;
            while (last >= 0 && direct.contains(journey.sessions().get(last).channel())) {
                last--;
            }
            return whole(journey, last >= 0 ? last : journey.size() - 1);
        });
    }

    /**
     * Every session of a journey of n gets 1 / n.
     *
     * <p>Limits: rewards channels that come in many short sessions.
     */
    public static AttributionModel linear() {
        return new AttributionModel("linear", journey -> {
            double[] credits = new double[journey.size()];
            Arrays.fill(credits, 1.0 / credits.length);
            return credits;
        });
    }

    /**
     * The credit of a session halves with every half-life that lies between it and the last session:
     * credit(i) = 2^(-(t(n) - t(i)) / half-life) / sum. Counting from the conversion instead gives the same credits.
     *
     * <p>Limits: the half-life is a choice, not learned from the data; 7 days are usual.
     *
     * @param halfLifeDays the half-life in days, more than 0
     * @throws IllegalArgumentException with a sentence if it is not more than 0
     */
    public static AttributionModel timeDecay(double halfLifeDays) {
        if (!(halfLifeDays > 0 && halfLifeDays < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the half-life must be more than 0 days, but is " + halfLifeDays);
        }
        return new AttributionModel("time-decay", journey -> {
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
        });
    }

    /**
     * Fixed shares for the first and the last session, the rest in equal parts for those between ("U-shaped"); usually
     * 40/20/40. Two sessions share in proportion to the first and the last share, and a single one gets all.
     *
     * <p>Limits: the shares are a choice, not learned from the data.
     *
     * @param first the share of the first session, 0 to 1
     * @param last the share of the last session, 0 to 1; with the first at most 1
     * @throws IllegalArgumentException with a sentence if they are negative or exceed 1 together
     */
    public static AttributionModel positionBased(double first, double last) {
        if (!(first >= 0 && last >= 0 && first + last <= 1)) {
            throw new IllegalArgumentException("the shares of the first and the last session must be at least 0 and at"
                    + " most 1 together, but are " + first + " and " + last);
        }
        return new AttributionModel("position-based", journey -> {
            int n = journey.size();
            double[] credits = new double[n];
            if (n == 1) {
                credits[0] = 1;
            } else if (n == 2) {
                credits[0] = first + last > 0 ? first / (first + last) : 0.5;
                credits[1] = 1 - credits[0];
            } else {
                Arrays.fill(credits, (1 - first - last) / (n - 2));
                credits[0] = first;
                credits[n - 1] = last;
            }
            return credits;
        });
    }

    private static double[] whole(Journey journey, int session) {
        double[] credits = new double[journey.size()];
        credits[session] = 1;
        return credits;
    }

    private static long second(Journey journey, int session) {
        return journey.sessions().get(session).startedAt().toEpochSecond(ZoneOffset.UTC);
    }
}
