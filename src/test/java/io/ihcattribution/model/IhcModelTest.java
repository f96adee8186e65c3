package io.ihcattribution.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ihcattribution.journey.Journey;
import io.ihcattribution.journey.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The curves here rise and fall linearly over 100 hours, so that the expected figures can be worked out by hand. */
class IhcModelTest {

    private static final PhaseWeights PHASES = new PhaseWeights(0.345, 0.38, 0.275);
    private static final IhcParameters PARAMETERS = new IhcParameters(PHASES,
            MembershipCurveTest.curve(0, 1, 0, 0, 100, 1), MembershipCurveTest.curve(1, 0, 0, 1, 100, 0),
            Map.of(), 1, "");

    private final IhcModel model = new IhcModel(PARAMETERS);

    @Test
    void creditsASingleSessionWholeWhateverItsFlags() {
        assertThat(model.credits(JourneyOf.sessions("0 A"))).containsExactly(new PhaseCredits("s1", 1, 0, 1, 1));
        assertThat(model.credits(JourneyOf.sessions("0 A hc"))).containsExactly(new PhaseCredits("s1", 1, 0, 1, 1));
    }

    @Test
    void creditsNothingWithoutSessions() {
        assertThat(model.credits(JourneyOf.sessions())).isEmpty();
    }

    @Test
    void computesThePhasesByTheirFormulas() {
        // mi = 1, .2, .3 (sum 1.5); mc = .5, .7, 1 (sum 2.2)
        List<PhaseCredits> credits = model.credits(JourneyOf.sessions("0 A hc", "20 B hc", "50 C hc"));

        assertThat(credits).extracting(PhaseCredits::initializer).containsExactly(0.6667, 0.1333, 0.2);
        assertThat(credits).extracting(PhaseCredits::closer).containsExactly(0.2273, 0.3182, 0.4545);
        // f = (a+b)/4 + ab/(a+b): with a, b = 1/3, 17/22; 13/15, 15/22; 4/5, 12/22
        double f1 = (1 / 3.0 + 17 / 22.0) / 4 + 1 / 3.0 * (17 / 22.0) / (1 / 3.0 + 17 / 22.0);
        double f2 = (13 / 15.0 + 15 / 22.0) / 4 + 13 / 15.0 * (15 / 22.0) / (13 / 15.0 + 15 / 22.0);
        double f3 = (4 / 5.0 + 12 / 22.0) / 4 + 4 / 5.0 * (12 / 22.0) / (4 / 5.0 + 12 / 22.0);
        double sum = f1 + f2 + f3;
        assertThat(credits.get(0).holder()).isCloseTo(f1 / sum, within(0.0001));
        assertThat(credits.get(1).holder()).isCloseTo(f2 / sum, within(0.0001));
        assertThat(credits.get(2).holder()).isCloseTo(f3 / sum, within(0.0001));
        assertThat(credits.get(1).ihc())
                .isCloseTo(0.345 * 2 / 15.0 + 0.38 * f2 / sum + 0.275 * 7 / 22.0, within(0.0001));
    }

    @Test
    void appliesChannelWeightsAfterTheHolderFormulaAndNormalisesAgain() {
        IhcModel weighted = new IhcModel(PARAMETERS.withChannelWeights(Map.of("B", new PhaseWeights(0.5, 0.5, 2))));
        Journey journey = JourneyOf.sessions("0 A hc", "20 B hc", "50 C hc");

        List<PhaseCredits> plain = model.credits(journey);
        List<PhaseCredits> credits = weighted.credits(journey);

        assertThat(credits).extracting(PhaseCredits::initializer).containsExactly(0.7143, 0.0714, 0.2143);
        assertThat(credits).extracting(PhaseCredits::closer).containsExactly(0.1724, 0.4828, 0.3448);
        assertThat(credits.get(1).holder() / credits.get(0).holder())
                .isCloseTo(0.5 * plain.get(1).holder() / plain.get(0).holder(), within(0.001));
        assertThat(credits.get(2).holder() / credits.get(0).holder())
                .isCloseTo(plain.get(2).holder() / plain.get(0).holder(), within(0.001));
    }

