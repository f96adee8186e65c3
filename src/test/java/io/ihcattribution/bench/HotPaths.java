package io.ihcattribution.bench;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ihcattribution.api.AnswerCheck;
import io.ihcattribution.api.ApiReply;
import io.ihcattribution.api.CheckedAnswer;
import io.ihcattribution.api.ComputeIhcRequest;
import io.ihcattribution.api.IhcApi;
import io.ihcattribution.batch.Batch;
import io.ihcattribution.batch.BatchLimits;
import io.ihcattribution.batch.JourneyToSend;
import io.ihcattribution.batch.OpenBatch;
import io.ihcattribution.batch.RunRedistribution;
import io.ihcattribution.channel.ChannelSettings;
import io.ihcattribution.channel.Channels;
import io.ihcattribution.journey.Fingerprint;
import io.ihcattribution.journey.JourneyReader;
import io.ihcattribution.journey.JourneyRules;
import io.ihcattribution.journey.Session;
import io.ihcattribution.journey.SourceRow;
import io.ihcattribution.text.KeyMask;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * What one batch of 100 journeys of 21 sessions costs in the pure functions that every session passes, in microseconds
 * and, with the profiler's {@code gc.alloc.rate.norm}, in bytes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class HotPaths {

    private static final Path TEMP = Path.of("target");
    private static final int JOURNEYS = 100;
    private static final int SESSIONS = 21;

    private final JsonMapper json = JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();
    private final IhcApi api = new IhcApi("key", KeyMask.NONE, new RunRedistribution(), json, Clock.systemUTC());
    private final JourneyReader reader = reader();
    private final AnswerCheck check = new AnswerCheck(KeyMask.NONE);
    private final List<SourceRow> rows = rows();
    private final Batch batch = new Batch("run", 1, journeys());
    private final byte[] answer = answer(batch);
    private final ApiReply reply = api.read(200, null, null, answer);

    @Benchmark
    public void groupJourneys(Blackhole sink) {
        reader.pages(rows.iterator(), row -> true).forEachRemaining(sink::consume);
    }

    @Benchmark
    public void fingerprint(Blackhole sink) {
        for (JourneyToSend sent : batch.journeys()) {
            sink.consume(Fingerprint.of(sent.journey(), "", "default", ""));
        }
    }

    @Benchmark
    public List<JourneyToSend> fillBatch() {
        OpenBatch open = new OpenBatch(BatchLimits.OF_THE_API);
        for (JourneyToSend sent : batch.journeys()) {
            if (open.admits(sent)) {
                open.add(sent);
            }
        }
        return open.journeys();
    }

    @Benchmark
    public byte[] writeRequest() throws IOException {
        return json.writeValueAsBytes(new ComputeIhcRequest(batch, null));
    }

    @Benchmark
    public ApiReply readAnswer() {
        return api.read(200, null, null, answer);
    }

    @Benchmark
    public CheckedAnswer checkAnswer() {
        return check.check(batch, reply.answer());
    }

    /** Runs them all on one thread. */
    public static void main(String[] args) throws RunnerException {
        new Runner(new OptionsBuilder()
                .include(HotPaths.class.getSimpleName())
                .threads(1).forks(1)
                .warmupIterations(3).warmupTime(TimeValue.seconds(1))
                .measurementIterations(5).measurementTime(TimeValue.seconds(1))
                .addProfiler(GCProfiler.class)
                .build()).run();
    }

    private static JourneyReader reader() {
        return new JourneyReader(
                new JourneyRules(120, true, 3_000, false), new Channels(ChannelSettings.NONE), 400, TEMP, () -> false);
    }

    private static List<SourceRow> rows() {
        List<SourceRow> rows = new ArrayList<>();
        for (int j = 0; j < JOURNEYS; j++) {
            String user = "u" + j;
            rows.add(new SourceRow(true, user, String.format(Locale.ROOT, "c%03d", j), "2026-02-01", "12:00:00", null,
                    null, null, null, 80, false));
            for (int s = 0; s < SESSIONS; s++) {
                rows.add(new SourceRow(false, user, String.format(Locale.ROOT, "%08x-%04d", j * 7919, s),
                        String.format(Locale.ROOT, "2026-01-%02d", s + 1), "10:15:20", "Paid Search Brand", "1",
                        s % 2 == 0 ? "1" : "0", "0", 0, false));
            }
        }
        return rows;
    }

    private List<JourneyToSend> journeys() {
        List<JourneyToSend> journeys = new ArrayList<>();
        reader().pages(rows().iterator(), row -> true).forEachRemaining(page -> page.forEach(
                candidate -> journeys.add(new JourneyToSend(candidate.journey(), "fingerprint", "default"))));
        return journeys;
    }

    private static byte[] answer(Batch batch) {
        StringBuilder text = new StringBuilder("{\"statusCode\":200,\"value\":[");
        for (JourneyToSend sent : batch.journeys()) {
            for (Session session : sent.journey().sessions()) {
                text.append(text.charAt(text.length() - 1) == '[' ? "" : ",").append("{\"conversion_id\":\"")
                        .append(sent.convId())
                        .append("\",\"session_id\":\"").append(session.sessionId())
                        .append("\",\"initializer\":0.0476,\"holder\":0.0476,\"closer\":0.0476,\"ihc\":0.0476}");
            }
        }
        return text.append("],\"partialFailureErrors\":[]}").toString().getBytes(StandardCharsets.UTF_8);
    }
}
