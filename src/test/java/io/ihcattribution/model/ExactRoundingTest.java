package io.ihcattribution.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ExactRoundingTest {

    @Test
    void givesTheRemainderToTheFirstOfTheLargest() {
        assertThat(ExactRounding.tenThousandths(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}))
                .containsExactly(3334, 3333, 3333);
        assertThat(ExactRounding.tenThousandths(new double[] {1 / 6.0, 2 / 3.0, 1 / 6.0}))
                .containsExactly(1667, 6666, 1667);
    }

    @Test
    void leavesAnEmptyColumnEmpty() {
        assertThat(ExactRounding.tenThousandths(new double[3])).containsExactly(0, 0, 0);
    }

    @Test
    void takesNothingBelowZeroInAVeryLongJourney() {
        double[] equal = new double[1500];
        Arrays.fill(equal, 1 / 1500.0);

        int[] rounded = ExactRounding.tenThousandths(equal);

        assertThat(Arrays.stream(rounded).sum()).isEqualTo(10_000);
        assertThat(rounded).containsOnly(6, 7);
    }

    @Property
    void sumsToExactlyOneAndStaysClose(
            @ForAll @IntRange(min = 1, max = 400) int size,
            @ForAll @DoubleRange(min = 0.5, max = 40) double steepness, @ForAll Random random) {
        double[] values = new double[size];
        Arrays.setAll(values, i -> Math.pow(random.nextDouble(), steepness));
        double sum = Arrays.stream(values).sum();
        Arrays.setAll(values, i -> values[i] / sum);

        int[] rounded = ExactRounding.tenThousandths(values);

        assertThat(Arrays.stream(rounded).sum()).isEqualTo(10_000);
        for (int i = 0; i < size; i++) {
            assertThat(rounded[i]).isNotNegative();
            assertThat(Math.abs(rounded[i] - values[i] * 10_000)).isLessThanOrEqualTo(5.5);
        }
    }
}