    @Test
    void combinesWithoutTheHolderPhaseWhereNoSessionHolds() {
        List<PhaseCredits> credits = model.credits(JourneyOf.sessions("0 A c", "20 B c"));

        assertThat(credits).extracting(PhaseCredits::holder).containsExactly(0.0, 0.0);
        // mi = 1, .2; mc = .8, 1
        assertThat(credits.get(0).ihc()).isCloseTo((0.345 / 1.2 + 0.275 * 0.8 / 1.8) / 0.62, within(0.0001));
    }

    @Test
    void givesTheHolderPhaseToTheOnlySessionThatHolds() {
        assertThat(model.credits(JourneyOf.sessions("0 A c", "20 B hc", "30 C c")))
                .extracting(PhaseCredits::holder).containsExactly(0.0, 1.0, 0.0);
    }

    @Test
    void holdsAQuarterWhereASessionHasAllOfAnotherPhase() {
        // f(0, 1) = 1/4 for all of the initializer phase, f(1, 1) = 1 for none, f(1, 0) = 1/4 for all of the closer.
        assertThat(model.credits(JourneyOf.sessions("0 A h", "0 B h", "0 C h")))
                .extracting(PhaseCredits::holder).containsExactly(0.1667, 0.6666, 0.1667);
    }

    @Test
    void closesWithTheLastSessionWhateverItsFlag() {
        assertThat(model.credits(JourneyOf.sessions("0 A", "20 B", "30 C")))
                .extracting(PhaseCredits::closer).containsExactly(0.0, 0.0, 1.0);
        // mc = .7 for the flagged one, 1 for the last
        assertThat(model.credits(JourneyOf.sessions("0 A c", "20 B", "30 C")))
                .extracting(PhaseCredits::closer).containsExactly(0.4118, 0.0, 0.5882);
    }

    @Test
    void startsOnlyAfterAGap() {
        assertThat(model.credits(JourneyOf.sessions("0 A", "0 B", "500 C")))
                .extracting(PhaseCredits::initializer).containsExactly(0.5, 0.0, 0.5);
    }

    @Test
    void treatsAnUnknownChannelWithTheDefaultWeight() {
        IhcModel weighted = new IhcModel(PARAMETERS.withChannelWeights(Map.of("X", new PhaseWeights(0.5, 0.5, 2))));
        Journey journey = JourneyOf.sessions("0 A hc", "20 B hc", "50 C hc");

        assertThat(weighted.credits(journey)).isEqualTo(model.credits(journey));
    }

    @Test
    void readsTheJumpOfACurveAtWholeSeconds() {
        // 0.3 h - 0.2 h is less than 0.1 h in floating point; 360 s are not.
        IhcModel jumping = new IhcModel(new IhcParameters(PHASES, PARAMETERS.initializerMembership(),
                MembershipCurveTest.curve(1, 0, 0.1, 1, 0.1, 0.5, 1, 0.5), Map.of(), 1, ""));

        assertThat(jumping.credits(JourneyOf.sessions("0 A", "0.2 B c", "0.3 C")))
                .extracting(PhaseCredits::closer).containsExactly(0.0, 0.3333, 0.6667);
    }

    @Test
    void sortsByTimeAndKeepsTheOrderOfEqualTimes() {
        assertThat(model.credits(JourneyOf.sessions("20 B hc", "0 A hc", "20 C hc", "5 D hc")))
                .extracting(PhaseCredits::sessionId).containsExactly("s2", "s4", "s1", "s3");
    }

    @Test
    void creditsOnlyWhatFollowsALongInactivityWhenAsked() {
        IhcModel cutting = new IhcModel(PARAMETERS, Redistribution.NONE, OptionalDouble.of(336));
        Journey after = JourneyOf.sessions("0 A hc", "20 B hc", "50 C hc");

        List<PhaseCredits> credits =
                cutting.credits(JourneyOf.sessions("-900 X hc", "-400 Y hc", "0 A hc", "20 B hc", "50 C hc"));

        assertThat(credits.subList(0, 2)).containsExactly(
                new PhaseCredits("s1", 0, 0, 0, 0), new PhaseCredits("s2", 0, 0, 0, 0));
        assertThat(credits.subList(2, 5)).extracting(PhaseCredits::ihc)
                .isEqualTo(model.credits(after).stream().map(PhaseCredits::ihc).toList());
        assertThat(cutting.credits(JourneyOf.sessions("0 A hc", "336 B hc")).get(0).ihc()).isPositive();
        assertThat(cutting.credits(JourneyOf.sessions("0 A hc", "337 B hc")).get(1).ihc()).isEqualTo(1);
        assertThatThrownBy(() -> new IhcModel(PARAMETERS, Redistribution.NONE, OptionalDouble.of(0)))
                .hasMessageContaining("more than 0 hours");
    }

