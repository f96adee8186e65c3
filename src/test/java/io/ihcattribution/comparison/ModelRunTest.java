package io.ihcattribution.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ihcattribution.api.CheckedAnswer;
import io.ihcattribution.batch.Batch;
import io.ihcattribution.batch.JourneyToSend;
import io.ihcattribution.journey.Conversion;
import io.ihcattribution.journey.Journey;
import io.ihcattribution.journey.JourneyOutcome;
import io.ihcattribution.journey.ReportCalendar;
import io.ihcattribution.journey.Session;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModelRunTest {

    private final ModelRun run = new ModelRun(ComparedModels.of(
            List.of("linear", "markov"), new ComparedModels.Choices(7, 0.4, 0.4, 1, Set.of())), ReportCalendar.DEFAULT);

    @Test
    void countsAnAnswerOnceHoweverOftenItIsTriedToStore() {
        CheckedAnswer answer = answer();
        run.begin();
        run.answered(answer);
        run.answered(answer);

        assertThat(run.credits(totals(1, 40))).hasSize(2);
    }

    @Test
    void beginsAnewWithEveryRun() {
        run.begin();
        run.answered(answer());
        run.begin();

        assertThat(run.credits(totals(0, 0))).isEmpty();
    }

    @Test
    void refusesFiguresThatAreNotThoseOfTheAttributedConversions() {
        run.begin();
        run.answered(answer());

        assertThatThrownBy(() -> run.credits(totals(2, 40))).isInstanceOf(ModelsDoNotReconcile.class)
                .hasMessageContaining("conversions").hasMessageContaining("1.0").hasMessageContaining("2.0");
        assertThatThrownBy(() -> run.credits(totals(1, 40.01))).isInstanceOf(ModelsDoNotReconcile.class)
                .hasMessageContaining("revenue").hasMessageContaining("40.01");
        assertThatThrownBy(() -> run.credits(totals(1, Double.NaN))).isInstanceOf(ModelsDoNotReconcile.class);
    }

    private static Map<String, Object> totals(long journeys, double revenue) {
        return Map.of("journeys", journeys, "revenue", revenue);
    }

    /** One journey that holds and one that failed. */
    private static CheckedAnswer answer() {
        LocalDateTime time = LocalDateTime.of(2026, 1, 5, 10, 0);
        List<JourneyToSend> sent = List.of(sent("good", time), sent("bad", time));
        return new CheckedAnswer(new Batch("run", 1, sent), List.of(), List.of(
                new JourneyOutcome("good", "attributed", "f", null, 1, "run", 1, "default"),
                new JourneyOutcome("bad", "failed", "f", "why", 1, "run", 1, "default")));
    }

    private static JourneyToSend sent(String convId, LocalDateTime time) {
        return new JourneyToSend(new Journey(new Conversion(convId, "u", time, 40),
                List.of(new Session("s", time, "Email", true, true, false))), "f", "default");
    }
}
