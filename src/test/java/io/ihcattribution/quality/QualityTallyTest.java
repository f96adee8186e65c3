package io.ihcattribution.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class QualityTallyTest {

    @Test
    void holdsNoMoreRowsThanItListsHoweverManyThereAre() {
        QualityTally tally = tally(new QualityLimits(OptionalDouble.empty(), OptionalDouble.empty(), Map.of(),
                Map.of(), 3));
        tally.sizes(Map.of("conversions", 0, "sessions", 0, "costs", 2_000_000));

        unknownCosts(tally, 1_000_000);

        QualityReport report = tally.report();
        assertThat(report.lines()).hasSize(1 + 3 + 1);
        assertThat(report.lines().get(4)).contains("999997 more");
        assertThat(report.counts()).singleElement().satisfies(count -> {
            assertThat(count.rows()).isEqualTo(1_000_000);
            assertThat(count.percent()).isEqualTo(50);
        });
    }

    @Test
    void whatIsLaterThanTheLatestDateIsAheadOfItsTime() {
        QualityTally tally = tally(QualityLimits.NONE);

        tally.conversion(conversion("c1", "2026-02-01"));
        tally.conversion(conversion("c2", "2026-02-02"));

        assertThat(tally.report().lines()).hasSize(2);
        assertThat(tally.report().lines().get(1)).contains("future-time", "c2");
    }

    @Test
    void theMessageOfAStopNamesKindCountThresholdAndRow() {
        QualityTally tally = tally(new QualityLimits(OptionalDouble.empty(), OptionalDouble.of(0.5), Map.of(),
                Map.of(), 1));
        tally.sizes(Map.of("conversions", 0, "sessions", 0, "costs", 1_000));
        unknownCosts(tally, 5);
        assertThat(catchThrowable(tally::require)).as("as many as allowed").isNull();

        unknownCosts(tally, 1);

        assertThat(catchThrowable(tally::require)).isInstanceOf(TooDirty.class).hasMessageContainingAll(
                "unknown-session: 6 of 1,000 rows of session_costs (0.6 %)", "session_costs.session_id of 1 is \"1\"",
                "ihc.quality.stop-percent (0.5 %)");
    }

    private static QualityTally tally(QualityLimits limits) {
        return new QualityTally(limits, "2026-02-01", false);
    }

    private static Map<String, Object> conversion(String id, String date) {
        return Map.of("conv_id", id, "user_id", "u", "conv_date", date, "conv_time", "10:00:00", "revenue", 1.0);
    }

    private static void unknownCosts(QualityTally tally, long rows) {
        for (long row = 1; row <= rows; row++) {
            tally.unknownCost(Map.of("session_id", row));
        }
    }
}
