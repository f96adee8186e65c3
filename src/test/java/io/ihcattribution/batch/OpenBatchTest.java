package io.ihcattribution.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ihcattribution.journey.Conversion;
import io.ihcattribution.journey.Journey;
import io.ihcattribution.journey.Session;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OpenBatchTest {

    private static final LocalDateTime TEN = LocalDateTime.parse("2026-01-01T10:00:00");

    @Test
    void holdsExactlyAsManyJourneysAsTheLimit() {
        OpenBatch batch = new OpenBatch(new BatchLimits(3, 100));
        for (int i = 0; i < 3; i++) {
            assertThat(batch.admits(journey(1))).isTrue();
            batch.add(journey(1));
        }

        assertThat(batch.admits(journey(1))).isFalse();
        assertThatThrownBy(() -> batch.add(journey(1))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void holdsExactlyAsManySessionsAsTheLimit() {
        OpenBatch batch = new OpenBatch(new BatchLimits(100, 10));
        batch.add(journey(6));

        assertThat(batch.admits(journey(5))).isFalse();
        assertThat(batch.admits(journey(4))).isTrue();
        batch.add(journey(4));
        assertThat(batch.admits(journey(1))).isFalse();
        assertThat(batch.journeys()).hasSize(2);
    }

    @Test
    void halvesHoldAllJourneysOnce() {
        List<JourneyToSend> journeys = IntStream.rangeClosed(1, 5).mapToObj(OpenBatchTest::journey).toList();

        List<List<JourneyToSend>> halves = new Batch("run", 1, journeys).halves();

        assertThat(halves).hasSize(2).noneMatch(List::isEmpty);
        assertThat(halves.stream().flatMap(List::stream)).containsExactlyElementsOf(journeys);
    }

    private static JourneyToSend journey(int sessions) {
        return new JourneyToSend(new Journey(new Conversion("c" + sessions, "u", TEN, 10), IntStream.range(0, sessions)
                .mapToObj(i -> new Session("s" + i, TEN, "Search", true, true, false)).toList()), "fingerprint",
                "default");
    }
}
