package io.ihcattribution.ledger;

import io.ihcattribution.api.CheckedAnswer;
import io.ihcattribution.api.Credit;
import io.ihcattribution.database.SqlFile;
import io.ihcattribution.batch.Attempts;
import io.ihcattribution.batch.Claim;
import io.ihcattribution.batch.KnownJourneys;
import io.ihcattribution.batch.PagePlan;
import io.ihcattribution.journey.JourneyOutcome;
import io.ihcattribution.journey.JourneyState;
import io.ihcattribution.journey.KnownJourney;
import java.sql.PreparedStatement;
import java.sql.SQLException;
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
                    JourneyState.of(row.getString(2)), row.getString(3), row.getString(4), row.getString(5)));
        });
        return known;
    }

    /**
     * Stores an answer whole, within the caller's transaction: the old credits of its journeys go, the new ones, the
     * journeys' rows and the batch's state come.
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
        deleteCredits(answer.outcomes());
        insertCredits(answer.credits());
        upsert(answer.outcomes());
    }

    /**
     * Keeps why conversions of a page have no journey to send; credits that they had go. One transaction, where there
     * are any.
     */
    public void keepWithoutJourney(PagePlan page) {
        if (!page.withoutJourney().isEmpty()) {
            transaction.executeWithoutResult(status -> {
                deleteCredits(page.withoutJourney());
                upsert(page.withoutJourney());
            });
        }
    }

    private void deleteCredits(List<JourneyOutcome> outcomes) {
        Map<String, Object> ids = Map.of("convIds", outcomes.stream().map(JourneyOutcome::convId).toList());
        writing.update(SqlFile.read("ledger/insert_former_credits"), ids);
        writing.update(SqlFile.read("ledger/delete_credits"), ids);
    }

    private void upsert(List<JourneyOutcome> outcomes) {
        writing.batchUpdate(SqlFile.read("ledger/upsert_journey"), outcomes.stream()
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