    @Test
    void givesNoCreditBackToSessionsBeforeTheInactivity() {
        Redistribution everything = everyPhase(RedistributionRule.of("earlier_sessions_only", 0, List.of("Direct")));
        IhcModel cutting = new IhcModel(PARAMETERS, everything, OptionalDouble.of(336));

        List<PhaseCredits> credits = cutting.credits(JourneyOf.sessions("-400 X hc", "0 Direct hc", "20 B hc"));

        assertThat(credits.get(0)).isEqualTo(new PhaseCredits("s1", 0, 0, 0, 0));
    }

    @Test
    void redistributesBeforeItRounds() {
        IhcModel redistributing =
                new IhcModel(PARAMETERS, everyPhase(RedistributionRule.of("any_session", 0, List.of("B"))),
                        OptionalDouble.empty());

        List<PhaseCredits> credits = redistributing.credits(JourneyOf.sessions("0 A hc", "20 B hc", "50 C hc"));

        assertThat(credits).extracting(PhaseCredits::initializer).containsExactly(0.7692, 0.0, 0.2308);
        assertThat(credits).extracting(PhaseCredits::closer).containsExactly(0.3333, 0.0, 0.6667);
        assertThat(credits.get(1)).isEqualTo(new PhaseCredits("s2", 0, 0, 0, 0));
    }

    @Property(tries = 500)
    void sumsToExactlyOneInEveryColumn(@ForAll Random random, @ForAll @IntRange(min = 1, max = 60) int size) {
        IhcModel shipped = new IhcModel(new IhcParameterFile().readShipped());

        int[] sums = sums(shipped.credits(randomJourney(random, size)));

        assertThat(sums[0]).isEqualTo(10_000);
        assertThat(sums[1]).isIn(0, 10_000);
        assertThat(sums[2]).isEqualTo(10_000);
        assertThat(sums[3]).isEqualTo(10_000);
    }

    @Property
    void keepsItsCreditsWhenUnknownChannelsAreRenamed(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 30) int size) {
        Journey journey = randomJourney(random, size);
        Journey renamed = JourneyOf.of(journey.sessions().stream().map(session -> new Session(session.sessionId(),
                session.startedAt(), "renamed " + session.channel(), session.holderEngagement(),
                session.closerEngagement(), false)).toList());

        assertThat(model.credits(renamed)).isEqualTo(model.credits(journey));
    }

    private static Redistribution everyPhase(RedistributionRule rule) {
        return new Redistribution(rule, rule, rule);
    }

    private static Journey randomJourney(Random random, int size) {
        String[] channels = {"Direct Traffic", "Referral", "Social Organic", "Paid", "Newsletter & Email"};
        List<Session> sessions = new ArrayList<>();
        long second = 0;
        for (int i = 0; i < size; i++) {
            second += (long) Math.pow(10, 6.2 * random.nextDouble()) - 1;
            sessions.add(JourneyOf.session("s" + i, second, channels[random.nextInt(channels.length)],
                    random.nextBoolean(), random.nextBoolean()));
        }
        return JourneyOf.of(sessions);
    }

    private static int[] sums(List<PhaseCredits> credits) {
        int[] sums = new int[4];
        for (PhaseCredits session : credits) {
            double[] figures = {session.initializer(), session.holder(), session.closer(), session.ihc()};
            for (int i = 0; i < figures.length; i++) {
                long tenThousandths = Math.round(figures[i] * 10_000);
                // The figure is the nearest double of a whole number of ten-thousandths, and nothing between.
                assertThat(figures[i]).isEqualTo(tenThousandths / 1e4).isBetween(0.0, 1.0);
                sums[i] += (int) tenThousandths;
            }
        }
        return sums;
    }
}
