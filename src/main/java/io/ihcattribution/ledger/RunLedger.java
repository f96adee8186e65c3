package io.ihcattribution.ledger;

import io.ihcattribution.database.SqlFile;
import io.ihcattribution.run.CallTime;
import io.ihcattribution.run.Loss;
import io.ihcattribution.run.Mode;
import io.ihcattribution.run.Run;
import io.ihcattribution.run.RunRequest;
import io.ihcattribution.run.Source;
import io.ihcattribution.run.Steps;
import io.ihcattribution.run.Window;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of the runs: what was begun, how it stands, how it ended. */
public final class RunLedger {

    /** Of one width, so that its texts are in the order of the times. */
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder().appendInstant(3).toFormatter();
    private static final DateTimeFormatter ID =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final JdbcClient writing;
    private final JdbcClient reading;
    private final Clock clock;
    private final Random random = new Random();

    public RunLedger(DataSource writing, DataSource reading, Clock clock) {
        this.writing = JdbcClient.create(writing);
        this.reading = JdbcClient.create(reading);
        this.clock = clock;
    }

    /** Begins a run. */
    public Run begin(RunRequest request, String convTypeId, String redistribution, String service) {
        Instant now = now();
        Run run = new Run(ID.format(now) + "-" + String.format("%04x", random.nextInt(0x10000)), request, convTypeId,
                redistribution, now, false, false);
        statement("insert_run")
                .param("runId", run.id())
                .param("source", request.source().code())
                .param("triggerName", request.name())
                .param("mode", request.mode().code())
                .param("steps", request.steps().code())
                .param("startDate", text(request.window().start()))
                .param("endDate", text(request.window().end()))
                .param("convTypeId", convTypeId)
                .param("retry", request.retriesFailed() ? "failed" : "")
                .param("redistribution", redistribution)
                .param("accept", Loss.codes(request.accepted()))
                .param("service", service)
                .param("now", TIME.format(now))
                .update();
        return run;
    }

    /** The runs of a service that were begun and not ended, the oldest first; another's answers are not theirs. */
    public List<Run> unfinished(String service) {
        return reading.sql(SqlFile.read("ledger/select_unfinished_runs")).param("service", service)
                .query((rows, number) -> unfinished(rows)).list();
    }

    /** Takes up a run that was begun before. */
    public void takeUp(Run run) {
        statement("take_up_run").param("runId", run.id()).update();
    }

    /**
     * Takes up the run that a trigger file has had already, where it has ended but its process died before the file was
     * put away: asked again it is the same run, and what it has bought is not bought again.
     *
     * @param triggerName the file that was claimed
     * @param claimedAt when it was claimed; a run that ended before was another file's of the same name
     */
    public void reopen(String triggerName, Instant claimedAt) {
        lastTriggered(triggerName)
                .filter(ended -> !ended.getValue().isBefore(claimedAt.truncatedTo(ChronoUnit.MILLIS)))
                .ifPresent(ended -> statement("reopen_run").param("runId", ended.getKey()).update());
    }

    /** Whether a trigger file of this name has asked for no other run since; and this one has ended. */
    public boolean isLastOfItsTrigger(Run run) {
        return lastTriggered(run.request().name()).filter(last -> last.getKey().equals(run.id())).isPresent();
    }

    /** The id and the end of the newest run of a trigger file's name, where it has ended. */
    private Optional<Map.Entry<String, Instant>> lastTriggered(String triggerName) {
        return reading.sql(SqlFile.read("ledger/select_last_triggered_run")).param("triggerName", triggerName)
                .query((rows, number) -> Map.entry(rows.getString("run_id"), Instant.parse(rows.getString("ended_at"))))
                .optional();
    }

    /** Says in the run's row that it waits, and for what. */
    public void waiting(Run run, String reason) {
        state(run, "waiting", reason);
    }

    /** Says in the run's row that it goes on. */
    public void running(Run run) {
        state(run, "running", null);
    }

    /** Ends a run as done; with the checksum of the report that it published, or null. */
    public void complete(Run run, String reportSha256) {
        end(run, "completed", null, reportSha256);
    }

    /** Ends a run that cannot be done, with the reason. */
    public void fail(Run run, String reason) {
        end(run, "failed", reason, null);
    }

    /** Ends a run that is to be taken up later, with the reason. */
    public void interrupt(Run run, String reason) {
        end(run, "interrupted", reason, null);
    }

