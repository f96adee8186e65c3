package io.ihcattribution.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ihcattribution.journey.Conversion;
import io.ihcattribution.journey.Journey;
import io.ihcattribution.journey.ReportCalendar;
import io.ihcattribution.journey.Session;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModelTallyTest {

    private static final ComparedModels ALL = ComparedModels.of(
            List.of("first-touch", "last-touch", "last-non-direct-touch", "linear", "time-decay", "position-based",
                    "markov",
                    "shapley"),
            new ComparedModels.Choices(7, 0.4, 0.4, 2, Set.of("c0")));

    @Test
    void theOrderOfTheJourneysDoesNotChangeABit() {
        List<Journey> journeys = journeys(5_000);
        List<ModelCredit> one = tally(journeys).credits();
        Collections.shuffle(journeys, new Random(4));

        assertThat(tally(journeys).credits()).isEqualTo(one);
    }

    @Test
    void everyModelSumsToTheJourneysAndTheirRevenue() {
        List<Journey> journeys = journeys(20_000);
        double revenue = journeys.stream().mapToDouble(journey -> journey.conversion().revenue()).sum();
        ModelTally tally = tally(journeys);

        for (String model : ALL.names()) {
            assertThat(tally.credits().stream().filter(credit -> credit.model().equals(model))
                    .mapToDouble(ModelCredit::conversions).sum()).as(model).isCloseTo(20_000, within(1e-6));
            assertThat(tally.credits().stream().filter(credit -> credit.model().equals(model))
                    .mapToDouble(ModelCredit::revenue).sum()).as(model)
                    .isCloseTo(revenue, within(1e-9 * revenue));
        }
    }

    private static ModelTally tally(List<Journey> journeys) {
        ModelTally tally = new ModelTally(ALL, ReportCalendar.DEFAULT);
        journeys.forEach(tally::add);
        return tally;
    }

    private static List<Journey> journeys(int number) {
        Random random = new Random(3);
        List<Journey> journeys = new ArrayList<>();
        LocalDateTime start = LocalDateTime.of(2026, 1, 1, 0, 0);
        for (int j = 0; j < number; j++) {
            List<Session> sessions = new ArrayList<>();
            LocalDateTime time = start.plusHours(random.nextInt(300));
            int length = 1 + random.nextInt(6);
            for (int i = 0; i < length; i++) {
                time = time.plusMinutes(1 + random.nextInt(3000));
                sessions.add(new Session("s" + i, time, "c" + random.nextInt(7), true, true, false));
            }
            journeys.add(new Journey(new Conversion("j" + j, "u", time, random.nextInt(10_000) / 100.0), sessions));
        }
        return journeys;
    }
}
