package io.ihcattribution.report;

import io.ihcattribution.channel.ChannelRules;
import io.ihcattribution.comparison.ComparedModels;
import io.ihcattribution.comparison.ModelCredit;
import io.ihcattribution.comparison.ModelTally;
import io.ihcattribution.database.SqlFile;
import io.ihcattribution.journey.Conversion;
import io.ihcattribution.journey.Journey;
import io.ihcattribution.journey.ReportCalendar;
import io.ihcattribution.journey.Session;
import io.ihcattribution.journey.SourceValues;
import io.ihcattribution.run.Run;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SimplePropertySqlParameterSource;

/**
 * What other models make of the conversions that the report credits, in {@code model_reporting}: they see the sessions
 * as they were sent, so that both sides of the comparison have the same conversions and journeys.
 */
public final class ModelReporting {

    private static final double ABSOLUTE = 1e-6;
    private static final double RELATIVE = 1e-9;

    private static final Comparator<Session> IN_ORDER =
            Comparator.comparing(Session::startedAt).thenComparing(Session::sessionId);

    private final ComparedModels models;
    private final ReportCalendar calendar;
    private final NamedParameterJdbcTemplate ledger;

    /**
     * @param models the models to compute
     * @param calendar the report's dates
     * @param writing the connection that writes the ledger
     */
    public ModelReporting(ComparedModels models, ReportCalendar calendar, DataSource writing) {
        this.models = models;
        this.calendar = calendar;
        this.ledger = new NamedParameterJdbcTemplate(writing);
    }

    /** Whether models are computed: there are any, and a report was written, as a run that changed nothing does not. */
    public boolean isDue(PublishedReport published) {
        return !models.isNone() && published.isWritten();
    }

    /**
     * Puts the models' figures of the run's window in the place of those that were there; the caller's transaction.
     *
     * @return the rows of {@code model_comparison.csv}
     * @throws ReportDoesNotReconcile when a model does not credit every conversion and its revenue once
     */
    public List<List<String>> fill(Run run) {
        SimplePropertySqlParameterSource window = new SimplePropertySqlParameterSource(ReportPeriod.of(run.window()));
        Journeys journeys = new Journeys();
        ledger.query(sql("select_model_credits"), window, journeys);
        journeys.end();
        List<ModelCredit> credits = journeys.tally.credits();
        Map<String, Object> attributed = ledger.queryForMap(sql("select_attributed_totals"), window);
        requireAll(credits, ((Number) attributed.get("journeys")).doubleValue(),
                ((Number) attributed.get("revenue")).doubleValue());
        ledger.update(sql("delete_model_reporting"), Map.of());
        ledger.batchUpdate(sql("insert_model_credit"), credits.stream().map(SimplePropertySqlParameterSource::new)
                .toArray(SimplePropertySqlParameterSource[]::new));
        return ModelComparison.rows(models.names(), ledger.queryForList(sql("select_model_comparison"), window));
    }

    private void requireAll(List<ModelCredit> credits, double conversions, double revenue) {
        Map<String, double[]> sums = new TreeMap<>();
        models.names().forEach(model -> sums.put(model, new double[2]));
        credits.forEach(credit -> {
            sums.get(credit.model())[0] += credit.conversions();
            sums.get(credit.model())[1] += credit.revenue();
        });
        sums.forEach((model, sum) -> {
            require(model, "conversions", sum[0], conversions);
            require(model, "revenue", sum[1], revenue);
        });
    }

    private static void require(String model, String figure, double sum, double expected) {
        // Written so that a NaN is a fault, too.
        if (!(Math.abs(sum - expected) <= ABSOLUTE + RELATIVE * Math.abs(expected))) {
            throw new ReportDoesNotReconcile("model_reporting is not written: the " + figure + " of " + model
                    + " sum to " + sum + ", but those of the attributed conversions to " + expected);
        }
    }

    private static String sql(String statement) {
        return SqlFile.read("report/" + statement);
    }

    /** Makes journeys of the rows of {@code select_model_credits.sql}. */
    private final class Journeys implements RowCallbackHandler {
        private final ModelTally tally = new ModelTally(models, calendar);
        private final List<Session> sessions = new ArrayList<>();
        private String convId;
        private LocalDateTime convertedAt;
        private double revenue;

        @Override
        public void processRow(ResultSet row) throws SQLException {
            if (!row.getString("conv_id").equals(convId)) {
                end();
                convId = row.getString("conv_id");
                convertedAt = SourceValues.time(row.getString("conv_date"), row.getString("conv_time"));
                revenue = row.getDouble("revenue");
            }
            // A model asks for channel and time alone; credits that an early version bought may lack both.
            String startedAt = Objects.requireNonNullElse(row.getString("started_at"), "0001-01-01 00:00:00");
            sessions.add(new Session(row.getString("session_id"),
                    SourceValues.time(startedAt.substring(0, 10), startedAt.substring(11)), startedAt,
                    Objects.requireNonNullElse(row.getString("channel_name"), ChannelRules.NO_CHANNEL),
                    true, true, false));
        }

        void end() {
            if (!sessions.isEmpty()) {
                sessions.sort(IN_ORDER);
                LocalDateTime last = sessions.get(sessions.size() - 1).startedAt();
                // Its time may have become unreadable since it was bought.
                tally.add(new Journey(
                        new Conversion(convId, "", convertedAt == null ? last : convertedAt, revenue), sessions));
                sessions.clear();
            }
        }
    }
}
