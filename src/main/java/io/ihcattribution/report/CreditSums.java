package io.ihcattribution.report;

import io.ihcattribution.database.SqlFile;
import io.ihcattribution.journey.ReportCalendar;
import io.ihcattribution.journey.ReportDay;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SimplePropertySqlParameterSource;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;

/**
 * The reported credits in sums by month of conversion, type, channel and report date. A month is summed anew as a whole
 * where something in it has changed, which the database itself notes: so the sums do not depend on what was changed in
 * which order. All of it belongs in the transaction of a report.
 */
final class CreditSums {

    private static final Logger LOG = LoggerFactory.getLogger(CreditSums.class);

    private final NamedParameterJdbcTemplate ledger;
    private final ReportCalendar calendar;
    private final Reconciliation gate;

    CreditSums(NamedParameterJdbcTemplate ledger, ReportCalendar calendar, Reconciliation gate) {
        this.ledger = ledger;
        this.calendar = calendar;
        this.gate = gate;
    }

    /** Sums the months that have changed; all of them where credits now have other dates. */
    void refresh() {
        if (isDatedAnew()) {
            update("insert_all_stale_months", Map.of());
        }
        sumStaleMonths();
    }

    /**
     * Sums all months anew where the sums do not come to what the credits themselves do, such as after a change by
     * hand.
     *
     * @param credits the row of {@code select_credit_totals.sql}
     */
    void requireTotals(Map<String, Object> credits) {
        if (!gate.agree(ledger.queryForMap(sql("select_credit_sum_totals"), Map.of()), credits)) {
            LOG.warn("the sums by month do not come to what the credits do: someone else has written to the ledger;"
                    + " all credits are summed anew");
            update("insert_all_stale_months", Map.of());
            sumStaleMonths();
        }
    }

    private void sumStaleMonths() {
        for (String month : ledger.queryForList(sql("select_stale_months"), Map.of(), String.class)) {
            update("delete_credit_sums", Map.of("month", month));
            update("insert_credit_sums", Map.of("month", month));
        }
        update("delete_stale_months", Map.of());
    }

    /** Keeps what the dates of credits follow from, and says whether any credit may have another date than before. */
    private boolean isDatedAnew() {
        Setting setting = new Setting(calendar.datesAreUtc(), calendar.datesByConversion());
        Setting formerSetting = ledger.query(sql("select_report_setting"),
                (row, number) -> new Setting(row.getInt("dates_are_utc"), row.getInt("dates_by_conversion")))
                .stream().findFirst().orElse(null);
        if (!setting.equals(formerSetting)) {
            update("delete_report_setting", Map.of());
            ledger.update(sql("insert_report_setting"), new SimplePropertySqlParameterSource(setting));
        }
        List<ReportDay> days = calendar.isUtc() ? List.of() : days();
        List<ReportDay> formerDays = ledger.query(sql("select_report_days"), (row, number) -> new ReportDay(
                row.getString("utc_date"), row.getString("from_time"), row.getString("last_time"),
                row.getString("report_date")));
        if (!days.equals(formerDays)) {
            update("delete_report_days", Map.of());
            ledger.batchUpdate(sql("insert_report_day"), days.stream().map(SimplePropertySqlParameterSource::new)
                    .toArray(SqlParameterSource[]::new));
        }
        return !setting.equals(formerSetting) || !new HashSet<>(days).containsAll(formerDays);
    }

    private List<ReportDay> days() {
        return ledger.queryForList(sql("select_credit_dates"), Map.of(), String.class).stream()
                .flatMap(date -> calendar.days(date).stream()).toList();
    }

    private void update(String statement, Map<String, ?> parameters) {
        ledger.update(sql(statement), parameters);
    }

    private static String sql(String statement) {
        return SqlFile.read("report/" + statement);
    }

    /** The row of {@code ihc_report_setting}. */
    private record Setting(int datesAreUtc, int datesByConversion) {}
}
