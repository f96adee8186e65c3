package io.ihcattribution.model;

import io.ihcattribution.journey.Journey;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How close a model comes to recorded answers: for each column, and for ihc by journey length, the share of sessions
 * within a few distances.
 *
 * @param rows first ihc, initializer, holder and closer over all sessions, then ihc by journey length
 * @param uncompared the journeys left out, because there is no answer for them or one with other sessions
 */
public record AccuracyReport(List<Row> rows, int uncompared) {

    /** The distances of a row's shares. 0 means the same four decimals. */
    public static final List<Double> THRESHOLDS = List.of(0.0, 0.0001, 0.0002, 0.001, 0.01);

    private static final int WHOLE = 10_000;

    /** Lengths with a row of their own, as lower bounds; the last one is open. */
    private static final int[] LENGTHS = {1, 2, 3, 4, 5, 6, 10};

    /**
     * One line of the table.
     *
     * @param name the column, or the journey length
     * @param sessions the number of sessions compared
     * @param within the share of sessions, 0 to 1, whose error is at most each of {@link #THRESHOLDS}
     * @param largest the largest absolute error
     */
    public record Row(String name, int sessions, List<Double> within, double largest) {

        /**
         * The share of sessions, 0 to 1, with an error of at most a threshold.
         *
         * @param threshold one of {@link #THRESHOLDS}
         */
        public double within(double threshold) {
            return within.get(THRESHOLDS.indexOf(threshold));
        }
    }

    public AccuracyReport {
        rows = List.copyOf(rows);
    }

    /**
     * Compares a model with answers.
     *
     * @param journeys the journeys as they were sent
     * @param answers the answered credits by conversion, in any order
     */
    public static AccuracyReport compare(
            IhcModel model, Collection<Journey> journeys, Map<String, List<PhaseCredits>> answers) {
        Tally ihc = new Tally();
        Tally initializer = new Tally();
        Tally holder = new Tally();
        Tally closer = new Tally();
        Tally[] byLength = new Tally[LENGTHS.length];
        Arrays.setAll(byLength, i -> new Tally());
        int uncompared = 0;
        for (Journey journey : journeys) {
            Map<String, PhaseCredits> answered = new HashMap<>();
            answers.getOrDefault(journey.conversion().convId(), List.of())
                    .forEach(credits -> answered.put(credits.sessionId(), credits));
            List<PhaseCredits> computed = model.credits(journey);
            if (answered.size() != computed.size()
                    || !computed.stream().allMatch(credits -> answered.containsKey(credits.sessionId()))) {
                uncompared++;
                continue;
            }
            for (PhaseCredits ours : computed) {
                PhaseCredits theirs = answered.get(ours.sessionId());
                ihc.add(ours.ihc(), theirs.ihc());
                initializer.add(ours.initializer(), theirs.initializer());
                holder.add(ours.holder(), theirs.holder());
                closer.add(ours.closer(), theirs.closer());
                byLength[lengthClass(computed.size())].add(ours.ihc(), theirs.ihc());
            }
        }
        List<Row> rows = new ArrayList<>(List.of(ihc.row("ihc"), initializer.row("initializer"), holder.row("holder"),
                closer.row("closer")));
        for (int i = 0; i < LENGTHS.length; i++) {
            rows.add(byLength[i].row("ihc, " + lengthName(i)));
        }
        return new AccuracyReport(rows, uncompared);
    }

    private static int lengthClass(int length) {
        int index = LENGTHS.length - 1;
        while (LENGTHS[index] > length) {
            index--;
        }
        return index;
    }

    private static String lengthName(int index) {
        int from = LENGTHS[index];
        if (index == LENGTHS.length - 1) {
            return from + " and more sessions";
        }
        int to = LENGTHS[index + 1] - 1;
        return from == 1 ? "1 session" : from == to ? from + " sessions" : from + " to " + to + " sessions";
    }

    /**
     * The row with a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Row row(String name) {
        return rows.stream().filter(row -> row.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no row is named " + name));
    }

    /** The table as text, with a heading; lines end with a line feed. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, "%-25s %9s", "", "sessions"));
        for (double threshold : THRESHOLDS) {
            text.append(String.format(Locale.ROOT, " %8s", threshold == 0 ? "exact" : "<=" + decimals(threshold)));
        }
        text.append(String.format("  %7s\n", "largest"));
        for (Row row : rows) {
            text.append(String.format(Locale.ROOT, "%-25s %9d", row.name(), row.sessions()));
            for (double share : row.within()) {
                // Cut, not rounded: 100 % must mean all.
                text.append(String.format(Locale.ROOT, " %7.2f%%", Math.floor(share * WHOLE) / 100));
            }
            text.append(String.format(Locale.ROOT, "  %7.4f\n", row.largest()));
        }
        if (uncompared > 0) {
            text.append(uncompared).append(" journeys left out: no answer, or one with other sessions")
                    .append('\n');
        }
        return text.toString();
    }

    private static String decimals(double threshold) {
        return BigDecimal.valueOf(threshold).stripTrailingZeros().toPlainString().substring(1);
    }

    /** Counts errors in whole ten-thousandths, in which both sides are given. */
    private static final class Tally {

        private final int[] within = new int[THRESHOLDS.size()];
        private int sessions;
        private double largest;

        void add(double computed, double answered) {
            long error = Math.abs(Math.round(computed * WHOLE) - Math.round(answered * WHOLE));
            sessions++;
            largest = Math.max(largest, error / (double) WHOLE);
            for (int i = 0; i < within.length; i++) {
                if (error <= Math.round(THRESHOLDS.get(i) * WHOLE)) {
                    within[i]++;
                }
            }
        }

        Row row(String name) {
            return new Row(name, sessions,
                    Arrays.stream(within).mapToObj(count -> sessions == 0 ? 1 : count / (double) sessions).toList(),
                    largest);
        }
    }
}
