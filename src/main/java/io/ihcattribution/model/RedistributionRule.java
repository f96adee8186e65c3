package io.ihcattribution.model;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * How one phase hands the credit of some channels to the other sessions of the journey.
 *
 * <p>A session of such a channel gives its whole value to the sessions of other channels that lie in the allowed
 * direction and have at least the threshold in this phase, in proportion to their values (in equal parts if these are
 * all 0, which is an assumption). Without such a session it keeps its value. All comparisons and proportions use the
 * values before redistribution. Source: inferred from one worked example and from totals that the vendor published;
 * the vendor's own rule is not known.
 *
 * @param direction where the receiving sessions may lie
 * @param receiveThreshold the least value, 0 to 1, with which a session receives; 0 admits sessions without value
 * @param channelLabels the channels that give, compared exactly; iterated in the order given
 */
public record RedistributionRule(
        RedistributionDirection direction, double receiveThreshold, Set<String> channelLabels) {

    /** Hands over nothing. */
    public static final RedistributionRule NONE =
            new RedistributionRule(RedistributionDirection.ANY_SESSION, 0, Set.of());

    /** What floating-point noise may take off a value that is exactly at the threshold. */
    private static final double NOISE = 1e-12;

    /**
     * Checks the rule.
     *
     * @throws IllegalArgumentException with a sentence that names the key of the API and what is expected
     */
    public RedistributionRule {
        if (direction == null) {
            throw new IllegalArgumentException("direction must be given");
        }
        if (!(receiveThreshold >= 0 && receiveThreshold <= 1)) {
            throw new IllegalArgumentException(
                    "receive_threshold must be a number from 0 to 1, but is " + receiveThreshold);
        }
        if (channelLabels == null) {
            throw new IllegalArgumentException("redistribution_channel_labels must be a list of channel labels");
        }
        if (channelLabels.stream().anyMatch(label -> Objects.isNull(label) || label.isBlank())) {
            throw new IllegalArgumentException("redistribution_channel_labels must not hold a blank label");
        }
        channelLabels = Collections.unmodifiableSet(new LinkedHashSet<>(channelLabels));
    }

    /**
     * A rule from the words of the API.
     *
     * @param direction one of the API's names
     * @throws IllegalArgumentException with a sentence that names the key of the API and what is expected
     */
    public static RedistributionRule of(String direction, double receiveThreshold, List<String> channelLabels) {
        return new RedistributionRule(RedistributionDirection.of(direction), receiveThreshold,
                channelLabels == null ? null : new LinkedHashSet<>(channelLabels));
    }

    /** Whether it hands over nothing. */
    public boolean isNone() {
        return channelLabels.isEmpty();
    }

    /**
     * The values of this phase after redistribution. Linear in the number of sessions.
     *
     * @param channels the channel labels of a journey's sessions, oldest first
     * @param values the values of this phase, in the same order, each at least 0; not changed
     * @return new values with the same sum
     */
    public double[] redistribute(List<String> channels, double[] values) {
        int n = values.length;
        boolean[] gives = new boolean[n];
        boolean[] receives = new boolean[n];
        for (int i = 0; i < n; i++) {
            boolean listed = channelLabels.contains(channels.get(i));
            gives[i] = listed && values[i] > 0;
            receives[i] = !listed && values[i] >= receiveThreshold - NOISE;
        }
        double[] result = values.clone();
        switch (direction) {
            case EARLIER_SESSIONS_ONLY -> oneWay(values, gives, receives, result, n - 1, -1);
            case LATER_SESSIONS_ONLY -> oneWay(values, gives, receives, result, 0, 1);
            case ANY_SESSION -> everyWay(values, gives, receives, result);
        }
        return result;
    }

    private static void everyWay(double[] values, boolean[] gives, boolean[] receives, double[] result) {
        double given = 0;
        double received = 0;
        int receivers = 0;
        for (int i = 0; i < values.length; i++) {
            if (gives[i]) {
                given += values[i];
            } else if (receives[i]) {
                received += values[i];
                receivers++;
            }
        }
        if (receivers == 0) {
            return;
        }
        for (int i = 0; i < values.length; i++) {
            if (gives[i]) {
                result[i] = 0;
            } else if (receives[i]) {
                result[i] += received > 0 ? given * values[i] / received : given / receivers;
            }
        }
    }

    /**
     * Walks from {@code start} in steps of {@code step} towards the receivers. What a giver owes to each unit of its
     * receivers' value is the same for all of them, so a running sum of these rates serves every receiver behind it.
     */
    private static void oneWay(
            double[] values, boolean[] gives, boolean[] receives, double[] result, int start, int step) {
        int n = values.length;
        int end = start + step * (n - 1);
        double[] ahead = new double[n];
        int[] receiversAhead = new int[n];
        double sum = 0;
        int count = 0;
        for (int k = 0, i = end; k < n; k++, i -= step) {
            ahead[i] = sum;
            receiversAhead[i] = count;
            if (receives[i]) {
                sum += values[i];
                count++;
            }
        }
        double perValue = 0;
        double perReceiver = 0;
        for (int k = 0, i = start; k < n; k++, i += step) {
            if (gives[i] && receiversAhead[i] > 0) {
                result[i] = 0;
                if (ahead[i] > 0) {
                    perValue += values[i] / ahead[i];
                } else {
                    perReceiver += values[i] / receiversAhead[i];
                }
            } else if (receives[i]) {
                result[i] += values[i] * perValue + perReceiver;
            }
        }
    }
}
