package io.ihcattribution.source;

import io.ihcattribution.journey.JourneyRules;
import io.ihcattribution.journey.SourceValues;
import io.ihcattribution.quality.JourneySizes;
import io.ihcattribution.quality.QualityKind;
import io.ihcattribution.quality.QualityLimits;
import io.ihcattribution.quality.QualityReport;
import io.ihcattribution.quality.QualityTally;
import io.ihcattribution.run.Run;
import io.ihcattribution.run.Source;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.ColumnMapRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks at the shop's tables for a run, row by row, and says whether it may go on. */
public final class QualityScan {

    private static final Logger LOG = LoggerFactory.getLogger(QualityScan.class);

    private final SourceDatabase source;
    private final JdbcClient client;
    private final QualityLimits limits;
    private final JourneyRules rules;
    private final Clock clock;
    private Begun begun;

    public QualityScan(SourceDatabase source, QualityLimits limits, JourneyRules rules, Clock clock) {
        this.source = source;
        this.client = JdbcClient.create(source.dataSource());
        this.limits = limits;
        this.rules = rules;
        this.clock = clock;
    }

    /**
     * Whether a run is looked at before it buys. A scheduled one that nothing can stop is not: it is looked at once it
     * turns out to have changed something.
     */
    public boolean isFirst(Run run) {
        return !run.trains() && (limits.canStop() || run.request().source() != Source.POLL);
    }

    /** Begins to look for a run: beside its plan, or before it where settings may stop the run, and nothing changes. */
    public void begin(Run run) {
        begun = new Begun(run.id(), limits.canStop() ? SourceReading.done(() -> look(run))
                : SourceReading.begin(() -> look(run)));
    }

    /**
     * What was found in what a run reads: all rows, or the window's conversions and the sessions of their users.
     *
     * @throws io.ihcattribution.quality.TooDirty when there is more of a kind than the settings allow, or what no
     *     run can use
     */
    public QualityReport scan(Run run) {
        Begun look = begun;
        begun = null;
        return look == null || !look.runId.equals(run.id()) ? look(run) : look.report.result();
    }

    private QualityReport look(Run run) {
        // A shop ahead of UTC is a day ahead for some hours.
        String latestDate = LocalDate.now(clock.withZone(ZoneOffset.UTC)).plusDays(1).toString();
        QualityTally tally = new QualityTally(limits, latestDate, rules.keepNewest());
        JourneySizes sizes = new JourneySizes(rules, tally);
        WindowQuery window = new WindowQuery(run.window());
        BinaryIds binaryIds = new BinaryIds(client);
        tally.looksAt(QualityKind.Table.CONVERSIONS, new ConversionDays(source.dataSource()).count(run.window()));
        Map<String, Consumer<Map<String, Object>>> handlers = new LinkedHashMap<>();
        handlers.put("count_looked_at", tally::sizes);
        handlers.put("sqlite/select_suspect_conversions", row -> {
            if (window.holds(SourceValues.text(row.get("conv_date")), SourceValues.text(row.get("conv_time")))) {
                binaryIds.name(row);
                tally.conversion(row);
            }
        });
        handlers.put("sqlite/select_suspect_costs", tally::cost);
        handlers.put("sqlite/select_suspect_sessions", tally::session);
        handlers.put("select_unknown_costs", tally::unknownCost);
        handlers.put("select_repeated_keys", tally::repeatedKey);
        Map<String, Object> scope = scope(window, latestDate);
        handlers.forEach((statement, handler) -> read(window.statement("source/" + statement), scope, handler));
        // Most rows of all: neither as maps nor by name.
        client.sql(window.statement("source/select_user_times")).params(scope).query((ResultSet row) -> {
            String convId = row.getString(4);
            String date = row.getString(2);
            String time = row.getString(3);
            if (convId == null) {
                sizes.session(row.getString(1), date, time);
            } else {
                sizes.conversion(row.getString(1), row.getObject(4) instanceof byte[] ? "" : convId, date, time,
                        window.holds(date, time));
            }
        });
        sizes.end();
        tally.require();
        QualityReport report = tally.report();
        report.counts().stream().filter(count -> count.level().equals("warn"))
                .forEach(count -> LOG.warn("data quality: {} ({} is exceeded)", count.text(), count.threshold()));
        return report;
    }

    private record Begun(String runId, SourceReading<QualityReport> report) {}

    private Map<String, Object> scope(WindowQuery window, String latestDate) {
        DeclaredKeys keys = source.declaredKeys();
        Map<String, Object> scope = new HashMap<>(window.parameters());
        scope.putAll(Map.of("latestDate", latestDate, "padding", SourceValues.PADDING, "conversionsKeyed",
                keys.conversions(), "sessionsKeyed", keys.sessions(), "costsKeyed", keys.costs()));
        return scope;
    }

    private void read(String statement, Map<String, Object> scope, Consumer<Map<String, Object>> handler) {
        ColumnMapRowMapper columns = new ColumnMapRowMapper();
        client.sql(statement).params(scope)
                .query((ResultSet row) -> handler.accept(columns.mapRow(row, 0)));
    }
}
