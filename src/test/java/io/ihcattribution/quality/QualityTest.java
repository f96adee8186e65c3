package io.ihcattribution.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.ihcattribution.journey.JourneyRules;
import io.ihcattribution.run.Mode;
import io.ihcattribution.run.Run;
import io.ihcattribution.run.RunRequest;
import io.ihcattribution.run.Source;
import io.ihcattribution.run.Steps;
import io.ihcattribution.run.Window;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class QualityTest {

    private static final DeclaredKeys KEYS = new DeclaredKeys(1, 1, 1, 0);
    private static final Run RUN = new Run("r", new RunRequest(Source.COMMAND_LINE, null, Window.ALL, null, Mode.INCREMENTAL,
            Steps.BOTH), "default", "", Instant.EPOCH, false, false);

    @Test
    void looksAgainWhereTheLookBesideTheRunWentWrong() {
        Quality quality = quality(QualityLimits.NONE);
        QualityTally tally = quality.begin(RUN, KEYS);
        quality.fail(tally, new IllegalStateException("the database is locked"));

        assertThat(quality.isStillToLook(tally)).isTrue();

        QualityTally again = quality.begin(RUN, KEYS);
        quality.end(again);
        assertThat(quality.isStillToLook(again)).isFalse();
        assertThat(quality.isStillToLook(null)).isTrue();
    }

    @Test
    void holdsNoMoreRowsThanItListsHoweverManyThereAre() {
        Quality quality = quality(new QualityLimits(OptionalDouble.empty(), OptionalDouble.empty(), Map.of(), Map.of(), 3));
        QualityTally tally = quality.begin(RUN, KEYS);
        quality.sizes(tally, Map.of("conversions", 0, "sessions", 0, "costs", 2_000_000));

        quality.unknownCosts(tally, many(1_000_000));
        quality.end(tally);

        QualityReport report = quality.report(tally);
        assertThat(report.lines()).hasSize(1 + 3 + 1);
        assertThat(report.lines().get(4)).contains("999997 more");
        assertThat(report.counts()).singleElement().satisfies(count -> {
            assertThat(count.rows()).isEqualTo(1_000_000);
            assertThat(count.percent()).isEqualTo(50);
        });
    }

    @Test
    void aDayAheadOfTheClockIsAnotherTimeZoneAndNotTheFuture() {
        Quality quality = quality(QualityLimits.NONE);
        QualityTally tally = quality.begin(RUN, KEYS);

        quality.conversions(tally, List.of(conversion("c1", "2026-02-01"), conversion("c2", "2026-02-02")).iterator());
        quality.end(tally);

        assertThat(quality.report(tally).lines()).hasSize(2);
        assertThat(quality.report(tally).lines().get(1)).contains("future-time", "c2");
    }

    @Test
    void theMessageOfAStopNamesKindCountThresholdAndRow() {
        Quality quality = quality(new QualityLimits(OptionalDouble.empty(), OptionalDouble.of(0.5),
                Map.of(), Map.of(), 1));
        QualityTally tally = quality.begin(RUN, KEYS);
        quality.sizes(tally, Map.of("conversions", 0, "sessions", 0, "costs", 1_000));
        quality.unknownCosts(tally, many(5));
        assertThat(catchThrowable(() -> quality.require(tally))).as("as many as allowed").isNull();

        quality.unknownCosts(tally, many(1));

        assertThat(catchThrowable(() -> quality.require(tally))).isInstanceOf(TooDirty.class).hasMessageContainingAll(
                "unknown-session: 6 of 1,000 rows of session_costs (0.6 %)", "session_costs.session_id of 1 is \"1\"",
                "ihc.quality.stop-percent (0.5 %)");
    }

    private static Quality quality(QualityLimits limits) {
        return new Quality(limits, new JourneyRules(120, true, 3_000, false),
                Clock.fixed(Instant.parse("2026-01-31T23:00:00Z"), ZoneOffset.UTC));
    }

    private static Map<String, Object> conversion(String id, String date) {
        return Map.of("conv_id", id, "user_id", "u", "conv_date", date, "conv_time", "10:00:00", "revenue", 1.0);
    }

    private static Iterator<Map<String, Object>> many(long rows) {
        return LongStream.rangeClosed(1, rows).mapToObj(row -> Map.<String, Object>of("session_id", row)).iterator();
    }
}
