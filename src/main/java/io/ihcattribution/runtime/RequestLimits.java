package io.ihcattribution.runtime;

import io.ihcattribution.api.BatchRefused;
import io.ihcattribution.api.CheckedAnswer;
import io.ihcattribution.batch.Batch;
import io.ihcattribution.batch.BatchLimits;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one request may hold: what the settings say and, once the API has refused a batch for its size, what that
 * taught, for the rest of the run.
 */
public final class RequestLimits {

    private static final Logger LOG = LoggerFactory.getLogger(RequestLimits.class);

    /** Words about size that name no limit may mean something else; they never lead to smaller requests than this. */
    private static final int LEAST_GUESSED = 100;

    private final BatchLimits configured;
    private BatchLimits current;
    private int largestAccepted;
    private int refusedAlone;
    private String refusalAlone;

    /** @param configured what the settings say */
    public RequestLimits(BatchLimits configured) {
        this.configured = configured;
        forget();
    }

    /** What the next request may hold. */
    public synchronized BatchLimits current() {
        return current;
    }

    /** Whether a batch was built before it was known that the API takes less. */
    public synchronized boolean isExceededBy(Batch batch) {
        return batch.size() > 1 && batch.sessions() > current.maxSessions();
    }

    /** Whether the API has refused a lone journey of this one's size already, so that asking again is no use. */
    public synchronized boolean refuses(Batch batch) {
        return batch.size() == 1 && batch.sessions() >= refusedAlone;
    }

    /** The API's words when it refused a lone journey for its size. */
    public synchronized String refusal() {
        return refusalAlone;
    }

    /** Learns from a refusal, where its words speak of the request's size. */
    public synchronized void learn(Batch batch, BatchRefused refusal) {
        int sent = batch.sessions();
        if (!refusal.isAboutSize() || sent <= largestAccepted) {
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
        if (limit >= current.maxSessions() || limit < largestAccepted) {
            return;
        }
        current = new BatchLimits(configured.maxJourneys(), limit);
        LOG.warn("the API refuses {} sessions in one request{}; the rest of the run sends at most {}. "
                + "Set ihc.batch.max-sessions = {} to spare the refused requests ({})", sent,
                named.isPresent() ? "" : " without naming its limit", limit, limit, refusal.words());
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
        refusedAlone = Integer.MAX_VALUE;
        refusalAlone = null;
    }
}
