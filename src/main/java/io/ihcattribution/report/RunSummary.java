package io.ihcattribution.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.ihcattribution.quality.QualityCount;
import io.ihcattribution.run.Forecast;
import io.ihcattribution.run.Run;
import io.ihcattribution.run.RunCounts;
import io.ihcattribution.text.Quoted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
 * @param forecast what its plan has counted; null where it made none
 * @param ownTerms what it sends for that the settings do not say; null where it is nothing
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
        String ownTerms,
        List<QualityCount> quality) {

    /** The most conversions without credits that a summary lists; the ledger has all. */
    public static final int MOST_LISTED = 1_000;

    private static final int MOST_PRINTED = 10;

    /** Whether the summary is kept as a file: a scheduled run that changed nothing leaves none, nor does a dry run. */
    public boolean keeps() {
        return !run.isDry() && (published == null || published.isWritten());
    }

    /** Whether journeys of the window failed, were not even read, or have outdated credits. */
    public boolean hasFailures() {
        return counts.failed() > 0 || counts.outdated() > 0 || unread() > 0;
    }

    /** Whether it has come to nothing: of what it sent nothing was attributed, or nothing could be sent. */
    public boolean isInVain() {
        return run.buys() && (counts.isNoneOfSentAttributed() || counts.areAllRejected());
    }

    /** What somebody should look at, a sentence each. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        if (run.buys() && counts.isNoneOfSentAttributed()) {
            warnings.add("none of the " + counts.journeysSent() + " journeys that were sent was attributed");
        }
        if (run.buys() && counts.areAllRejected()) {
            warnings.add("all journeys were rejected");
        }
        if (counts.outdated() > 0) {
            warnings.add(number(counts.outdated()) + " of " + number(counts.attributed()) + " attributed conversions"
                    + " keep outdated credits" + unattributed.stream().filter(u -> u.state().equals("outdated"))
                            .findFirst().map(u -> ", such as " + u.convId() + ": " + u.reason()).orElse(""));
        }
        return warnings;
    }

    /** Whether a kind of dirty data exceeds its threshold. */
    public boolean isDirty() {
        return quality != null && quality.stream().anyMatch(count -> !count.level().equals("count"));
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
                endedAt.toString(), counts, published, unattributed, version, quality, settings, training,
                run.isDry() ? forecast : null, boughtAgain(), ownTerms);
    }

    /** What it has bought again; null where that is not known. */
    private BoughtAgain boughtAgain() {
        return forecast == null || run.isDry() ? null
                : new BoughtAgain(forecast.boughtAgain().journeys(), forecast.onOtherTerms());
    }

    /**
     * What a run has bought again.
     *
     * @param journeys those whose conversions had credits that were paid for
     * @param onOtherTerms those of them that were bought with another conversion type or redistribution
     */
    public record BoughtAgain(long journeys, long onOtherTerms) {}

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
     * @param boughtAgain what it has bought again, where it made a plan
     * @param ownTerms what it sends for that the settings do not say
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RunFile(
            String runId, String state, String source, String trigger, String mode, String steps, String startDate,
            String endDate, String convTypeId, @JsonRawValue String redistribution, String startedAt, String endedAt,
            RunCounts counts,
            @JsonProperty("report") PublishedReport report, List<RunCounts.Unattributed> unattributed, String version,
            List<QualityCount> quality, Map<String, String> settings, TrainingNote training, Forecast forecast,
            BoughtAgain boughtAgain, String ownTerms) {}

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
        warnings().forEach(warning -> line(text, "WARNING", warning));
        if (run.isDry() && forecast != null) {
            ForecastText.lines(forecast).forEach((label, value) -> line(text, label, value));
        } else if (!run.isDry()) {
            line(text, "journeys", "sent " + number(counts.journeysSent()) + (boughtAgain() == null
                    || counts.journeysSent() == 0 || boughtAgain().journeys() == 0 ? ""
                            : ", " + number(boughtAgain().journeys()) + " bought again" + forecast.termsNote()));
            line(text, "sessions", "sent " + number(counts.sessionsSent()));
            line(text, "requests", number(counts.requests()));
            line(text, "revenue", money(counts.attributedRevenue()) + " attributed");
        }
        if (ownTerms != null) {
            line(text, "own terms", ownTerms + "; the next run without it, such as a scheduled one, pays again for the"
                    + " journeys that it buys");
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
            line(text, "old channels",
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
        // Names of the shop's channels among it, which pass for no line of ours.
        text.append(String.format(Locale.ROOT, "%-12s %s%n", label, Quoted.onOneLine(value)));
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
