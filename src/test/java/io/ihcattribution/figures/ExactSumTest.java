package io.ihcattribution.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExactSumTest {

    @Test
    void isTheExactSumRoundedOnceInWhateverOrderTheTermsCome() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            List<Double> terms = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(300); i++) {
                terms.add((random.nextDouble() - 0.3) * Math.pow(10, random.nextInt(30) - 12));
            }
            double exact = terms.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add).doubleValue();

            assertThat(sum(terms)).isEqualTo(exact);
            Collections.shuffle(terms, random);
            assertThat(sum(terms)).isEqualTo(exact);
        }
    }

    @Test
    void losesNothingBesideWhatIsHuge() {
        assertThat(sum(List.of(1e300, 1.5, -1e300, 0.25))).isEqualTo(1.75);
        assertThat(sum(List.of())).isZero();
    }

    private static double sum(List<Double> terms) {
        ExactSum sum = new ExactSum();
        terms.forEach(sum::add);
        return sum.value();
    }
}
