package io.ihcattribution.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ihcattribution.journey.Journey;
import io.ihcattribution.journey.Session;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingTest {

    private final Training training = new Training(Training.PHASE_WEIGHTS);

    @Test
    void takesTheCloserCurveFromTheTimesBeforeTheLastSession() {
        // Gaps of 1 to 201 hours, evenly: the quantile of share q lies at 1 + 200 q.
        MembershipCurve closer = training.train(pairs(201)).parameters().closerMembership();

        assertThat(closer.knots()).hasSize(81);
        assertThat(closer.at(6.9)).isEqualTo(1);
        assertThat(closer.at(1 + 200 * (0.03 + 0.735) / 2)).isCloseTo(0.5, within(0.001));
        assertThat(closer.at(148.1)).isZero();
    }

    @Test
    void takesTheInitializerCurveFromTheLargestGaps() {
        MembershipCurve initializer = training.train(pairs(201)).parameters().initializerMembership();

        assertThat(initializer.at(80.9)).isZero();
        assertThat(initializer.at(156.1)).isEqualTo(1);
        // Where gaps are spread evenly there is nothing to bend.
        assertThat(initializer.at(81 + 75 * 0.6)).isCloseTo(0.6, within(0.005));
    }

    @Test
    void letsTheInitializerCurveRiseMoreSlowlyWhereGapsAreFrequent() {
        List<Journey> journeys = new ArrayList<>(pairs(201));
        for (int i = 0; i < 40; i++) {
            // Within a longer journey, so that the largest gaps stay as they are.
            journeys.add(JourneyOf.sessions("0 A c", "100 A c", (300 + i) + " A c"));
            journeys.add(JourneyOf.sessions("0 A c", "1 A c"));
            journeys.add(JourneyOf.sessions("0 A c", "1 A c"));
        }
        MembershipCurve initializer = training.train(journeys).parameters().initializerMembership();

        double rise = initializer.at(105) - initializer.at(95);
        assertThat(rise).isPositive().isLessThan(0.8 * (initializer.at(120) - initializer.at(110)));
    }

    @Test
    void shrinksChannelWeightsTowardsOneWhereAChannelIsRare() {
        // The first session of each pair has all initializer credit: gaps of less than 81 hours start nothing.
        List<Journey> journeys = new ArrayList<>();
        for (Journey journey : pairs(201)) {
            List<Session> sessions = journey.sessions();
            journeys.add(JourneyOf.of(List.of(sessions.get(0), renamed(sessions.get(1), "Last"))));
        }

        PhaseWeights weights = training.train(journeys).parameters().channelWeights().get("Last");

        IhcModel plain = new IhcModel(training.train(journeys).parameters().withChannelWeights(Map.of()));
        double last = 0;
        int number = 0;
        for (Journey journey : journeys) {
            double value = plain.values(journey.sessions()).initializer()[1];
            last += value;
            number += value > 0 ? 1 : 0;
        }
        double ratio = last / number / (201.0 / (201 + number));
        assertThat(number).isBetween(100, 130);
        assertThat(weights.initializer()).isCloseTo(1 + (ratio - 1) * number / (number + 200), within(0.00001));
        assertThat(weights.initializer()).isLessThan(1);
        assertThat(weights.closer()).isGreaterThan(1);
    }

    @Test
    void givesTheSameParametersAgainAndInAFile(@TempDir Path folder) throws IOException {
        IhcParameters parameters = training.train(shop()).parameters();
        IhcParameterFile files = new IhcParameterFile();
        Path file = folder.resolve("trained.json");

        files.write(file, parameters);

        assertThat(training.train(shop()).parameters()).isEqualTo(parameters);
        assertThat(files.read(file)).isEqualTo(parameters);
        assertThat(parameters.origin()).contains("heuristically");
    }

    @Test
    void sortsUnsortedJourneys() {
        List<Journey> reversed = shop().stream().map(journey -> {
            List<Session> sessions = new ArrayList<>(journey.sessions());
            Collections.reverse(sessions);
            return JourneyOf.of(sessions);
        }).toList();

        assertThat(training.train(reversed).parameters()).isEqualTo(training.train(shop()).parameters());
    }

    @Test
    void leavesOutliersOutAndCountsThem() {
        List<Journey> journeys = new ArrayList<>(shop());
        IhcParameters without = training.train(journeys).parameters();
        journeys.add(JourneyOf.sessions());
        journeys.add(JourneyOf.channels(Collections.nCopies(31, "Crawler").toArray(String[]::new)));

        TrainingReport report = training.train(journeys);

        assertThat(report.parameters()).isEqualTo(without);
        assertThat(report.conversionsBefore() - report.conversionsAfter()).isEqualTo(2);
        assertThat(report.sessionsBefore() - report.sessionsAfter()).isEqualTo(31);
        assertThat(report.withoutSessions()).isEqualTo(1);
        assertThat(report.tooLong()).isEqualTo(1);
        assertThat(report.sessionsByChannel()).doesNotContainKey("Crawler");
    }

    @Test
    void takesThePhaseWeightsAsGiven() {
        PhaseWeights phases = new PhaseWeights(0.32, 0.375, 0.305);

        assertThat(new Training(phases).train(shop()).parameters().phaseWeights())
                .isEqualTo(phases);
    }

    @Test
    void refusesTooLittleData() {
        List<Journey> few = new ArrayList<>(pairs(99));
        few.add(JourneyOf.sessions("0 A"));
        assertThatThrownBy(() -> training.train(few)).isInstanceOf(TrainingRefusedException.class)
                .hasMessage("training needs at least 100 journeys of two or more sessions,"
                        + " but of 100 journeys only 99 have 2 to 30 sessions");

        List<Journey> noClosers = pairs(201).stream().map(journey -> JourneyOf.of(journey.sessions().stream()
                .map(session -> new Session(session.sessionId(), session.startedAt(), "A", true, false, false))
                .toList())).toList();
        assertThatThrownBy(() -> training.train(noClosers)).isInstanceOf(TrainingRefusedException.class)
                .hasMessageContaining("at least 80 closer-flagged sessions").hasMessageEndingWith("there are 0");

        List<Journey> alike = Collections.nCopies(150, JourneyOf.sessions("0 A c", "24 B c"));
        assertThatThrownBy(() -> training.train(alike)).isInstanceOf(TrainingRefusedException.class)
                .hasMessageContaining("largest gaps differ").hasMessageEndingWith("from 24.0 to 24.0 hours");

        assertThatThrownBy(() -> new Training(new PhaseWeights(1, 1, 1)).train(shop()))
                .hasMessageContaining("phase_weights");
    }

    @Test
    void rendersTheReportForPeople() throws IOException {
        assertThat(training.train(shop()).text()).isEqualTo(golden("training-report.txt"));
    }

    @Test
    void drawsTheCurves() throws IOException {
        CurveChart chart = new CurveChart(training.train(shop()).parameters().closerMembership());

        assertThat(chart.svg()).isEqualTo(golden("closer-curve.svg"));
        assertThat(chart.text().lines()).hasSize(10);
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = TrainingTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Journeys of two sessions, 1 hour to that many hours apart. */
    private static List<Journey> pairs(int number) {
        List<Journey> journeys = new ArrayList<>();
        for (int hours = 1; hours <= number; hours++) {
            journeys.add(JourneyOf.sessions("0 A hc", hours + " A hc"));
        }
        return journeys;
    }

    private static Session renamed(Session session, String channel) {
        return new Session(session.sessionId(), session.startedAt(), channel, true, true, false);
    }

    /** A made-up shop: the same 400 journeys every time. */
    private static List<Journey> shop() {
        Random random = new Random(20240301);
        String[] channels = {"Direct", "Newsletter", "Paid Search", "Social"};
        List<Journey> journeys = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            List<Session> sessions = new ArrayList<>();
            long second = 0;
            do {
                sessions.add(JourneyOf.session("s" + sessions.size(), second, channels[random.nextInt(4)],
                        random.nextInt(5) > 0, random.nextInt(5) > 0));
                second += 1 + (long) (250_000 * random.nextDouble() * random.nextDouble());
            } while (random.nextInt(5) > 1);
            journeys.add(JourneyOf.of(sessions));
        }
        return journeys;
    }
}
