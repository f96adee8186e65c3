package io.ihcattribution.run;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How much of what was paid for a run may lose. So long as it is not both more than the number and more than the
 * share, a run goes on.
 *
 * @param maxPercent of the attributed journeys, percent
 * @param maxJourneys in number: small shops lose a large share with one order
 */
public record LossLimits(int maxPercent, int maxJourneys) {

    /** What a refusal says where a run is stopped before its first call. */
    public static final String NOTHING_DONE = "Nothing was changed or bought.";

    /** What it says where a report is not made. */
    public static final String NOT_PUBLISHED = "The report is not published, and the last one stays.";

    /** Whether so many of all are too many. */
    public boolean exceededBy(long lost, long of) {
        return lost > maxJourneys && lost * 100.0 > (double) of * maxPercent;
    }

    /**
     * Judges costs by their sum.
     *
     * @param before what they summed to, in the shop's currency
     * @param now what they sum to
     * @param cells the labels and dates that they were of before
     * @param consequence {@link #NOTHING_DONE} or {@link #NOT_PUBLISHED}
     * @return why rows of them are missing; null where they need not be
     */
    public String refusal(double before, double now, long cells, String consequence) {
        return cells > maxJourneys && now < before * (1 - maxPercent / 100.0)
                ? sentence(String.format(Locale.ROOT, "the table session_costs sums to %,.2f, and summed to %,.2f when"
                        + " it was read last", now, before), EnumSet.of(Loss.DELETED), consequence)
                : null;
    }

    /**
     * Judges what the plan of a run would lose.
     *
     * @param accepted what the run may lose whatever the limits
     * @param consequence {@link #NOTHING_DONE} or {@link #NOT_PUBLISHED}
     * @return why it may not; null where it may
     */
    public String refusal(Losses losses, Set<Loss> accepted, String consequence) {
        Set<Loss> tooMany = EnumSet.noneOf(Loss.class);
        if (!accepted.contains(Loss.DELETED) && exceededBy(losses.deleted(), losses.attributed())) {
            tooMany.add(Loss.DELETED);
        }
        // Both come of sessions that are missing or cannot be read: together they are what is half loaded.
        List<Loss> ofSessions = Stream.of(Loss.OUTDATED, Loss.SHORTER)
                .filter(loss -> !accepted.contains(loss) && losses.of(loss) > 0).toList();
        if (exceededBy(ofSessions.stream().mapToLong(losses::of).sum(), losses.looked())) {
            tooMany.addAll(ofSessions);
        }
        if (tooMany.isEmpty()) {
            return null;
        }
        Set<Loss> toAccept = EnumSet.copyOf(tooMany);
        toAccept.addAll(accepted);
        return sentence(tooMany.stream().map(loss -> words(loss, losses)).collect(Collectors.joining("; ")), toAccept,
                consequence);
    }

    /** Why a run does not go on, and what lets it. */
    private String sentence(String what, Set<Loss> toAccept, String consequence) {
        return what + "; expected no more than " + maxPercent + " percent of them, or " + maxJourneys
                + " (ihc.guard.max-percent, ihc.guard.max-journeys). Is a table half loaded, or has its form changed? "
                + consequence + " If this is meant, run once with --accept " + Loss.codes(toAccept)
                + " (the key accept of a trigger)";
    }

    private static String words(Loss loss, Losses losses) {
        String example = losses.examples().get(loss);
        return losses.of(loss) + " of " + (loss == Loss.DELETED ? losses.attributed() : losses.looked())
                + " attributed conversions " + loss.words() + (example == null ? "" : ", such as " + example);
    }
}
