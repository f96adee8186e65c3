package io.ihcattribution.model;

import io.ihcattribution.journey.Journey;
import io.ihcattribution.journey.Session;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Learns the parameters of a conversion type from its journeys.
 *
 * <p>How the vendor trains is only partly known. The shape of the closer curve was recognised in two trained models;
 * everything else here is a heuristic with constants chosen on the charts and weights of one account and checked on no
 * other. Trained parameters give figures of the same kind as the API's, not the API's figures.
 * <ul>
 *   <li>Cleaning: journeys without sessions or with very many are left out (heuristic limit).
 *   <li>Closer curve: with S the share of closer-flagged sessions before the last one that are further from it than d
 *       hours, mC(d) = (S(d) - S(end)) / (S(start) - S(end)), cut to 0 to 1, as 81 equidistant levels at quantiles
 *       rounded to tenths of an hour. Start and end at the quantiles 0.03 and 0.735 are a heuristic.
 *   <li>Initializer curve (heuristic): (1 + k) lin(g) - k G(g) with k = 0.25, where lin rises linearly from g0 to g1,
 *       the quantiles 0.40 and 0.775 of the largest gap of each journey, and G is the distribution of all gaps between
 *       g0 and g1. So it rises more slowly where gaps are frequent.
 *   <li>Channel weights (heuristic): in each phase 1 + (m - 1) n / (n + 200), where m is the mean of the channel's
 *       positive values, computed with the trained curves and without channel weights, over that of all channels, and
 *       n their number.
 *   <li>Phase weights: taken as given.
 * </ul>
 *
 * <p>Curves and channel weights are learned from journeys of at least two sessions. The same journeys in the same order
 * give the same parameters, which are rounded to five decimals.
 */
public final class Training {

    /**
     * The fewest journeys of two or more sessions. Below it the quantile 0.775 of the gaps rests on some twenty
     * journeys, and the curves would describe these.
     */
    public static final int MIN_JOURNEYS = 100;

    /** The fewest closer-flagged sessions before the last one: one for each step of the curve. */
    public static final int MIN_CLOSERS = 80;

    /**
     * The most sessions of a journey that is learned from; longer ones count as outliers. A heuristic: one published
     * report left out a journey of 37 sessions among 808 and says no more.
     */
    public static final int MAX_SESSIONS = 30;

    /** The phase weights of the model that most recorded answers come from. */
    public static final PhaseWeights PHASE_WEIGHTS = new PhaseWeights(0.345, 0.38, 0.275);

    private static final int LEVELS = 80;
    private static final double CLOSER_START = 0.03;
    private static final double CLOSER_END = 0.735;
    private static final double INITIALIZER_START = 0.40;
    private static final double INITIALIZER_END = 0.775;
    private static final double BEND = 0.25;
    private static final double SHRINKING = 200;

    /** Curves are tabled in tenths of an hour; a knot at 0 would take credit from the last session itself. */
    private static final double SHORTEST = 0.1;

    private final PhaseWeights phaseWeights;

    /** A training of a model with these phase weights: they are not learned, since no rule for them is known. */
    public Training(PhaseWeights phaseWeights) {
        this.phaseWeights = phaseWeights;
    }

    /**
     * Trains.
     *
     * @param journeys the journeys of one conversion type; iterated twice, so that they need not be held in memory
     * @return the parameters and what they were learned from
     * @throws TrainingRefusedException with a sentence if there are too few journeys, or too similar ones
     * @throws IllegalArgumentException with a sentence if the phase weights are impossible
     */
    public TrainingReport train(Iterable<Journey> journeys) {
        Cleaning cleaning = new Cleaning();
        DoubleStream.Builder gaps = DoubleStream.builder();
        DoubleStream.Builder largestGaps = DoubleStream.builder();
        DoubleStream.Builder closerTimes = DoubleStream.builder();
        for (Journey journey : journeys) {
            cleaning.count(journey);
            if (teaches(journey)) {
                collectTimes(IhcModel.inTimeOrder(journey.sessions()), gaps, largestGaps, closerTimes);
            }
        }
        cleaning.requireEnough();
        IhcParameters plain = new IhcParameters(
                phaseWeights, initializerCurve(sorted(gaps), sorted(largestGaps)), closerCurve(sorted(closerTimes)),
                Map.of(), 1, cleaning.origin());
        IhcParameters trained = plain.withChannelWeights(channelWeights(journeys, new IhcModel(plain)));
        return cleaning.report(trained);
    }

