package io.ihcattribution.report;

import io.ihcattribution.api.AnswerCheck;
import io.ihcattribution.channel.ChannelRow;
import io.ihcattribution.channel.ChannelRules;
import io.ihcattribution.channel.Channels;
import io.ihcattribution.figures.ExactSum;
import io.ihcattribution.journey.ReportCalendar;
import io.ihcattribution.journey.SourceValues;
import io.ihcattribution.database.SqlFile;
import io.ihcattribution.run.Run;
import io.ihcattribution.source.SourceReading;
import io.ihcattribution.source.SourceSnapshot;
import io.ihcattribution.source.SourceTotals;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.namedparam.EmptySqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SimplePropertySqlParameterSource;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/**
 * Makes the report: refreshes the copies of the source, sums the report anew and passes the publish gate. All of it
 * belongs in one transaction, which the caller has begun: where a figure does not add up nothing is changed.
 */
public final class ReportFill {

    private final DataSource source;
    private final LedgerCopies copies;
    private final NamedParameterJdbcTemplate ledger;
    private final Channels channels;
    private final CreditSums credits;
    private final TypeReport types;
    private final Reconciliation gate = new Reconciliation();
    private final CopyGuard guard;

    /**
     * @param source connections that can only read the source
     * @param writing the connection that writes the ledger
     * @param copies the ledger's copies of the source
     * @param channels what labels are reported as
     * @param calendar the report's dates
     * @param types the report by conversion type
     * @param guard what may be missing of the source
     */
    public ReportFill(DataSource source, DataSource writing, LedgerCopies copies, Channels channels,
            ReportCalendar calendar, TypeReport types, CopyGuard guard) {
        this.source = source;
        this.copies = copies;
        this.ledger = new NamedParameterJdbcTemplate(writing);
        this.channels = channels;
        this.credits = new CreditSums(ledger, calendar, gate);
        this.types = types;
        this.guard = guard;
    }

    /**
     * Fills {@code channel_reporting}, and {@code channel_reporting_by_type} where it is wanted.
     *
     * @throws io.ihcattribution.run.Refusal when a table is half loaded
     * @throws ReportDoesNotReconcile when a figure does not pass the gate
     */
    public PublishedReport fill(Run run) {
        CostsRead costs;
        Map<String, Object> credited;
        try (SourceSnapshot snapshot = SourceSnapshot.of(source)) {
            copies.readConversions(snapshot);
            guard.requireConversions(run);
            copies.mergeConversions();
            // The costs are most of what is read of the source, the credits of the ledger: neither waits for the other.
            try (SourceReading<CostsRead> reading = SourceReading.begin(() -> read(snapshot))) {
                credits.refresh();
                credited = row("select_credit_totals", new Tolerance(AnswerCheck.SUM_TOLERANCE));
                credits.requireTotals(credited);
                costs = reading.result();
            }
        }
        guard.requireCosts(run, costs.sums);
        copies.writeCosts(costs.sums);
        gate.requireCopied(copies.totals(), costs.expected);

        List<ChannelRow> named = channels.rows(costs.labels);
        replace("delete_channels", "insert_channel", named);
        update("delete_channel_reporting", null);
        update("insert_channel_reporting", new Labels(SourceValues.PADDING));

        ReportTotals totals = require(ReportPeriod.ALL, credited);
        if (run.hasWindow()) {
            ReportPeriod window = ReportPeriod.of(run.window());
            totals = require(window, row("select_dated_credit_totals", window));
        }
        if (types.isWanted()) {
            update("delete_reporting_by_type", null);
            update("insert_reporting_by_type", null);
            types.reconcile(ledger.queryForList(sql("select_type_differences"), Map.of()));
        }
        return new PublishedReport(run, totals, channels.isNone() ? null : note(named, ReportPeriod.of(run.window())),
                Rounding.of(credited));
    }

    /** What a report needs of the source beside its conversions. */
    private record CostsRead(Map<String, Map<String, ExactSum>> sums, SourceTotals expected, List<String> labels) {}

    private CostsRead read(SourceSnapshot snapshot) {
        return new CostsRead(copies.readCosts(snapshot), snapshot.totals(),
                channels.isNone() ? List.of() : snapshot.labels());
    }

    private ReportTotals require(ReportPeriod period, Map<String, Object> credited) {
        ReportTotals totals = ReportTotals.of(row("select_report_totals", period));
        List<Map<String, Object>> off = ((Number) credited.get("off_one")).longValue() == 0 ? List.of()
                : ledger.queryForList(sql("select_conversions_off"), Map.of("tolerance", AnswerCheck.SUM_TOLERANCE));
        gate.require(period, totals, row("select_cost_total", period), credited, off);
        return totals;
    }

    /** What the credits of a conversion may be off from 1. */
    private record Tolerance(double tolerance) {}

    /** What is cut off both ends of a cost's label; credits have the channel as it was sent. */
    private record Labels(String padding) {}

    private ChannelNote note(List<ChannelRow> named, ReportPeriod period) {
        List<String> leftOut = named.stream().filter(row -> row.channel() == null)
                .map(row -> row.label().isBlank() ? ChannelRules.NO_CHANNEL : row.label().strip()).distinct().toList();
        long outdated = ledger.queryForObject(sql("count_outdated_credits"), Map.of(), Long.class);
        double cost = ((Number) row("select_cost_total", period).get("left_out")).doubleValue();
        return new ChannelNote(List.copyOf(channels.unmatched()), leftOut, cost, outdated);
    }

    /** Rows in the place of those that were there. */
    private void replace(String delete, String insert, List<?> rows) {
        update(delete, null);
        ledger.batchUpdate(sql(insert), rows.stream().map(SimplePropertySqlParameterSource::new)
                .toArray(SqlParameterSource[]::new));
    }

    private void update(String statement, Object parameters) {
        ledger.update(sql(statement), parameters == null ? EmptySqlParameterSource.INSTANCE
                : new SimplePropertySqlParameterSource(parameters));
    }

    private Map<String, Object> row(String statement, Object parameters) {
        return ledger.queryForMap(sql(statement), new SimplePropertySqlParameterSource(parameters));
    }

    private static String sql(String statement) {
        return SqlFile.read("report/" + statement);
    }
}
