package io.ihcattribution.source;

import io.ihcattribution.database.SqlFile;
import io.ihcattribution.journey.SourceTime;
import io.ihcattribution.run.Freshness;
import io.ihcattribution.run.Freshness.SessionDay;
import io.ihcattribution.run.Mode;
import io.ihcattribution.run.RunRequest;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks at a window's last day before a run over it begins, see {@link Freshness}. */
public final class FreshnessGate {

    private static final Logger LOG = LoggerFactory.getLogger(FreshnessGate.class);

    private final Freshness freshness;
    private final JdbcClient source;
    private final ConversionDays conversions;

    public FreshnessGate(Freshness freshness, DataSource source) {
        this.freshness = freshness;
        this.source = JdbcClient.create(source);
        this.conversions = new ConversionDays(source);
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
        Freshness.Verdict verdict = freshness.judge(asked.window(), sessionDays(),
                conversions.newest(asked.window()).orElse(null));
        if (verdict.reason() == null) {
            return asked;
        }
        LOG.warn("the run takes conversions up to {} only: {}", verdict.window().end(), verdict.reason());
        return asked.over(verdict.window());
    }

    /** Of what is no date, no day is counted: the journeys that such a session belongs to are not bought. */
    private List<SessionDay> sessionDays() {
        Map<LocalDate, SessionDay> days = new TreeMap<>();
        source.sql(SqlFile.read("source/count_sessions_by_day")).query((RowCallbackHandler) row -> {
            String time = row.getString("time");
            SourceTime read = SourceTime.of(row.getString("date"), time == null ? row.getString("newest") : time);
            if (read.day() != null) {
                days.merge(read.day(), new SessionDay(read.day(), row.getLong("sessions"),
                        read.isRead() ? read.at().toLocalTime() : null), FreshnessGate::sum);
            }
        });
        return List.copyOf(days.values());
    }

    private static SessionDay sum(SessionDay one, SessionDay other) {
        LocalTime newest = one.newest() == null || other.newest() != null && other.newest().isAfter(one.newest())
                ? other.newest() : one.newest();
        return new SessionDay(one.date(), one.sessions() + other.sessions(), newest);
    }
}