    private static boolean teaches(Journey journey) {
        return journey.size() >= 2 && journey.size() <= MAX_SESSIONS;
    }

    private static void collectTimes(List<Session> sessions, DoubleStream.Builder gaps,
            DoubleStream.Builder largestGaps, DoubleStream.Builder closerTimes) {
        int last = sessions.size() - 1;
        double largest = 0;
        for (int i = 0; i < last; i++) {
            double gap = hours(sessions.get(i), sessions.get(i + 1));
            gaps.add(gap);
            largest = Math.max(largest, gap);
            if (sessions.get(i).closerEngagement()) {
                closerTimes.add(hours(sessions.get(i), sessions.get(last)));
            }
        }
        largestGaps.add(largest);
    }

    private static double hours(Session from, Session to) {
        return IhcModel.hours(
                from.startedAt().toEpochSecond(ZoneOffset.UTC), to.startedAt().toEpochSecond(ZoneOffset.UTC));
    }

    private static double[] sorted(DoubleStream.Builder values) {
        return values.build().sorted().toArray();
    }

    private static MembershipCurve closerCurve(double[] times) {
        if (times.length < MIN_CLOSERS) {
            throw new TrainingRefusedException("training needs at least " + MIN_CLOSERS
                    + " closer-flagged sessions before the last one of their journey, but there are " + times.length);
        }
        List<MembershipCurve.Knot> knots = new ArrayList<>();
        for (int level = 0; level <= LEVELS; level++) {
            double part = level / (double) LEVELS;
            double time = quantile(times, CLOSER_START + part * (CLOSER_END - CLOSER_START));
            knots.add(new MembershipCurve.Knot(Math.max(SHORTEST, Math.round(time * 10) / 10.0), 1 - part));
        }
        return new MembershipCurve(knots, 1, 0);
    }

    private static MembershipCurve initializerCurve(double[] gaps, double[] largestGaps) {
        double start = rounded(quantile(largestGaps, INITIALIZER_START), 1e4);
        double end = rounded(quantile(largestGaps, INITIALIZER_END), 1e4);
        if (end - start < SHORTEST) {
            throw new TrainingRefusedException("training needs journeys whose largest gaps differ, but from the"
                    + " quantile " + INITIALIZER_START + " to " + INITIALIZER_END + " they only go from " + start
                    + " to " + end + " hours");
        }
        double below = shareUpTo(gaps, start);
        double between = shareUpTo(gaps, end) - below;
        List<MembershipCurve.Knot> knots = new ArrayList<>();
        double membership = 0;
        for (int level = 0; level <= LEVELS; level++) {
            double linear = level / (double) LEVELS;
            double gap = level == LEVELS ? end : rounded(start + linear * (end - start), 1e4);
            double frequency = level == LEVELS || between <= 0 ? linear : (shareUpTo(gaps, gap) - below) / between;
            double bent = Math.min(1, (1 + BEND) * linear - BEND * frequency);
            // Where most gaps are alike the formula can fall; the curve must not.
            membership = Math.max(membership, rounded(bent, 1e5));
            knots.add(new MembershipCurve.Knot(gap, membership));
        }
        return new MembershipCurve(knots, 0, 1);
    }

