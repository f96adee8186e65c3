package io.ihcattribution.model;

import io.ihcattribution.journey.Conversion;
import io.ihcattribution.journey.Journey;
import io.ihcattribution.journey.Session;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * The throughput of the IHC model on one thread, in sessions a second: journeys of mixed length, most of them short as
 * in real shops (half of one session, a tail up to 60), all credits rounded as they are sent.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class ModelBenchmark {

    private static final int JOURNEYS = 10_000;

    private final List<Journey> journeys = mixed();
    private IhcModel plain;
    private IhcModel redistributing;

    @Setup
    public void makeModels() {
        IhcParameters parameters = new IhcParameterFile().readShipped();
        plain = new IhcModel(parameters);
        redistributing = new IhcModel(parameters, RedistributionParameter.parse("redistribution", """
                {"closer": {"direction": "earlier_sessions_only", "receive_threshold": 0.1,
                 "redistribution_channel_labels": ["channel 0"]}}"""), OptionalDouble.empty());
    }

    @Benchmark
    public void credits(Blackhole hole) {
        journeys.forEach(journey -> hole.consume(plain.credits(journey)));
    }

    @Benchmark
    public void creditsRedistributed(Blackhole hole) {
        journeys.forEach(journey -> hole.consume(redistributing.credits(journey)));
    }

    public static void main(String[] args) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                .include(ModelBenchmark.class.getSimpleName())
                .threads(1).forks(1)
                .warmupIterations(3).warmupTime(TimeValue.seconds(2))
                .measurementIterations(5).measurementTime(TimeValue.seconds(2))
                .build()).run();
        int sessions = mixed().stream().mapToInt(Journey::size).sum();
        System.out.printf(Locale.ROOT, "%n%,d journeys, %,d sessions%n", JOURNEYS, sessions);
        results.forEach(result -> System.out.printf(Locale.ROOT, "%-24s %,12.0f sessions/s%n",
                result.getPrimaryResult().getLabel(), result.getPrimaryResult().getScore() * sessions));
    }

    private static List<Journey> mixed() {
        Random random = new Random(11);
        List<Journey> journeys = new ArrayList<>();
        LocalDateTime start = LocalDateTime.of(2026, 1, 1, 0, 0);
        for (int j = 0; j < JOURNEYS; j++) {
            int length = random.nextBoolean() ? 1 : Math.min(60, 2 + (int) (-4 * Math.log(1 - random.nextDouble())));
            List<Session> sessions = new ArrayList<>();
            LocalDateTime time = start.plusSeconds(random.nextInt(10_000_000));
            for (int i = 0; i < length; i++) {
                time = time.plusSeconds(random.nextInt(400_000));
                sessions.add(new Session(j + "-" + i, time, "channel " + random.nextInt(12), random.nextBoolean(),
                        random.nextInt(4) > 0, false));
            }
            journeys.add(new Journey(new Conversion("c" + j, "u" + j, time, 10), sessions));
        }
        return journeys;
    }
}
