package io.ihcattribution.model;

import static io.ihcattribution.model.AttributionModel.firstTouch;
import static io.ihcattribution.model.AttributionModel.lastNonDirectTouch;
import static io.ihcattribution.model.AttributionModel.lastTouch;
import static io.ihcattribution.model.AttributionModel.linear;
import static io.ihcattribution.model.AttributionModel.positionBased;
import static io.ihcattribution.model.AttributionModel.timeDecay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ihcattribution.journey.Journey;
import io.ihcattribution.journey.Session;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class JourneyModelsTest {

    private static final Set<String> DIRECT = Set.of("Direct", "(none)");

    @Test
    void firstAndLastTouchCreditTheEnds() {
        assertThat(firstTouch().credits(JourneyOf.channels("A", "B", "C"))).containsExactly(1, 0, 0);
        assertThat(lastTouch().credits(JourneyOf.channels("A", "B", "C"))).containsExactly(0, 0, 1);
    }

    @Test
    void lastNonDirectTouchPassesOverDirectSessionsAtTheEnd() {
        AttributionModel model = lastNonDirectTouch(DIRECT);

        assertThat(model.credits(JourneyOf.channels("A", "B", "Direct", "(none)"))).containsExactly(0, 1, 0, 0);
        assertThat(model.credits(JourneyOf.channels("A", "Direct", "B"))).containsExactly(0, 0, 1);
        assertThat(model.credits(JourneyOf.channels("Direct", "Direct"))).containsExactly(0, 1);
    }

    @Test
    void linearSharesEqually() {
        assertThat(linear().credits(JourneyOf.channels("A", "B", "A", "C"))).containsOnly(0.25);
    }

    @Test
    void timeDecayHalvesWithEachHalfLife() {
        assertThat(timeDecay(2).credits(JourneyOf.sessions("0 A", "48 B", "96 C")))
                .containsExactly(new double[] {1 / 7.0, 2 / 7.0, 4 / 7.0}, within(1e-12));
        assertThatThrownBy(() -> timeDecay(0)).hasMessage("the half-life must be more than 0 days, but is 0.0");
    }

    @Test
    void timeDecayOfEqualTimesIsLinear() {
        Journey journey = JourneyOf.sessions("5 A", "5 B", "5 C");

        assertThat(timeDecay(7).credits(journey)).containsExactly(linear().credits(journey));
    }

    @Test
    void positionBasedFavoursTheEnds() {
        AttributionModel model = positionBased(0.4, 0.4);

        assertThat(model.credits(JourneyOf.channels("A"))).containsExactly(1);
        assertThat(model.credits(JourneyOf.channels("A", "B"))).containsExactly(0.5, 0.5);
        assertThat(model.credits(JourneyOf.channels("A", "B", "C", "D")))
                .containsExactly(new double[] {0.4, 0.1, 0.1, 0.4}, within(1e-12));
        assertThat(positionBased(0.6, 0.2).credits(JourneyOf.channels("A", "B"))[0]).isCloseTo(0.75, within(1e-12));
        assertThat(positionBased(0, 0).credits(JourneyOf.channels("A", "B"))).containsExactly(0.5, 0.5);
        assertThatThrownBy(() -> positionBased(0.6, 0.5)).hasMessageContaining("at most 1 together");
    }

    @Property
    void everyModelSplitsOneConversion(@ForAll("journeys") Journey journey, @ForAll("models") AttributionModel model) {
        double[] credits = model.credits(journey);

        assertThat(credits).hasSize(journey.size());
        assertThat(Arrays.stream(credits)).allSatisfy(credit -> assertThat(credit).isBetween(0.0, 1.0));
        assertThat(Arrays.stream(credits).sum()).isCloseTo(journey.size() == 0 ? 0 : 1, within(1e-9));
    }

    @Property
    void everyModelIgnoresTheNamesOfChannels(
            @ForAll("journeys") Journey journey, @ForAll("models") AttributionModel model) {
        Journey renamed = JourneyOf.of(journey.sessions().stream().map(session -> JourneyOf.session(session.sessionId(),
                0, DIRECT.contains(session.channel()) ? "Direct" : session.channel() + "!", true, true))
                .toList());
        Journey retimed = withTimesOf(renamed, journey);

        assertThat(model.credits(retimed)).containsExactly(model.credits(journey));
    }

    @Property
    void modelsWithoutAPreferredEndAreSymmetric(@ForAll("journeys") Journey journey) {
        List<Session> reversed = new ArrayList<>(journey.sessions());
        Collections.reverse(reversed);
        for (AttributionModel model : List.of(linear(), positionBased(0.3, 0.3))) {
            double[] backwards = model.credits(withTimesOf(JourneyOf.of(reversed), journey));
            double[] forwards = model.credits(journey);
            for (int i = 0; i < forwards.length; i++) {
                assertThat(backwards[i]).isEqualTo(forwards[forwards.length - 1 - i]);
            }
        }
    }

    private static Journey withTimesOf(Journey journey, Journey times) {
        List<Session> sessions = new ArrayList<>();
        for (int i = 0; i < journey.size(); i++) {
            Session session = journey.sessions().get(i);
            sessions.add(new Session(session.sessionId(), times.sessions().get(i).startedAt(), session.channel(),
                    session.holderEngagement(), session.closerEngagement(), false));
        }
        return JourneyOf.of(sessions);
    }

    @Provide
    Arbitrary<Journey> journeys() {
        Arbitrary<Integer> gaps = Arbitraries.integers().between(0, 3_000_000);
        Arbitrary<String> channels = Arbitraries.of("A", "B", "C", "Direct", "(none)");
        return Combinators.combine(gaps, channels).as((gap, channel) -> gap + " " + channel).list().ofMaxSize(30)
                .map(lines -> {
                    List<Session> sessions = new ArrayList<>();
                    long second = 0;
                    for (String line : lines) {
                        String[] words = line.split(" ");
                        second += Long.parseLong(words[0]);
                        sessions.add(JourneyOf.session("s" + sessions.size(), second, words[1], true, true));
                    }
                    return JourneyOf.of(sessions);
                });
    }

    @Provide
    Arbitrary<AttributionModel> models() {
        return Arbitraries.of(firstTouch(), lastTouch(), lastNonDirectTouch(DIRECT), linear(),
                timeDecay(7), timeDecay(0.5), positionBased(0.4, 0.4), positionBased(0.5, 0.1));
    }
}
