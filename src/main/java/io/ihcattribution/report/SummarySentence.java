package io.ihcattribution.report;

import io.ihcattribution.run.Forecast;
import io.ihcattribution.run.RunCounts;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What a run came to, as one sentence for the log. */
final class SummarySentence {

    private SummarySentence() {}

    static String of(RunSummary summary) {
        double seconds = Duration.between(summary.run().startedAt(), summary.endedAt()).toMillis() / 1000.0;
        return text("run %s completed in %.1f s: ", summary.run().id(), seconds) + (summary.training() != null
                ? "trained; " + files(List.of(summary.training().file()))
                : summary.run().isDry() ? forecast(summary.forecast())
                        : counts(summary.counts()) + "; " + files(summary));
    }

    private static String counts(RunCounts counts) {
        return text(
                "%,d conversions: %,d attributed, %,d without sessions, %,d failed, %,d rejected; journeys sent: %,d,"
                        + " calls: %,d",
                counts.conversions(), counts.attributed(), counts.unattributable(), counts.failed(),
                counts.rejected(), counts.journeysSent(), counts.requests());
    }

    private static String forecast(Forecast forecast) {
        return forecast == null ? "nothing was counted"
                : text("would send %,d journeys in %,d calls", forecast.wouldSend().journeys(),
                        forecast.wouldSend().requests());
    }

    private static String files(RunSummary summary) {
        return summary.published() == null ? "no report was asked for"
                : summary.published().isWritten() ? files(summary.published().files())
                        : "the report is what was published before, and no file was written";
    }

    private static String files(List<String> files) {
        return "wrote " + String.join(", ", files);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
