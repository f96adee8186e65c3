package io.ihcattribution.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RedistributionTest {

    private static final Offset<Double> FOUR_DECIMALS = within(0.00006);

    @Test
    void reproducesThePublishedExample() {
        RedistributionRule rule = RedistributionRule.of("any_session", 0, List.of("Direct"));
        PhaseValues values = new PhaseValues(new double[] {1, 0, 0, 0}, new double[] {0, 0.4322, 0.3807, 0.1871},
                new double[] {0, 0, 0.2776, 0.7224});

        PhaseValues redistributed = values.redistributed(
                new Redistribution(RedistributionRule.NONE, rule,
                        RedistributionRule.of("any_session", 0.01, List.of("Direct"))),
                List.of("Paid", "Social", "Email", "Direct"));

        assertThat(redistributed.initializer()).containsExactly(1, 0, 0, 0);
        assertThat(redistributed.holder()).containsExactly(new double[] {0, 0.5317, 0.4683, 0}, FOUR_DECIMALS);
        assertThat(redistributed.closer()).containsExactly(new double[] {0, 0, 1, 0}, FOUR_DECIMALS);
        assertThat(redistributed.ihc(new PhaseWeights(0.331, 0.378, 0.291)))
                .containsExactly(new double[] {0.331, 0.201, 0.468, 0}, within(0.0005));
    }

    @Test
    void givesToEarlierSessionsInProportionToTheirValues() {
        assertThat(redistribute("earlier_sessions_only", 0, "A G B G C", 0.1, 0.2, 0.3, 0.2, 0.2))
                .containsExactly(new double[] {0.1 + 0.2 + 0.05, 0, 0.3 + 0.15, 0, 0.2}, within(1e-12));
    }

    @Test
    void givesToLaterSessionsInProportionToTheirValues() {
        assertThat(redistribute("later_sessions_only", 0, "A G B G C", 0.1, 0.2, 0.3, 0.2, 0.2))
                .containsExactly(new double[] {0.1, 0, 0.3 + 0.12, 0, 0.2 + 0.08 + 0.2}, within(1e-12));
    }

    @Test
    void keepsTheValueWithoutAReceiver() {
        assertThat(redistribute("earlier_sessions_only", 0, "G A", 0.6, 0.4)).containsExactly(0.6, 0.4);
        assertThat(redistribute("later_sessions_only", 0, "A G", 0.6, 0.4)).containsExactly(0.6, 0.4);
        assertThat(redistribute("any_session", 0.5, "A G B", 0.3, 0.4, 0.3)).containsExactly(0.3, 0.4, 0.3);
        assertThat(redistribute("any_session", 0, "G G", 0.6, 0.4)).containsExactly(0.6, 0.4);
    }

    @Test
    void receivesAtTheThresholdItself() {
        assertThat(redistribute("any_session", 0.3, "A G B", 0.3, 0.5, 0.2))
                .containsExactly(new double[] {0.8, 0, 0.2}, within(1e-12));
        assertThat(redistribute("any_session", 0.3, "A G B", 0.1 + 0.2, 0.5, 0.2)[0]).isCloseTo(0.8, within(1e-12));
    }

    @Test
    void splitsEquallyWhenAllReceiversAreWithoutValue() {
        assertThat(redistribute("earlier_sessions_only", 0, "A B G C", 0, 0, 0.5, 0.5))
                .containsExactly(0.25, 0.25, 0, 0.5);
        assertThat(redistribute("any_session", 0, "A B G", 0, 0, 1)).containsExactly(0.5, 0.5, 0);
        assertThat(redistribute("any_session", 0.01, "A B G", 0, 0, 1)).containsExactly(0, 0, 1);
    }

    @Test
    void comparesLabelsExactly() {
        assertThat(redistribute("any_session", 0, "g A", 0.6, 0.4)).containsExactly(0.6, 0.4);
    }

    @Test
    void refusesWhatTheApiDoesNotKnow() {
        assertThatThrownBy(() -> RedistributionRule.of("sideways", 0, List.of("G"))).hasMessage(
                "direction must be one of earlier_sessions_only, any_session, later_sessions_only, but is sideways");
        assertThatThrownBy(() -> RedistributionRule.of("any_session", 1.5, List.of("G")))
                .hasMessage("receive_threshold must be a number from 0 to 1, but is 1.5");
        assertThatThrownBy(() -> RedistributionRule.of("any_session", Double.NaN, List.of("G")))
                .hasMessageContaining("receive_threshold");
        assertThatThrownBy(() -> RedistributionRule.of("any_session", 0, null)).hasMessageContaining("must be a list");
        assertThatThrownBy(() -> RedistributionRule.of("any_session", 0, Arrays.asList("G", null)))
                .hasMessageContaining("blank label");
        assertThatThrownBy(() -> RedistributionRule.of("any_session", 0, List.of(" ")))
                .hasMessageContaining("blank label");
    }

    /** The definition, giver by giver, without running sums. */
    @Property
    void agreesWithTheDefinition(@ForAll Random random, @ForAll @IntRange(min = 1, max = 12) int size,
            @ForAll @DoubleRange(min = 0, max = 0.3) double threshold, @ForAll RedistributionDirection direction) {
        List<String> channels = new ArrayList<>();
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            channels.add(random.nextInt(3) == 0 ? "G" : "other");
            values[i] = random.nextInt(4) == 0 ? 0 : random.nextDouble();
        }
        double[] expected = values.clone();
        for (int giver = 0; giver < size; giver++) {
            if (!channels.get(giver).equals("G")) {
                continue;
            }
            List<Integer> receivers = new ArrayList<>();
            double sum = 0;
            for (int i = 0; i < size; i++) {
                boolean allowed = switch (direction) {
                    case EARLIER_SESSIONS_ONLY -> i < giver;
                    case LATER_SESSIONS_ONLY -> i > giver;
                    case ANY_SESSION -> true;
                };
                if (allowed && !channels.get(i).equals("G") && values[i] >= threshold) {
                    receivers.add(i);
                    sum += values[i];
                }
            }
            for (int receiver : receivers) {
                expected[receiver] += values[giver] * (sum > 0 ? values[receiver] / sum : 1.0 / receivers.size());
            }
            if (!receivers.isEmpty()) {
                expected[giver] = 0;
            }
        }

        double[] redistributed =
                RedistributionRule.of(direction.code(), threshold, List.of("G")).redistribute(channels, values);

        assertThat(redistributed).containsExactly(expected, within(1e-9));
    }

    private static double[] redistribute(String direction, double threshold, String channels, double... values) {
        return RedistributionRule.of(direction, threshold, List.of("G"))
                .redistribute(List.of(channels.split(" ")), values);
    }
}
