package io.ihcattribution.model;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The removal effect of the channels in a Markov chain of the journeys.
 *
 * <p>A state is the last {@code order} channels of a journey (fewer at its start); the chain begins in an empty state
 * and ends in "converted" or "lost", and its probabilities are the observed shares. Removing a channel sends every step
 * onto it to "lost". With p the probability of converting and p(c) that without channel c, the removal effect is
 * 1 - p(c) / p, and channel c is credited with conversions * effect(c) / sum of the effects.
 *
 * <p>Source: E. Anderl, I. Becker, F. von Wangenheim, J. H. Schumann, "Mapping the customer journey: Lessons learned
 * from graph-based online attribution modeling", International Journal of Research in Marketing 33 (2016) 457-474.
 * Here the chain is solved, not simulated. p needs no solving: with the observed shares the chain converts exactly as
 * often as the journeys did.
 *
 * <p>Limits: the effects are not additive, hence the division by their sum. Without lost journeys p is 1 and the effect
 * is the probability of meeting the channel at all. The chain forgets what lies more than {@code order} sessions back;
 * a higher order needs many more journeys and has up to (number of channels)^order states. The work of an evaluation
 * grows with channels times distinct steps times the mean length of a journey.
 */
public final class Markov implements PathModel {

    /** How closely the probability of converting without a channel is known before the solver stops. */
    private static final double PRECISION = 1e-11;

    private final int order;
    private final Map<List<String>, State> states = new HashMap<>();
    private long converted;
    private long lost;

    /**
     * An empty model.
     *
     * @param order how many channels back the next step depends on, at least 1
     * @throws IllegalArgumentException with a sentence if the order is less than 1
     */
    public Markov(int order) {
        if (order < 1) {
            throw new IllegalArgumentException("the order of the Markov chain must be at least 1, but is " + order);
        }
        this.order = order;
        states.put(List.of(), new State(List.of()));
    }

    @Override
    public String name() {
        return "markov";
    }

    @Override
    public void add(List<String> channels, long convertedJourneys, long lostJourneys) {
        PathModel.requirePath(channels, convertedJourneys, lostJourneys);
        converted += convertedJourneys;
        lost += lostJourneys;
        if (convertedJourneys + lostJourneys == 0) {
            return;
        }
        State state = states.get(List.of());
        for (int i = 1; i <= channels.size(); i++) {
            State next = states.computeIfAbsent(List.copyOf(channels.subList(Math.max(0, i - order), i)), State::new);
            state.next.merge(next, convertedJourneys + lostJourneys, Long::sum);
            state.left += convertedJourneys + lostJourneys;
            state = next;
        }
        state.converted += convertedJourneys;
        state.left += convertedJourneys + lostJourneys;
    }

    @Override
    public SortedMap<String, Double> credits() {
        Chain chain = new Chain(states.values());
        SortedMap<String, Double> effects = new TreeMap<>();
        double share = converted / (double) (converted + lost);
        double sum = 0;
        for (String channel : chain.channels()) {
            double effect = converted == 0 ? 0 : Math.max(0, 1 - chain.convertedWithout(channel) / share);
            effects.put(channel, effect);
            sum += effect;
        }
        double creditOfOne = sum > 0 ? converted / sum : 0;
        effects.replaceAll((channel, effect) -> effect * creditOfOne);
        return effects;
    }

    /** The last channels of a journey, and what journeys did next. Compared by identity. */
    private static final class State {

        private final List<String> channels;
        private final Map<State, Long> next = new HashMap<>();
        private long converted;
        private long left;

        State(List<String> channels) {
            this.channels = channels;
        }

        /** The newest channel; a removed channel is entered here, before it can be an older one. */
        String newest() {
            return channels.isEmpty() ? null : channels.get(channels.size() - 1);
        }
    }

    /** The states as sparse rows of probabilities, in order of the labels: the sums never depend on the feed. */
    private static final class Chain {

        private final State[] states;
        private final int[][] targets;
        private final double[][] shares;
        private final double[] convertedShares;

        Chain(Collection<State> unordered) {
            states = unordered.toArray(State[]::new);
            Arrays.sort(states, (one, other) -> Arrays.compare(
                    one.channels.toArray(String[]::new), other.channels.toArray(String[]::new)));
            Map<State, Integer> places = new HashMap<>();
            for (int i = 0; i < states.length; i++) {
                places.put(states[i], i);
            }
            targets = new int[states.length][];
            shares = new double[states.length][];
            convertedShares = new double[states.length];
            for (int i = 0; i < states.length; i++) {
                State state = states[i];
                // A step onto itself only delays what follows: left out, the others share the whole.
                double steps = state.left - state.next.getOrDefault(state, 0L);
                targets[i] = state.next.keySet().stream()
                        .filter(next -> next != state).mapToInt(places::get).sorted().toArray();
                shares[i] = Arrays.stream(targets[i])
                        .mapToDouble(target -> state.next.get(states[target]) / steps).toArray();
                convertedShares[i] = steps == 0 ? 0 : state.converted / steps;
            }
        }

        List<String> channels() {
            return Arrays.stream(states).flatMap(state -> state.channels.stream()).distinct().sorted().toList();
        }

        /**
         * The probability of converting without a channel. Sweeps over the equations p(s) = sum of share * p(next) with
         * the newest values, once from 0 and once from 1: rising from below and falling from above, they enclose the
         * solution, so the distance of the two is a true bound on the error. Every state was left for good by some
         * journey, so both meet. If floating point stops them earlier, a sweep changes nothing and the search ends.
         */
        double convertedWithout(String channel) {
            double[] low = new double[states.length];
            double[] high = new double[states.length];
            boolean[] removed = new boolean[states.length];
            for (int i = 0; i < states.length; i++) {
                removed[i] = channel.equals(states[i].newest());
                high[i] = removed[i] ? 0 : 1;
            }
            boolean changed = true;
            // The empty state is the first one: the beginning of every journey, swept last.
            while (changed && high[0] - low[0] > PRECISION) {
                changed = false;
                for (int i = states.length - 1; i >= 0; i--) {
                    if (removed[i]) {
                        continue;
                    }
                    double newLow = convertedShares[i];
                    double newHigh = convertedShares[i];
                    for (int k = 0; k < targets[i].length; k++) {
                        newLow += shares[i][k] * low[targets[i][k]];
                        newHigh += shares[i][k] * high[targets[i][k]];
                    }
                    changed |= newLow != low[i] || newHigh != high[i];
                    low[i] = newLow;
                    high[i] = newHigh;
                }
            }
            return (low[0] + high[0]) / 2;
        }
    }
}
