package io.ihcattribution.api;

import io.ihcattribution.batch.Batch;
import io.ihcattribution.batch.BatchClosing;
import io.ihcattribution.journey.JourneyOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Hands the routes what they need of a large object. An expression such as {@code ${variable.answer.credits}} would do,
 * but Camel then looks the object up in a cache by its hash, which is one over thousands of credits, and keeps it there.
 */
public final class AnswerParts {

    /** Fewer make the database work longer for each statement, more make it read longer what a statement says. */
    private static final int CREDITS_A_STATEMENT = 50;

    /** What became of each journey. */
    public List<JourneyOutcome> outcomes(CheckedAnswer answer) {
        return answer.outcomes();
    }

    /**
     * The credits that may be stored, divided for statements that store many each: statements of one length, which are
     * prepared once, and then one of what is left.
     *
     * @return at most two lists of statements; each statement is the list of its credits
     */
    public List<List<List<Credit>>> credits(CheckedAnswer answer) {
        List<Credit> credits = answer.credits();
        List<List<Credit>> full = new ArrayList<>();
        int from = 0;
        for (; from + CREDITS_A_STATEMENT <= credits.size(); from += CREDITS_A_STATEMENT) {
            full.add(credits.subList(from, from + CREDITS_A_STATEMENT));
        }
        List<List<Credit>> rest = from < credits.size() ? List.of(credits.subList(from, credits.size())) : List.of();
        return Stream.of(full, rest).filter(statements -> !statements.isEmpty()).toList();
    }

    /** How the batch ends in the ledger. */
    public BatchClosing closing(CheckedAnswer answer) {
        return answer.closing();
    }

    /** What an answer's body says of itself: 200, 206, 400 and so on. */
    public int status(ComputeIhcAnswer answer) {
        return answer.statusCode();
    }

    /** Whether a batch holds one journey only, and cannot be divided. */
    public boolean isSingle(Batch batch) {
        return batch.size() == 1;
    }
}
