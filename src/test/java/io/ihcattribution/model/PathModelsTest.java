package io.ihcattribution.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PathModelsTest {

    /** Some journeys with the same channels. */
    record Path(List<String> channels, int converted, int lost) {}

    @Test
    void shapleySharesAConversionAmongItsDistinctChannels() {
        PathModel model = new Shapley();
        model.add(List.of("A", "B", "A"), 3, 0);
        model.add(List.of("B"), 1, 5);

        assertThat(model.credits()).containsExactly(Map.entry("A", 1.5), Map.entry("B", 2.5));
    }

    @Test
    void markovCreditsByRemovalEffect() {
        // Half of the journeys convert over A and B, a quarter over B alone; the rest is lost after A.
        PathModel model = new Markov(1);
        model.add(List.of("A", "B"), 2, 0);
        model.add(List.of("B"), 1, 0);
        model.add(List.of("A"), 0, 1);

        // p = 3/4; without A 1/4, so its effect is 2/3; without B 0, so its effect is 1.
        assertThat(model.credits().get("A")).isCloseTo(3 * (2 / 3.0) / (5 / 3.0), within(1e-9));
        assertThat(model.credits().get("B")).isCloseTo(3 * 1 / (5 / 3.0), within(1e-9));
    }

    @Test
    void markovSolvesLongLoops() {
        List<String> pingPong = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            pingPong.addAll(List.of("A", "B"));
        }
        PathModel model = new Markov(2);
        model.add(pingPong, 10, 0);
        model.add(List.of("C"), 10, 0);

        // Without A or B half of the conversions remain, as without C.
        assertThat(model.credits().values()).allSatisfy(credit -> assertThat(credit).isCloseTo(20 / 3.0, within(1e-6)));
    }

    @Test
    void knowsChannelsWithoutConversions() {
        for (PathModel model : List.of(new Shapley(), new Markov(1))) {
            assertThat(model.credits()).isEmpty();
            model.add(List.of("A"), 0, 4);
            assertThat(model.credits()).containsExactly(Map.entry("A", 0.0));
            model.add(List.of("B"), 2, 0);
            assertThat(model.credits()).containsExactly(Map.entry("A", 0.0), Map.entry("B", 2.0));
        }
    }

    @Test
    void refusesWhatIsNoPath() {
        for (PathModel model : List.of(new Shapley(), new Markov(1))) {
            assertThatThrownBy(() -> model.add(List.of(), 1, 0)).hasMessageContaining("at least one channel");
            assertThatThrownBy(() -> model.add(List.of("A"), -1, 0)).hasMessageContaining("at least 0");
        }
        assertThatThrownBy(() -> new Markov(0)).hasMessageContaining("order of the Markov chain must be at least 1");
    }

    @Test
    void stayUsableWithThirtyChannelsAndManyJourneys() {
        Random random = new Random(3);
        PathModel shapley = new Shapley();
        PathModel markov = new Markov(2);
        for (int i = 0; i < 100_000; i++) {
            List<String> channels = new ArrayList<>();
            do {
                channels.add("channel " + random.nextInt(30));
            } while (random.nextInt(5) > 0);
            shapley.add(channels, 1, 0);
            markov.add(channels, 1, 0);
        }

        assertThat(sum(shapley.credits())).isCloseTo(100_000, within(1e-6));
        assertThat(sum(markov.credits())).isCloseTo(100_000, within(1e-6));
        assertThat(markov.credits()).hasSize(30);
    }

    @Property
    void creditsSumToTheConversions(@ForAll("paths") List<Path> paths, @ForAll @IntRange(min = 1, max = 3) int order) {
        double conversions = paths.stream().mapToInt(Path::converted).sum();
        for (PathModel model : List.of(new Shapley(), new Markov(order))) {
            SortedMap<String, Double> credits = fed(model, paths).credits();

            assertThat(sum(credits)).isCloseTo(conversions, within(1e-9 * (1 + conversions)));
            assertThat(credits.values()).allSatisfy(credit -> assertThat(credit).isBetween(0.0, conversions + 1e-9));
        }
    }

    @Property
    void creditsFollowTheChannelsWhenTheseAreRenamed(
            @ForAll("paths") List<Path> paths, @ForAll @IntRange(min = 1, max = 3) int order) {
        // Backwards in the alphabet, so that the order of the labels changes too.
        Map<String, String> names = Map.of("A", "Z", "B", "Y", "C", "X", "D", "W");
        List<Path> renamed = paths.stream()
                .map(path -> new Path(path.channels().stream().map(names::get).toList(), path.converted(), path.lost()))
                .toList();
        for (Supplier<PathModel> model : List.<Supplier<PathModel>>of(Shapley::new, () -> new Markov(order))) {
            SortedMap<String, Double> credits = fed(model.get(), paths).credits();
            SortedMap<String, Double> ofRenamed = fed(model.get(), renamed).credits();

            assertThat(ofRenamed).hasSameSizeAs(credits);
            credits.forEach(
                    (channel, credit) -> assertThat(ofRenamed.get(names.get(channel))).isCloseTo(credit, within(1e-7)));
        }
    }

    @Property
    void creditsDoNotDependOnTheOrderOfFeeding(
            @ForAll("paths") List<Path> paths, @ForAll @IntRange(min = 1, max = 3) int order) {
        List<Path> reversed = new ArrayList<>(paths);
        Collections.reverse(reversed);

        assertThat(fed(new Shapley(), reversed).credits()).isEqualTo(fed(new Shapley(), paths).credits());
        assertThat(fed(new Markov(order), reversed).credits()).isEqualTo(fed(new Markov(order), paths).credits());
    }

    @Property
    void shapleyAgreesWithTheMeanOverAllOrders(@ForAll("paths") List<Path> paths) {
        Set<String> channels = new TreeSet<>();
        paths.forEach(path -> channels.addAll(path.channels()));
        SortedMap<String, Double> expected = new TreeMap<>();
        List<List<String>> orders = orders(new ArrayList<>(channels));
        for (List<String> order : orders) {
            Set<String> joined = new HashSet<>();
            for (String channel : order) {
                double before = worth(paths, joined);
                joined.add(channel);
                expected.merge(channel, (worth(paths, joined) - before) / orders.size(), Double::sum);
            }
        }

        SortedMap<String, Double> credits = fed(new Shapley(), paths).credits();

        assertThat(credits.keySet()).isEqualTo(expected.keySet());
        credits.forEach((channel, credit) -> assertThat(credit).isCloseTo(expected.get(channel), within(1e-9)));
    }

    /** With a memory longer than the journeys the chain repeats them, so removal can be counted. */
    @Property
    void markovOfUnlimitedMemoryCountsTheJourneysWithoutAChannel(@ForAll("paths") List<Path> paths) {
        Map<String, Double> effects = new TreeMap<>();
        double conversions = paths.stream().mapToInt(Path::converted).sum();
        paths.stream().filter(path -> path.converted() + path.lost() > 0)
                .forEach(path -> path.channels().forEach(channel -> effects.put(channel, conversions == 0 ? 0
                        : paths.stream().filter(other -> other.channels().contains(channel))
                                .mapToInt(Path::converted).sum() / conversions)));
        double sum = effects.values().stream().mapToDouble(effect -> effect).sum();

        SortedMap<String, Double> credits = fed(new Markov(99), paths).credits();

        assertThat(credits.keySet()).isEqualTo(effects.keySet());
        credits.forEach((channel, credit) -> assertThat(credit)
                .isCloseTo(sum == 0 ? 0 : conversions * effects.get(channel) / sum, within(1e-7)));
    }

    /** A dense chain with absorbing states, by squaring the matrix of one step until nothing moves any more. */
    @Property(tries = 200)
    void markovAgreesWithPowersOfTheTransitionMatrix(
            @ForAll("paths") List<Path> paths, @ForAll @IntRange(min = 1, max = 2) int order) {
        Set<String> channels = new TreeSet<>();
        paths.stream().filter(path -> path.converted() + path.lost() > 0)
                .forEach(path -> channels.addAll(path.channels()));
        double conversions = paths.stream().mapToInt(Path::converted).sum();
        Map<String, Double> effects = new TreeMap<>();
        double all = convertedByPowers(paths, order, null);
        channels.forEach(channel -> effects.put(
                channel, all == 0 ? 0 : 1 - convertedByPowers(paths, order, channel) / all));
        double sum = effects.values().stream().mapToDouble(effect -> effect).sum();

        SortedMap<String, Double> credits = fed(new Markov(order), paths).credits();

        assertThat(credits.keySet()).isEqualTo(effects.keySet());
        credits.forEach((channel, credit) -> assertThat(credit)
                .isCloseTo(sum == 0 ? 0 : conversions * effects.get(channel) / sum, within(1e-6)));
    }

    private static double convertedByPowers(List<Path> paths, int order, String removed) {
        Map<String, Integer> places = new HashMap<>(Map.of("lost", 0, "converted", 1, "start", 2));
        List<int[]> steps = new ArrayList<>();
        for (Path path : paths) {
            int place = 2;
            for (int i = 1; i <= path.channels().size(); i++) {
                String state = String.join(">", path.channels().subList(Math.max(0, i - order), i));
                int next = places.computeIfAbsent("at " + state, name -> places.size());
                steps.add(new int[] {place, next, path.converted() + path.lost()});
                place = next;
            }
            steps.add(new int[] {place, 0, path.lost()});
            steps.add(new int[] {place, 1, path.converted()});
        }
        int n = places.size();
        double[][] matrix = new double[n][n];
        steps.forEach(step -> matrix[step[0]][step[1]] += step[2]);
        places.forEach((state, place) -> {
            if (place < 2 || removed != null && state.startsWith("at ") && state.contains(removed)) {
                // Whatever stays at a state that holds the removed channel never converts.
                Arrays.fill(matrix[place], 0);
                matrix[place][place] = 1;
            }
            double sum = Arrays.stream(matrix[place]).sum();
            Arrays.setAll(matrix[place], i -> sum == 0 ? 0 : matrix[place][i] / sum);
        });
        double[][] power = matrix;
        for (int k = 0; k < 14; k++) {
            power = product(power, power);
        }
        return power[2][1];
    }

    private static double[][] product(double[][] one, double[][] other) {
        int n = one.length;
        double[][] product = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < n; k++) {
                for (int j = 0; j < n; j++) {
                    product[i][j] += one[i][k] * other[k][j];
                }
            }
        }
        return product;
    }

    private static double worth(List<Path> paths, Set<String> channels) {
        return paths.stream().filter(path -> channels.containsAll(path.channels())).mapToInt(Path::converted).sum();
    }

    private static List<List<String>> orders(List<String> channels) {
        if (channels.isEmpty()) {
            return List.of(List.of());
        }
        List<List<String>> orders = new ArrayList<>();
        for (String first : channels) {
            List<String> others = new ArrayList<>(channels);
            others.remove(first);
            for (List<String> rest : orders(others)) {
                List<String> order = new ArrayList<>(List.of(first));
                order.addAll(rest);
                orders.add(order);
            }
        }
        return orders;
    }

    private static PathModel fed(PathModel model, List<Path> paths) {
        paths.forEach(path -> model.add(path.channels(), path.converted(), path.lost()));
        return model;
    }

    private static double sum(Map<String, Double> credits) {
        return credits.values().stream().mapToDouble(credit -> credit).sum();
    }

    @Provide
    Arbitrary<List<Path>> paths() {
        Arbitrary<List<String>> channels = Arbitraries.of("A", "B", "C", "D").list().ofMinSize(1).ofMaxSize(6);
        Arbitrary<Integer> counts = Arbitraries.integers().between(0, 4);
        return Combinators.combine(channels, counts, counts).as(Path::new).list().ofMinSize(1).ofMaxSize(8);
    }
}
