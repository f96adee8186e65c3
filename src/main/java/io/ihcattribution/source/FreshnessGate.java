package io.ihcattribution.source;

import io.ihcattribution.database.SqlFile;
import io.ihcattribution.run.Freshness;
import io.ihcattribution.run.Freshness.SessionDay;
import io.ihcattribution.run.Mode;
import io.ihcattribution.run.RunRequest;
import io.ihcattribution.run.Window;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks at a window's last day before a run over it begins, see {@link Freshness}. */
public final class FreshnessGate {

    private static final Logger LOG = LoggerFactory.getLogger(FreshnessGate.class);

    private final Freshness freshness;
    private final JdbcClient source;

    public FreshnessGate(Freshness freshness, DataSource source) {
        this.freshness = freshness;
        this.source = JdbcClient.create(source);
    }

    /**
     * The run that was asked for, over a shorter window where its last days are not finished. The source is asked only
     * where the settings say so, for a run that buys or says what it would buy.
     *
     * @throws io.ihcattribution.run.Refusal when it may not be bought
     */
    public RunRequest confine(RunRequest asked) {
        if (!freshness.isOn() || asked.mode() == Mode.TRAIN || !asked.steps().attribute()) {
            return asked;
        }
        Freshness.Verdict verdict = freshness.judge(asked.window(), sessionDays(), newestConversion(asked.window()));
        if (verdict.reason() == null) {
            return asked;
        }
        LOG.warn("the run ends with {}: {}", verdict.window().end(), verdict.reason());
        return asked.over(verdict.window());
    }

    private List<SessionDay> sessionDays() {
        return source.sql(SqlFile.read("source/count_sessions_by_day"))
                .query((row, number) -> day(row.getString("date"), row.getLong("sessions"), row.getString("newest")))
                .list().stream().flatMap(Optional::stream).toList();
    }

    private LocalDate newestConversion(Window window) {
        return source.sql(SqlFile.read("source/select_newest_conversion_days"))
                .param("windowStart", window.startText())
                .param("windowEndIsOpen", window.endIsOpen())
                .param("windowEnd", window.endText())
                .query((row, number) -> date(row.getString("date")))
                .list().stream().flatMap(Optional::stream).findFirst().orElse(null);
    }

    private static Optional<SessionDay> day(String date, long sessions, String newest) {
        return date(date).map(day -> new SessionDay(day, sessions, parsed(newest, LocalTime::parse).orElse(null)));
    }

    private static Optional<LocalDate> date(String text) {
        return parsed(text, LocalDate::parse);
    }

    /** What is no date or time is no reason to refuse a run; the journeys that it belongs to are rejected. */
    private static <T> Optional<T> parsed(String text, Function<String, T> parser) {
        try {
            return Optional.ofNullable(text).map(parser);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
