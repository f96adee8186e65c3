package io.ihcattribution.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultPlanTest {

    @Test
    void isNoneUnlessAskedFor() {
        assertThat(faults(FaultPlan.parse(""), 200)).containsOnly(Fault.OK);
        assertThat(FaultPlan.parse("").latency()).isZero();
    }

    @Test
    void meetsTheRates() {
        FaultPlan plan = FaultPlan.parse("429:0.05, 500:0.02, latency:200ms");
        Map<Fault, Long> counts = LongStream.rangeClosed(1, 100_000).mapToObj(plan::of)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        assertThat(plan.latency()).isEqualTo(Duration.ofMillis(200));
        assertThat(counts).containsOnlyKeys(Fault.OK, Fault.RATE_LIMITED, Fault.ERROR);
        assertThat(counts.get(Fault.RATE_LIMITED) / 100_000.0).isCloseTo(0.05, within(0.003));
        assertThat(counts.get(Fault.ERROR) / 100_000.0).isCloseTo(0.02, within(0.002));
    }

    @Test
    void meetsTheSameRequestWithTheSameFaultAtEveryStart() {
        List<Fault> one = faults(FaultPlan.parse("429:0.3,hang:0.3"), 200);

        assertThat(faults(FaultPlan.parse("hang:0.3,429:0.3"), 200)).isEqualTo(one);
    }

    @Test
    void followsAScriptAndIsWellAfterIt() {
        FaultPlan plan = FaultPlan.parse("latency:1s,script:500,429*2,ok,truncated,wrong-sums");

        assertThat(plan.latency()).isEqualTo(Duration.ofSeconds(1));
        assertThat(faults(plan, 8)).containsExactly(Fault.ERROR, Fault.RATE_LIMITED, Fault.RATE_LIMITED, Fault.OK,
                Fault.TRUNCATED, Fault.WRONG_SUMS, Fault.OK, Fault.OK);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "404:0.1 | 404:0.1", "429 | 429", "429:2 | 429:2", "500:x | 500:x", "latency:200 | latency:200",
            "429:0.6,500:0.6 | more than 1", "script: | empty", "script:500,boom | boom",
            "429:0.1,script:500 | exclude",
    })
    void refusesWhatItCannotRead(String text, String named) {
        assertThatThrownBy(() -> FaultPlan.parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }

    private static List<Fault> faults(FaultPlan plan, int requests) {
        return LongStream.rangeClosed(1, requests).mapToObj(plan::of).toList();
    }
}