    /**
     * What became of the journeys that a run has sent.
     *
     * @param attributed those attributed
     * @param failed those that failed
     * @param reason why the first of those failed; null where none did
     */
    public record Sent(long attributed, long failed, String reason) {

        /** Nothing was sent. */
        public static final Sent NONE = new Sent(0, 0, null);
    }

    /** What became of the journeys that a run has sent. */
    public Sent sent(Run run) {
        return reading.sql(SqlFile.read("ledger/select_sent")).param("runId", run.id())
                .query((rows, number) -> new Sent(
                        rows.getLong("attributed"), rows.getLong("failed"), rows.getString("reason")))
                .single();
    }

    /** A journey that a run has sent and that failed, and why. */
    public record Failure(String convId, String reason) {}

    /** Journeys that a run has sent and that failed, so many at most. */
    public List<Failure> failures(Run run, int most) {
        return reading.sql(SqlFile.read("ledger/select_failures")).param("runId", run.id()).param("most", most)
                .query((rows, number) -> new Failure(rows.getString("conv_id"), rows.getString("reason"))).list();
    }

    /** Whether credits were stored that the API computed, and not the embedded service. */
    public boolean holdsCreditsOfTheApi() {
        return reading.sql(SqlFile.read("ledger/count_api_runs")).query(Integer.class).single() > 0;
    }

    /** The runs whose credits a service computed, with the redistribution that each sent; empty where none. */
    public Map<String, String> redistributionsOf(String service) {
        Map<String, String> runs = new HashMap<>();
        reading.sql(SqlFile.read("ledger/select_runs_of_service")).param("service", service).query(row -> {
            runs.put(row.getString("run_id"), row.getString("redistribution"));
        });
        return runs;
    }

    /** The calls to the API since the first moment of a day, UTC, every attempt counted. */
    public long callsSince(LocalDate day) {
        return reading.sql(SqlFile.read("ledger/count_calls_since")).param("since", day.toString()).query(Long.class)
                .single();
    }

    /** The calls that a run has made so far, every attempt counted. */
    public long callsOf(Run run) {
        return reading.sql(SqlFile.read("ledger/count_run_calls")).param("runId", run.id()).query(Long.class).single();
    }

    /** The newest calls of a service that were answered at the first attempt. */
    public List<CallTime.Call> newestCalls(String service, int most) {
        return reading.sql(SqlFile.read("ledger/select_newest_calls")).param("service", service).param("most", most)
                .query((rows, number) -> new CallTime.Call(time(rows.getString("sent_at")),
                        time(rows.getString("closed_at"))))
                .list();
    }

    /** The checksum of the report that was published last. */
    public Optional<String> lastReportChecksum() {
        return reading.sql(SqlFile.read("ledger/select_last_report_checksum")).query(String.class).optional();
    }

    private void state(Run run, String state, String reason) {
        statement("set_run_state").param("runId", run.id()).param("state", state).param("reason", reason).update();
    }

    private void end(Run run, String state, String reason, String reportSha256) {
        statement("end_run")
                .param("runId", run.id())
                .param("state", state)
                .param("reason", reason)
                .param("reportSha256", reportSha256)
                .param("now", TIME.format(now()))
                .update();
    }

    private JdbcClient.StatementSpec statement(String name) {
        return writing.sql(SqlFile.read("ledger/" + name));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static Run unfinished(ResultSet row) throws SQLException {
        Window window = new Window(date(row.getString("start_date")), date(row.getString("end_date")));
        RunRequest request = new RunRequest(
                Source.of(row.getString("source")), row.getString("trigger_name"), window,
                row.getString("conv_type_id"), Mode.of(row.getString("mode")), Steps.of(row.getString("steps")),
                !row.getString("retry").isEmpty(),
                row.getString("redistribution"),
                row.getString("accept").isEmpty() ? Set.of() : Loss.of(row.getString("accept")));
        return new Run(row.getString("run_id"), request, row.getString("conv_type_id"),
                row.getString("redistribution"), Instant.parse(row.getString("started_at")), true,
                row.getString("planned_at") != null);
    }

    /** A time as the database writes it, {@code YYYY-MM-DD HH:MM:SS}. */
    private static LocalDateTime time(String text) {
        return LocalDateTime.parse(text.replace(' ', 'T'));
    }

    private static LocalDate date(String text) {
        return text == null ? null : LocalDate.parse(text);
    }

    private static String text(LocalDate date) {
        return date == null ? null : date.toString();
    }
}
