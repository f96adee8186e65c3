package io.ihcattribution.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.ihcattribution.quality.QualityCount;
import io.ihcattribution.run.Forecast;
import io.ihcattribution.run.Run;
import io.ihcattribution.run.RunCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a run did, for the terminal, the file beside a trigger, and {@code run.json}.
 *
 * @param run the run
 * @param counts what it did and what is known of its window
 * @param published what its report came to; null where it made none
 * @param unattributed the first conversions of the window without credits
 * @param endedAt when it ended
 * @param version the product's version
 * @param settings the settings it ran with, without secrets
 * @param training what it learned; null where it did not train
 * @param forecast what it would buy; null where it is no dry run
 * @param quality what was found dirty in the shop's tables, by kind; null where it did not look
 */
public record RunSummary(
        Run run,
        RunCounts counts,
        PublishedReport published,
        List<RunCounts.Unattributed> unattributed,
        Instant endedAt,
        String version,
        Map<String, String> settings,
        TrainingNote training,
        Forecast forecast,
        List<QualityCount> quality) {

    /** The most conversions without credits that a summary lists; the ledger has all. */
    public static final int MOST_LISTED = 1_000;

    private static final int MOST_PRINTED = 10;

    /** Whether the summary is kept as a file: a scheduled run that changed nothing leaves none, nor does a dry run. */
    public boolean keeps() {
        return !run.isDry() && (published == null || published.isWritten());
    }

    /** Whether journeys of the window failed, or were not even read. */
    public boolean hasFailures() {
        return counts.failed() > 0 || unread() > 0;
    }

    /** The conversions that the run should have come to and did not: their key is missing or cannot be read. */
    public long unread() {
        return run.attributes() && !run.isDry() && !run.retriesFailed() && !isConfined()
                ? counts.conversions() - counts.attributed() - counts.failed() - counts.rejected()
                        - counts.unattributable()
                : 0;
    }

    /** Whether conversions have types of their own, and the run was asked for those of one. */
    private boolean isConfined() {
        return !run.isOfAllTypes() && Stream.of("ihc.types.query", "ihc.types.column")
                .anyMatch(key -> !settings.getOrDefault(key, "").isEmpty());
    }

    /** What {@code run.json} holds. */
    public RunFile file() {
        return new RunFile(
                run.id(), "completed", run.request().source().code(), run.request().name(), run.mode().code(),
                run.request().steps().code(), text(run.window().start()), text(run.window().end()), run.convTypeId(),
                run.redistribution().isEmpty() ? null : run.redistribution(), run.startedAt().toString(),
                endedAt.toString(), counts, published, unattributed, version, quality, settings, training, forecast);
    }

    /**
     * The summary as a file.
     *
     * @param runId the run
     * @param state {@code completed}
     * @param source what asked for it
     * @param trigger the trigger file, where one did
     * @param mode how it chose what to buy
     * @param steps the stages it went through
     * @param startDate the window's first date; null where open
     * @param endDate the window's last date; null where open
     * @param convTypeId the conversion type
     * @param redistribution the redistribution parameter that it sent, where it sent one
     * @param startedAt UTC
     * @param endedAt UTC
     * @param counts what it did and what is known of its window
     * @param report what its report came to
     * @param unattributed the first conversions without credits
     * @param version the product's version
     * @param quality what was found dirty in the shop's tables, by kind
     * @param settings the settings it ran with, without secrets
     * @param training what it learned, where it trained
     * @param forecast what it would buy, where it is a dry run
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RunFile(
            String runId, String state, String source, String trigger, String mode, String steps, String startDate,
            String endDate, String convTypeId, @JsonRawValue String redistribution, String startedAt, String endedAt,
            RunCounts counts,
            @JsonProperty("report") PublishedReport report, List<RunCounts.Unattributed> unattributed, String version,
            List<QualityCount> quality, Map<String, String> settings, TrainingNote training, Forecast forecast) {}

    /** The summary as one sentence for the log. */
    public String sentence() {
        return SummarySentence.of(this);
    }

    /** The summary as lines for a terminal. */
    public String text() {
        StringBuilder text = new StringBuilder();
        line(text, "run",
                run.id() + (run.resumed() ? " (taken up again)" : "") + ", " + run.mode().code() + ", conversions "
                        + run.window().label().replace("_", " to "));
        if (training != null) {
            text.append('\n').append(training.report()).append('\n');
            line(text, "written", training.file());
            return text.toString();
        }
        line(text, "conversions", number(counts.conversions()) + (run.isDry() ? "" : ": " + number(counts.attributed())
                + " attributed, " + number(counts.unattributable()) + " without sessions, " + number(counts.failed())
                + " failed, " + number(counts.rejected()) + " rejected"));
        if (unread() > 0) {
            line(text, "NOT READ", number(unread()) + " conversions: their conv_id is missing or cannot be read");
        }
        if (forecast != null) {
            ForecastText.lines(forecast).forEach((label, value) -> line(text, label, value));
        } else if (!run.isDry()) {
            line(text, "journeys", "sent " + number(counts.journeysSent()));
            line(text, "sessions", "sent " + number(counts.sessionsSent()));
            line(text, "requests", number(counts.requests()));
            line(text, "revenue", money(counts.attributedRevenue()) + " attributed");
        }
        if (published != null) {
            line(text, "report", "cost " + money(published.totals().cost()) + ", ihc "
                    + String.format(Locale.ROOT, "%,.2f", published.totals().ihc()) + ", ihc_revenue "
                    + money(published.totals().ihcRevenue())
                    + (run.hasWindow() ? " over the sessions of these dates" : ""));
            if (published.rounding() != null) {
                line(text, "rounding", published.rounding().text());
            }
            if (published.channels() != null) {
                channels(text, published.channels());
            }
            published.files().forEach(file -> line(text, "written", file));
            line(text, "tables", "in " + settings.get("ihc.db.url"));
        }
        if (quality != null) {
            quality.forEach(count -> line(text, "quality",
                    (count.level().equals("warn") ? "WARNING " : "") + count.text()));
        }
        line(text, "duration", String.format(Locale.ROOT, "%.1f s",
                Duration.between(run.startedAt(), endedAt).toMillis() / 1000.0));
        List<RunCounts.Unattributed> worth =
                unattributed.stream().filter(u -> !u.state().equals("unattributable")).toList();
        worth.stream().limit(MOST_PRINTED).forEach(u -> line(text, u.state(), u.convId() + ": " + u.reason()));
        if (worth.size() > MOST_PRINTED) {
            line(text, "", "and " + (worth.size() - MOST_PRINTED) + " more; run.json lists them");
        }
        return text.toString();
    }

    private static void channels(StringBuilder text, ChannelNote note) {
        if (!note.leftOut().isEmpty()) {
            line(text, "left out", "cost " + money(note.leftOutCost()) + " of " + listed(note.leftOut()));
        }
        if (note.outdated() > 0) {
            line(text, "outdated",
                    number(note.outdated()) + " conversions have credits of channels that are not there any"
                            + " more; a run over their dates buys them anew");
        }
        if (!note.unmatched().isEmpty()) {
            line(text, "unmatched", "not in the mapping file: " + listed(note.unmatched()));
        }
    }

    private static String listed(List<String> labels) {
        return String.join(", ", labels.subList(0, Math.min(MOST_PRINTED, labels.size())))
                + (labels.size() > MOST_PRINTED ? " and " + (labels.size() - MOST_PRINTED) + " more" : "");
    }

    private static void line(StringBuilder text, String label, String value) {
        text.append(String.format(Locale.ROOT, "%-12s %s%n", label, value));
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String money(double amount) {
        return String.format(Locale.ROOT, "%,.2f", amount);
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }
}
