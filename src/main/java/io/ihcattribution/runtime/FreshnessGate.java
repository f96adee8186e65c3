package io.ihcattribution.runtime;

import io.ihcattribution.run.Freshness;
import io.ihcattribution.run.Freshness.SessionDay;
import io.ihcattribution.run.Mode;
import io.ihcattribution.run.RunRequest;
import io.ihcattribution.run.Window;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at a window's last day before a run over it begins, see {@link Freshness}. */
public final class FreshnessGate {

    private static final Logger LOG = LoggerFactory.getLogger(FreshnessGate.class);

    private final Freshness freshness;

    public FreshnessGate(Freshness freshness) {
        this.freshness = freshness;
    }

    /** A window in the form in which SQL takes it. */
    public record Period(String windowStart, int windowEndIsOpen, String windowEnd) {}

    /** Whether a run is looked at: one that buys or says what it would buy, where the settings ask for it. */
    public boolean looksAt(RunRequest asked) {
        return freshness.isOn() && asked.mode() != Mode.TRAIN && asked.steps().attribute();
    }

    /** The window that was asked for. */
    public Period period(RunRequest asked) {
        Window window = asked.window();
        return new Period(window.startText(), window.endIsOpen(), window.endText());
    }

    /**
     * The run that was asked for, over a shorter window where its last days are not finished.
     *
     * @param sessionDays the rows of {@code count_sessions_by_day.sql}
     * @param conversionDays the rows of {@code select_newest_conversion_days.sql}, the newest first
     * @throws io.ihcattribution.run.UnfinishedDay when it may not be bought
     */
    public RunRequest confine(
            RunRequest asked, List<Map<String, Object>> sessionDays, List<Map<String, Object>> conversionDays) {
        List<SessionDay> days = sessionDays.stream()
                .filter(row -> date(row.get("date")) != null)
                .map(row -> new SessionDay(date(row.get("date")), ((Number) row.get("sessions")).longValue(),
                        parsed(row.get("newest"), LocalTime::parse)))
                .toList();
        LocalDate newestConversion = conversionDays.stream().map(row -> date(row.get("date"))).filter(Objects::nonNull)
                .findFirst().orElse(null);
        Freshness.Verdict verdict = freshness.judge(asked.window(), days, newestConversion);
        if (verdict.reason() == null) {
            return asked;
        }
        LOG.warn("the run ends with {}: {}", verdict.window().end(), verdict.reason());
        return asked.over(verdict.window());
    }

    private static LocalDate date(Object text) {
        return parsed(text, LocalDate::parse);
    }

    /** What is no date or time is no reason to refuse a run; the journeys that it belongs to are rejected. */
    private static <T> T parsed(Object text, Function<String, T> parser) {
        try {
            return text == null ? null : parser.apply(Objects.toString(text));
        } catch (DateTimeException e) {
            return null;
        }
    }
}
