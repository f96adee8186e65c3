package io.ihcattribution.attribute;

import io.ihcattribution.api.BatchRefused;
import io.ihcattribution.api.CheckedAnswer;
import io.ihcattribution.batch.Attempts;
import io.ihcattribution.batch.Batch;
import io.ihcattribution.batch.JourneyToSend;
import io.ihcattribution.control.CurrentRun;
import io.ihcattribution.ledger.RunLedger;
import io.ihcattribution.run.Refusal;
import io.ihcattribution.run.Run;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds out for few calls whether the API accepts anything of a run. Until a journey is attributed few batches are in
 * flight. Once the API has refused something, one batch at a time is tried, from all over the plan, and of each that
 * is refused one journey alone. Where those fail, too, the run ends: to halve every batch is two calls a journey.
 */
public final class Trial {

    /** So many journeys that failed in the same words, and none attributed, are the API's fault, not the journeys'. */
    static final int FAILED_ALIKE = 10;

    /** The same in whatever words, so that a run that buys nothing makes 60 calls at the most. */
    static final int FAILED = 20;

    /** What to do about an API that accepts nothing. */
    static final String REMEDY =
            "Mend what the reason names: the conversion type (ihc.api.conv-type-id), the account, or"
                    + " the source's rows (ihc.audit.enabled = true keeps what is sent); then run again";

    /** Batches in flight before anything is known of the run. */
    private static final int AT_ONCE = 8;

    /** Where it next looks in the plan, as a share of it: the multiples of this one lie all over it. */
    private static final double GOLDEN_RATIO = 0.6180339887498949;

    private final RunLedger runs;
    private final LearnedBatchLimits limits;
    private final CurrentRun current;
    private final Map<String, Integer> failedAlike = new HashMap<>();
    private String commonWording;
    private String commonReason;
    private int failed;
    private boolean hasAccepted;
    private boolean hasRefused;
    private int tried;

    public Trial(RunLedger runs, LearnedBatchLimits limits, CurrentRun current) {
        this.runs = runs;
        this.limits = limits;
        this.current = current;
    }

    /** A run begins to buy; of one that is taken up the ledger says what it has tried before. */
    synchronized void begin(Run run) {
        failedAlike.clear();
        commonWording = null;
        failed = 0;
        tried = 0;
        hasAccepted = run.resumed() && runs.sent(run).attributed() > 0;
        hasRefused = run.resumed() && !hasAccepted && runs.callsOf(run) > 0;
        if (hasRefused) {
            runs.failures(run, FAILED).forEach(failure -> count(failure.reason(), List.of(failure.convId())));
            judge();
        }
    }

    /** The batches of a round: all that are open; one where the API has refused something and accepted nothing. */
    synchronized List<String> choose(List<String> open) {
        if (!isDoubtful() || open.isEmpty()) {
            return open;
        }
        tried++;
        return List.of(open.get((int) (tried * GOLDEN_RATIO % 1 * open.size())));
    }

    /**
     * Whether a batch may be sent now.
     *
     * @param inFlight how many are in flight with it
     */
    synchronized boolean admits(int inFlight) {
        return hasAccepted || inFlight <= (hasRefused ? 1 : AT_ONCE);
    }

    /** The parts in which a batch goes on that was refused or is too large. */
    synchronized List<List<JourneyToSend>> parts(Attempts attempts, BatchRefused refusal) {
        Batch batch = attempts.batch();
        boolean isAsked = attempts.last().attempt() > 0;
        hasRefused |= isAsked;
        boolean isSizeLearned = !isAsked || refusal.isAboutSize() && failed == 0;
        return hasAccepted || isSizeLearned ? batch.parts(limits.current()) : batch.oneAndHalves();
    }

    /** Of the parts of a batch those that are sent at once; the others are left for a later round. */
    synchronized List<Batch> admitted(List<Batch> parts, int inFlight) {
        if (!isDoubtful()) {
            return parts;
        }
        return inFlight == 1 && !parts.isEmpty() ? parts.subList(0, 1) : List.of();
    }

    /** An answer was stored; where it was one failure too many, the run stops. */
    synchronized void stored(CheckedAnswer answer) {
        limits.accepted(answer);
        hasAccepted |= answer.attributed() > 0;
        if (hasAccepted) {
            return;
        }
        hasRefused = true;
        List<JourneyToSend> sent = answer.batch().journeys();
        for (int i = 0; i < sent.size(); i++) {
            count(answer.outcomes().get(i).reason(), Wording.textsOf(sent.get(i)));
        }
        judge();
    }

    /** A run has bought what it could; says what it has learned. */
    void tell() {
        limits.tell();
    }

    private boolean isDoubtful() {
        return hasRefused && !hasAccepted;
    }

    private void count(String reason, List<String> sent) {
        failed++;
        String wording = Wording.of(reason, sent);
        int alike = failedAlike.merge(wording, 1, Integer::sum);
        if (alike >= failedAlike.getOrDefault(commonWording, 0)) {
            commonWording = wording;
            commonReason = reason;
        }
    }

    private void judge() {
        int alike = failedAlike.getOrDefault(commonWording, 0);
        if (alike >= FAILED_ALIKE || failed >= FAILED) {
            current.stop(current.get(), new Refusal("none of the " + failed + " journeys that were sent was attributed"
                    + (alike == failed ? ", all for the same reason: "
                            : alike > 1 ? ", " + alike + " of them for the same reason: " : "; the last: ")
                    + commonReason + ". The others were not sent and stay as they are. " + REMEDY));
        }
    }
}
