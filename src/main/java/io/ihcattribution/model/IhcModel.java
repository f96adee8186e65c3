package io.ihcattribution.model;

import io.ihcattribution.journey.Journey;
import io.ihcattribution.journey.Session;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Initializer, holder and closer credit of the sessions of one journey, and their combination.
 *
 * <p>The formulas were inferred from recorded requests and answers of the web API and from the vendor's public
 * descriptions. They reproduce these answers closely, but this is an estimate: it is not the vendor's code, and the
 * service may behave otherwise where no answer was recorded (equal times, impressions, gaps of many weeks).
 *
 * <p>With t the times in hours, mI and mC the membership curves and v the factors of the session's channel:
 * <ul>
 *   <li>initializer: mi(1) = 1, mi(i) = mI(t(i) - t(i-1)); I(i) = mi(i) vI(i) / sum
 *   <li>closer: mc(i) = mC(t(n) - t(i)) if the session counts for the closer phase, as the last one always does, else
 *       0; C(i) = mc(i) vC(i) / sum
 *   <li>holder: from the complements of the shares without channel factors, a = 1 - mi(i) / sum(mi) and
 *       b = 1 - mc(i) / sum(mc), the mean of their arithmetic and harmonic means,
 *       f = ((a + b) / 2 + 2 a b / (a + b)) / 2, or 0 where a = b = 0; H(i) = f(i) vH(i) / sum over the sessions that
 *       count for the holder phase, and 0 for the others
 *   <li>ihc: the mean of the three with the phase weights; without the holder phase where no session has a holder value
 * </ul>
 *
 * <p>Only the last session of a journey is the conversion's; impressions count like visits. Immutable, safe for use by
 * several threads, linear in the number of sessions.
 */
public final class IhcModel {

    private final IhcParameters parameters;
    private final Redistribution redistribution;
    private final double inactivityHours;
    private final Map<String, PhaseWeights> channelWeights;
    private final PhaseWeights defaultWeights;

    /** The model without redistribution and without the inactivity cut. */
    public IhcModel(IhcParameters parameters) {
        this(parameters, Redistribution.NONE, OptionalDouble.empty());
    }

    /**
     * The model.
     *
     * @param parameters the trained parameters of the conversion type
     * @param redistribution the channels that hand over their credit; applied before rounding
     * @param inactivityHours a gap between two sessions, in hours and more than 0, beyond which the sessions before it
     *     get no credit at all, nor receive any by redistribution; the rest is a journey of its own. Uncertain: it
     *     explains totals published for an older release of the service (336 h fits), while later answers show no
     *     sign of it. So it is empty unless asked for.
     * @throws IllegalArgumentException with a sentence if the gap is not more than 0
     */
    public IhcModel(IhcParameters parameters, Redistribution redistribution, OptionalDouble inactivityHours) {
        if (inactivityHours.isPresent() && !(inactivityHours.getAsDouble() > 0)) {
            throw new IllegalArgumentException(
                    "the inactivity cut must be more than 0 hours, but is " + inactivityHours.getAsDouble());
        }
        this.parameters = parameters;
        this.redistribution = redistribution;
        this.inactivityHours = inactivityHours.orElse(Double.POSITIVE_INFINITY);
        this.channelWeights = new HashMap<>(parameters.channelWeights());
        double other = parameters.defaultChannelWeight();
        this.defaultWeights = new PhaseWeights(other, other, other);
    }

    /** The parameters in use. */
    public IhcParameters parameters() {
        return parameters;
    }

