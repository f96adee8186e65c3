package io.ihcattribution.api;

import io.ihcattribution.batch.Batch;
import io.ihcattribution.batch.BatchClosing;
import io.ihcattribution.journey.JourneyOutcome;
import java.util.ArrayList;
import java.util.List;

/**
 * Hands the routes what they need of a large object. An expression such as {@code ${variable.answer.credits}} would do,
 * but Camel then looks the object up in a cache by its hash, which is one over thousands of credits, and keeps it there.
 */
public final class AnswerParts {

    /** Eight values each; databases take tens of thousands in one statement, and a few hundred rows are as fast as can be. */
    private static final int CREDITS_A_STATEMENT = 250;

    /** What became of each journey. */
    public List<JourneyOutcome> outcomes(CheckedAnswer answer) {
        return answer.outcomes();
    }

    /** The credits that may be stored, in lists of as many as one statement stores. */
    public List<List<Credit>> credits(CheckedAnswer answer) {
        List<List<Credit>> lists = new ArrayList<>();
        for (int from = 0; from < answer.credits().size(); from += CREDITS_A_STATEMENT) {
            lists.add(answer.credits().subList(from, Math.min(from + CREDITS_A_STATEMENT, answer.credits().size())));
        }
        return lists;
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
