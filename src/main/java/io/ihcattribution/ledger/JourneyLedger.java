package io.ihcattribution.ledger;

import io.ihcattribution.api.CheckedAnswer;
import io.ihcattribution.api.Credit;
import io.ihcattribution.batch.Attempts;
import io.ihcattribution.batch.Claim;
import io.ihcattribution.batch.KnownJourneys;
import io.ihcattribution.batch.PagePlan;
import io.ihcattribution.database.SqlFile;
import io.ihcattribution.journey.BoughtJourney;
import io.ihcattribution.journey.BoughtJourney.BoughtSession;
import io.ihcattribution.journey.JourneyOutcome;
import io.ihcattribution.journey.JourneyState;
import io.ihcattribution.journey.KnownJourney;
import io.ihcattribution.journey.KnownJourney.Tried;
import io.ihcattribution.run.Run;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SimplePropertySqlParameterSource;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.transaction.support.TransactionTemplate;

/** The journeys of conversions and their credits: what is known of them, and what an answer makes of them. */
public final class JourneyLedger implements KnownJourneys {

    /** Fewer make the database work longer for each statement, more make it read longer what a statement says. */
    private static final int CREDITS_A_STATEMENT = 50;

    private static final int COLUMNS = 8;

    private final NamedParameterJdbcTemplate writing;
    private final NamedParameterJdbcTemplate reading;
    private final BatchLedger batches;
    private final TransactionTemplate transaction;

    public JourneyLedger(DataSource writing, DataSource reading, BatchLedger batches) {
        this.writing = new NamedParameterJdbcTemplate(writing);
        this.reading = new NamedParameterJdbcTemplate(reading);
        this.batches = batches;
        this.transaction = new TransactionTemplate(new WriteTransactions(writing));
    }

    @Override
    public Map<String, KnownJourney> of(List<String> convIds) {
        Map<String, KnownJourney> known = new HashMap<>();
        reading.query(SqlFile.read("ledger/select_known_journeys"), Map.of("convIds", convIds), row -> {
            known.put(row.getString(1), new KnownJourney(
                    JourneyState.of(row.getString(2)), row.getString(3), row.getString(4), row.getString(5),
                    row.getInt(6), row.getString(7), row.getInt(8) == 0 ? Tried.NOTHING : tried(row)));
        });
        return known;
    }

    private static Tried tried(ResultSet row) throws SQLException {
        String at = row.getString("tried_at");
        return new Tried(JourneyState.of(row.getString("tried_state")), row.getString("tried_fingerprint"),
                row.getString("tried_reason"), row.getString("tried_run_id"), row.getInt("tries"),
                at == null ? null : LocalDateTime.parse(at.replace(' ', 'T')).toInstant(ZoneOffset.UTC));
    }

    @Override
    public Map<String, BoughtJourney> bought(List<String> convIds) {
        if (convIds.isEmpty()) {
            return Map.of();
        }
        return reading.query(SqlFile.read("ledger/select_bought_sessions"), Map.of("convIds", convIds), rows -> {
            Map<String, BoughtJourney> bought = new HashMap<>();
            while (rows.next()) {
                BoughtJourney journey = bought.get(rows.getString("conv_id"));
                if (journey == null) {
                    journey = new BoughtJourney(rows.getString("service"), rows.getString("conv_type_id"),
                            rows.getString("redistribution"), new ArrayList<>());
                    bought.put(rows.getString("conv_id"), journey);
                }
                journey.sessions().add(new BoughtSession(rows.getString("session_id"), rows.getString("channel_name"),
                        rows.getString("started_at")));
            }
            return bought;
        });
    }

    /** The number of conversions with stored credits. */
    public long countAttributed() {
        return reading.getJdbcTemplate().queryForObject(SqlFile.read("ledger/count_attributed"), Long.class);
    }