    /**
     * The credits of a journey's sessions.
     *
     * @param journey one conversion and its sessions
     * @return one entry a session, oldest first, sessions of the same time in the order given; empty for a journey
     *     without sessions. Each column sums to exactly 1 in ten-thousandths; the holder column may be all 0.
     */
    public List<PhaseCredits> credits(Journey journey) {
        List<Session> sessions = inTimeOrder(journey.sessions());
        int n = sessions.size();
        if (n == 0) {
            return List.of();
        }
        long[] seconds = seconds(sessions);
        int first = firstAfterInactivity(seconds);
        List<Session> counted = sessions.subList(first, n);
        PhaseValues values = values(counted, first == 0 ? seconds : Arrays.copyOfRange(seconds, first, n));
        if (!redistribution.isNone()) {
            values = values.redistributed(redistribution, counted.stream().map(Session::channel).toList());
        }
        int[] initializer = ExactRounding.tenThousandths(values.initializer());
        int[] holder = ExactRounding.tenThousandths(values.holder());
        int[] closer = ExactRounding.tenThousandths(values.closer());
        int[] ihc = ExactRounding.tenThousandths(values.ihc(parameters.phaseWeights()));
        List<PhaseCredits> credits = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            String sessionId = sessions.get(i).sessionId();
            credits.add(i < first
                    ? new PhaseCredits(sessionId, 0, 0, 0, 0)
                    : PhaseCredits.ofTenThousandths(sessionId, initializer[i - first], holder[i - first],
                            closer[i - first], ihc[i - first]));
        }
        return credits;
    }

    /** The phases before redistribution and rounding, of at least one session in order of time. */
    PhaseValues values(List<Session> sessions) {
        return values(sessions, seconds(sessions));
    }

    private PhaseValues values(List<Session> sessions, long[] seconds) {
        int n = seconds.length;
        double[] initializer = new double[n];
        double[] closer = new double[n];
        for (int i = 0; i < n; i++) {
            initializer[i] = i == 0 ? 1 : parameters.initializerMembership().at(hours(seconds[i - 1], seconds[i]));
            closer[i] = i == n - 1 || sessions.get(i).closerEngagement()
                    ? parameters.closerMembership().at(hours(seconds[i], seconds[n - 1]))
                    : 0;
        }
        double initializerSum = sum(initializer);
        double closerSum = sum(closer);
        double[] holder = new double[n];
        for (int i = 0; i < n; i++) {
            Session session = sessions.get(i);
            PhaseWeights weights = channelWeights.getOrDefault(session.channel(), defaultWeights);
            if (session.holderEngagement()) {
                // From the shares without channel factors, so before these are applied below.
                holder[i] = weights.holder() * holding(1 - initializer[i] / initializerSum, 1 - closer[i] / closerSum);
            }
            initializer[i] *= weights.initializer();
            closer[i] *= weights.closer();
        }
        return new PhaseValues(shares(initializer), shares(holder), shares(closer));
    }

    /** The mean of the arithmetic and the harmonic mean of what a session is not: initializer and closer. */
    private static double holding(double notInitializer, double notCloser) {
        double sum = notInitializer + notCloser;
        return sum > 0 ? sum / 4 + notInitializer * notCloser / sum : 0;
    }

    /** The values divided by their sum, in place; as they are where all are 0. */
    private static double[] shares(double[] values) {
        double sum = sum(values);
        for (int i = 0; i < values.length && sum > 0; i++) {
            values[i] /= sum;
        }
        return values;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    private int firstAfterInactivity(long[] seconds) {
        for (int i = seconds.length - 1; i > 0; i--) {
            if (hours(seconds[i - 1], seconds[i]) > inactivityHours) {
                return i;
            }
        }
        return 0;
    }

    private static long[] seconds(List<Session> sessions) {
        long[] seconds = new long[sessions.size()];
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = sessions.get(i).startedAt().toEpochSecond(ZoneOffset.UTC);
        }
        return seconds;
    }

    /**
     * The hours between two times. One division of whole seconds, so that 360 s is the 0.1 h at which a curve jumps:
     * the difference of two hours would fall on either side of it.
     */
    static double hours(long from, long to) {
        return (to - from) / 3600.0;
    }

    /** The sessions oldest first, those of the same time in the order given. */
    static List<Session> inTimeOrder(List<Session> sessions) {
        for (int i = 1; i < sessions.size(); i++) {
            if (sessions.get(i).startedAt().isBefore(sessions.get(i - 1).startedAt())) {
                return sessions.stream().sorted(Comparator.comparing(Session::startedAt)).toList();
            }
        }
        return sessions;
    }
}