    private static SortedMap<String, PhaseWeights> channelWeights(Iterable<Journey> journeys, IhcModel model) {
        SortedMap<String, PhaseMeans> channels = new TreeMap<>();
        PhaseMeans all = new PhaseMeans();
        for (Journey journey : journeys) {
            if (!teaches(journey)) {
                continue;
            }
            List<Session> sessions = IhcModel.inTimeOrder(journey.sessions());
            PhaseValues values = model.values(sessions);
            for (int i = 0; i < sessions.size(); i++) {
                channels.computeIfAbsent(sessions.get(i).channel(), label -> new PhaseMeans()).add(values, i);
                all.add(values, i);
            }
        }
        SortedMap<String, PhaseWeights> weights = new TreeMap<>();
        channels.forEach((channel, means) -> weights.put(channel, means.weights(all)));
        return weights;
    }

    /** The quantile of sorted values, linear between them. */
    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int left = (int) place;
        int right = Math.min(left + 1, sorted.length - 1);
        return sorted[left] + (place - left) * (sorted[right] - sorted[left]);
    }

    /** The share of sorted values that are at most a limit. */
    private static double shareUpTo(double[] sorted, double limit) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] <= limit) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low / (double) sorted.length;
    }

    private static double rounded(double value, double parts) {
        return Math.round(value * parts) / parts;
    }

    /** Sums and numbers of the positive values in each phase. */
    private static final class PhaseMeans {

        private final double[] sums = new double[3];
        private final long[] numbers = new long[3];

        void add(PhaseValues values, int session) {
            add(0, values.initializer()[session]);
            add(1, values.holder()[session]);
            add(2, values.closer()[session]);
        }

        private void add(int phase, double value) {
            if (value > 0) {
                sums[phase] += value;
                numbers[phase]++;
            }
        }

        PhaseWeights weights(PhaseMeans all) {
            return new PhaseWeights(weight(all, 0), weight(all, 1), weight(all, 2));
        }

        private double weight(PhaseMeans all, int phase) {
            if (numbers[phase] == 0) {
                return 1;
            }
            double ratio = sums[phase] / numbers[phase] / (all.sums[phase] / all.numbers[phase]);
            return rounded(1 + (ratio - 1) * numbers[phase] / (numbers[phase] + SHRINKING), 1e5);
        }
    }

    /** Counts what comes in and what remains. */
    private static final class Cleaning {

        /** The sizes of the journeys of 1, 2, 3 and more sessions. */
        private final List<IntSummaryStatistics> lengths = Stream.generate(IntSummaryStatistics::new).limit(4).toList();
        private final SortedMap<String, Long> sessionsByChannel = new TreeMap<>();
        private long conversions;
        private long sessions;
        private long withoutSessions;
        private long tooLong;

        void count(Journey journey) {
            conversions++;
            sessions += journey.size();
            if (journey.size() == 0) {
                withoutSessions++;
            } else if (journey.size() > MAX_SESSIONS) {
                tooLong++;
            } else {
                lengths.get(Math.min(journey.size(), 4) - 1).accept(journey.size());
                journey.sessions().forEach(session -> sessionsByChannel.merge(session.channel(), 1L, Long::sum));
            }
        }

        void requireEnough() {
            if (longJourneys() < MIN_JOURNEYS) {
                throw new TrainingRefusedException("training needs at least " + MIN_JOURNEYS
                        + " journeys of two or more sessions, but of " + conversions + " journeys only "
                        + longJourneys() + " have 2 to " + MAX_SESSIONS + " sessions");
            }
        }

        private long longJourneys() {
            return conversions - withoutSessions - tooLong - lengths.get(0).getCount();
        }

        String origin() {
            return "trained from " + longJourneys() + " journeys of two or more sessions, heuristically";
        }

        TrainingReport report(IhcParameters parameters) {
            long kept = conversions - withoutSessions - tooLong;
            List<TrainingReport.Length> table = IntStream.range(0, 4).mapToObj(i -> new TrainingReport.Length(
                    i == 3 ? "more" : String.valueOf(i + 1), lengths.get(i).getCount(), lengths.get(i).getAverage(),
                    lengths.get(i).getCount() / (double) kept)).toList();
            return new TrainingReport(conversions, sessions, kept,
                    lengths.stream().mapToLong(IntSummaryStatistics::getSum).sum(),
                    withoutSessions, tooLong, table, sessionsByChannel, parameters);
        }
    }
}
