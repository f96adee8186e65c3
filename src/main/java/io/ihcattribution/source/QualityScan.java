package io.ihcattribution.source;

import io.ihcattribution.journey.JourneyRules;
import io.ihcattribution.journey.SourceRow;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
    private volatile PassingRows passed;

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
        passed = null;
        begun = new Begun(run.id(), limits.canStop() ? SourceReading.done(() -> required(run))
                : SourceReading.begin(() -> look(run)));
    }

    /**
     * The rows of a run's plan, of which the sizes of journeys are counted as they pass: to read them for that alone
     * takes as long as the plan. A window's plan has not all rows of its users.
     */
    public Iterator<SourceRow> watch(Run run, Iterator<SourceRow> rows) {
        if (!isSizedByPlan(run)) {
            return rows;
        }
        PassingRows passing = new PassingRows(run.id(), rows, rules, tally());
        passed = passing;
        return passing;
    }

    /**
     * What was found in what a run reads: all rows, or the window's conversions and the sessions of their users.
     *
     * @throws io.ihcattribution.quality.TooDirty when there is more of a kind than the settings allow
     */
    public QualityReport scan(Run run) {
        Begun look = begun;
        begun = null;
        PassingRows passing = passed;
        passed = null;
        QualityTally tally = look != null && look.runId.equals(run.id()) ? look.tally.result() : look(run);
        if (isSizedByPlan(run)) {
            if (passing != null && passing.areAllOf(run)) {
                tally.add(passing.tally());
            } else {
                readSizes(run, tally);
            }
        }
        tally.require();
        QualityReport report = tally.report();
        report.counts().stream().filter(count -> count.level().equals("warn"))
                .forEach(count -> LOG.warn("data quality: {} ({} is exceeded)", count.text(), count.threshold()));
        return report;
    }

    /** Whether the sizes of journeys are counted as the plan's rows pass by. */
    private boolean isSizedByPlan(Run run) {
        return !run.trains() && !run.hasWindow() && !limits.canStop();
    }

    /** What is found, but for the sizes of journeys where the plan counts them. */
    private QualityTally look(Run run) {
        QualityTally tally = rows(run);
        if (!isSizedByPlan(run)) {
            readSizes(run, tally);
        }
        return tally;
    }

    /** All that is found; too much of it stops the run at once. */
    private QualityTally required(Run run) {
        QualityTally tally = look(run);
        tally.require();
        return tally;
    }

    private QualityTally tally() {
        return new QualityTally(limits, latestDate(), rules.keepNewest());
    }

    /** A shop ahead of UTC is a day ahead for some hours. */
    private String latestDate() {
        return LocalDate.now(clock.withZone(ZoneOffset.UTC)).plusDays(1).toString();
    }

    /** What is found row by row. */
    private QualityTally rows(Run run) {
        QualityTally tally = tally();
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
        Map<String, Object> scope = scope(window);
        handlers.forEach((statement, handler) -> read(window.statement("source/" + statement), scope, handler));
        return tally;
    }

    private void readSizes(Run run, QualityTally tally) {
        WindowQuery window = new WindowQuery(run.window());
        JourneySizes sizes = new JourneySizes(rules, tally);
        // Most rows of all: neither as maps nor by name.
        client.sql(window.statement("source/select_user_times")).params(scope(window)).query((ResultSet row) -> {
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
    }

    private record Begun(String runId, SourceReading<QualityTally> tally) {}

    private Map<String, Object> scope(WindowQuery window) {
        DeclaredKeys keys = source.declaredKeys();
        Map<String, Object> scope = new HashMap<>(window.parameters());
        scope.putAll(Map.of("latestDate", latestDate(), "padding", SourceValues.PADDING, "conversionsKeyed",
                keys.conversions(), "sessionsKeyed", keys.sessions(), "costsKeyed", keys.costs()));
        return scope;
    }

    /** Rows as maps; their columns are asked for once, for they may be most rows of a table. */
    private void read(String statement, Map<String, Object> scope, Consumer<Map<String, Object>> handler) {
        List<String> names = new ArrayList<>();
        client.sql(statement).params(scope).query((ResultSet row) -> {
            if (names.isEmpty()) {
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    names.add(row.getMetaData().getColumnLabel(i));
                }
            }
            Map<String, Object> values = new HashMap<>();
            for (int i = 0; i < names.size(); i++) {
                values.put(names.get(i), row.getObject(i + 1));
            }
            handler.accept(values);
        });
    }
}
