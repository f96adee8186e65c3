package io.ihcattribution.attribute;

import io.ihcattribution.api.ApiVerdict;
import io.ihcattribution.api.BatchRefused;
import io.ihcattribution.api.CheckedAnswer;
import io.ihcattribution.batch.Attempts;
import io.ihcattribution.batch.Batch;
import io.ihcattribution.batch.BatchLimits;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one request may hold: what the settings say and, once the API has refused a batch for its size, what that
 * taught, for the rest of the run.
 */
public final class LearnedBatchLimits {

    private static final Logger LOG = LoggerFactory.getLogger(LearnedBatchLimits.class);

    /** Words about size that name no limit may mean something else; they never lead to smaller requests than this. */
    private static final int LEAST_GUESSED = 100;

    private final BatchLimits configured;
    private BatchLimits current;
    private int largestAccepted;
    /** The sessions of the smallest request that was refused for its size, where no limit was named. */
    private int smallestTooLarge;
    private int refusedAlone;
    private String refusalAlone;

    /** @param configured what the settings say */
    public LearnedBatchLimits(BatchLimits configured) {
        this.configured = configured;
        forget();
    }

    /** What the next request may hold. */
    public synchronized BatchLimits current() {
        return current;
    }

    /** Whether it is known already that the API would refuse a batch, so that asking is no use. */
    public synchronized boolean refuses(Batch batch) {
        return batch.size() > 1 ? batch.sessions() > current.maxSessions() : batch.sessions() >= refusedAlone;
    }

    /** What the API would say to a batch that it is known to refuse; to a lone journey, what it has said. */
    public synchronized BatchRefused refusal(Batch batch) {
        return new BatchRefused(batch.size() > 1 ? "more than the API takes in one request" : refusalAlone, true);
    }

    /** Learns from what the API says, where that is a refusal and its words speak of the request's size. */
    public synchronized void learn(Attempts attempts, ApiVerdict verdict) {
        Batch batch = attempts.batch();
        int sent = batch.sessions();
        if (attempts.last().attempt() == 0 || !(verdict instanceof BatchRefused refusal) || !refusal.isAboutSize()
                || sent <= largestAccepted) {
            return;
        }
        OptionalInt named = refusal.sessionLimit(sent);
        if (batch.size() == 1) {
            if (named.isPresent() && sent < refusedAlone) {
                refusedAlone = sent;
                refusalAlone = refusal.words();
            }
            return;
        }
        int limit = named.orElse(Math.max(sent / 2, LEAST_GUESSED));
        if (named.isEmpty()) {
            smallestTooLarge = Math.min(smallestTooLarge, sent);
        }
        if (limit >= Math.min(current.maxSessions(), sent) || limit < largestAccepted) {
            return;
        }
        current = new BatchLimits(configured.maxJourneys(), limit);
        if (named.isPresent()) {
            LOG.warn("the API refuses {} sessions in one request and names its limit; the rest of the run sends at most"
                    + " {}. Set ihc.batch.max-sessions = {}, so that no call is spent on it ({})", sent, limit, limit,
                    refusal.words());
        } else {
            LOG.info("the API refuses {} sessions in one request and names no limit; the rest of the run sends at most"
                    + " {} ({})", sent, limit, refusal.words());
        }
    }

    /** Says at the end of a run which setting spares the requests that were refused for a size that was not named. */
    public synchronized void tell() {
        if (smallestTooLarge < Integer.MAX_VALUE && largestAccepted > 0) {
            LOG.warn("the API has refused requests of {} sessions and more as too large, and accepted up to {}. Set"
                    + " ihc.batch.max-sessions = {}, so that no call is spent on refusals", smallestTooLarge,
                    largestAccepted, largestAccepted);
        }
    }

    /** Learns from an answer: what was accepted once is no reason for a refusal. */
    public synchronized void accepted(CheckedAnswer answer) {
        if (answer.attributed() > 0) {
            largestAccepted = Math.max(largestAccepted, answer.batch().sessions());
        }
    }

    /** A run that begins goes by the settings again. */
    public synchronized void forget() {
        current = configured;
        largestAccepted = 0;
        smallestTooLarge = Integer.MAX_VALUE;
        refusedAlone = Integer.MAX_VALUE;
        refusalAlone = null;
    }
}