    /**
     * Stores an answer whole, within the caller's transaction: where a journey is attributed its old credits go, and
     * the new ones come; where it failed those that it has are kept. The journeys' rows and the batch's state come.
     *
     * @throws StaleAnswer when the batch was given to a later attempt meanwhile; the caller's transaction must not
     *     commit
     */
    public void store(Attempts attempts, CheckedAnswer answer) {
        Claim claim = attempts.last();
        if (!batches.answered(claim, answer.attributed(), answer.failed())) {
            throw new StaleAnswer(claim.batch() + ": a later attempt has it; the answer to attempt " + claim.attempt()
                    + " is not stored");
        }
        deleteCredits(answer.outcomes().stream().filter(JourneyOutcome::isAttributed).toList());
        insertCredits(answer.credits());
        update("upsert_journey", answer.outcomes());
        update("update_refused_journey", answer.outcomes().stream().filter(sent -> !sent.isAttributed()).toList());
    }

    /** Keeps what a plan makes of a page's conversions that it does not buy, until {@link #apply}. */
    public void plan(Run run, PagePlan page) {
        if (!page.outcomes().isEmpty()) {
            transaction.executeWithoutResult(status -> update("insert_planned_outcome", page.outcomes().stream()
                    .map(outcome -> new Planned(run.id(), outcome.convId(), outcome.state().word(), outcome.reason(),
                            outcome.drops() ? 1 : 0))
                    .toList()));
        }
    }

    /** A row of {@code ihc_planned_outcome}. */
    private record Planned(String runId, String convId, String state, String reason, int drops) {}

    /**
     * Within the caller's transaction, what a run's plan makes of conversions that it does not buy: why they have no
     * journey, and whether their credits are kept, are up to date again or go.
     */
    public void apply(Run run) {
        Map<String, Object> ofRun = Map.of("runId", run.id());
        List.of("insert_dropped_former_credits", "delete_dropped_credits", "upsert_planned_journeys",
                "update_outdated_journeys", "update_current_journeys", "delete_planned_outcomes")
                .forEach(statement -> writing.update(SqlFile.read("ledger/" + statement), ofRun));
    }

    private void deleteCredits(List<JourneyOutcome> outcomes) {
        if (!outcomes.isEmpty()) {
            Map<String, Object> ids = Map.of("convIds", outcomes.stream().map(JourneyOutcome::convId).toList());
            writing.update(SqlFile.read("ledger/insert_former_credits"), ids);
            writing.update(SqlFile.read("ledger/delete_credits"), ids);
        }
    }

    private void update(String statement, List<?> rows) {
        writing.batchUpdate(SqlFile.read("ledger/" + statement), rows.stream()
                .map(SimplePropertySqlParameterSource::new).toArray(SqlParameterSource[]::new));
    }

    /** Many rows a statement: a statement for each would take three times as long. */
    private void insertCredits(List<Credit> credits) {
        String one = SqlFile.read("ledger/insert_credits");
        String row = one.substring(one.lastIndexOf('('));
        JdbcTemplate jdbc = writing.getJdbcTemplate();
        int from = 0;
        while (from < credits.size()) {
            int size = Math.min(CREDITS_A_STATEMENT, credits.size() - from);
            int statements = size < CREDITS_A_STATEMENT ? 1 : (credits.size() - from) / CREDITS_A_STATEMENT;
            List<Credit> part = credits.subList(from, from + size * statements);
            jdbc.execute(one + String.join("", Collections.nCopies(size - 1, ", " + row)),
                    (PreparedStatement statement) -> insert(part, size, statement));
            from += part.size();
        }
    }

    private static int[] insert(List<Credit> credits, int size, PreparedStatement statement) throws SQLException {
        for (int i = 0; i < credits.size(); i++) {
            Credit credit = credits.get(i);
            int at = i % size * COLUMNS;
            statement.setString(at + 1, credit.convId());
            statement.setString(at + 2, credit.sessionId());
            statement.setDouble(at + 3, credit.ihc());
            statement.setDouble(at + 4, credit.initializer());
            statement.setDouble(at + 5, credit.holder());
            statement.setDouble(at + 6, credit.closer());
            statement.setString(at + 7, credit.channelName());
            statement.setString(at + 8, credit.startedAt());
            if ((i + 1) % size == 0) {
                statement.addBatch();
            }
        }
        return statement.executeBatch();
    }
}
