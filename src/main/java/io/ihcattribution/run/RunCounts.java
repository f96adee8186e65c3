package io.ihcattribution.run;

/**
 * What a run has done, and what is known of its window's conversions.
 *
 * @param conversions the conversions of the window
 * @param attributed those whose credits are stored, by this run or an earlier one
 * @param outdated those of the attributed whose credits are kept although their journey could not be bought again
 * @param failed those whose journey was sent and got no usable answer
 * @param rejected those whose journey cannot be sent
 * @param unattributable those that no session led to
 * @param journeysSent the journeys that this run sent and has an answer for
 * @param journeysAttributed those of them that were attributed
 * @param newlyRefused those of them that were refused and had not been refused before
 * @param sessionsSent the sessions of those
 * @param requests the calls that this run made, every attempt counted
 * @param attributedRevenue the revenue of the attributed conversions, in the shop's currency
 */
public record RunCounts(
        long conversions, long attributed, long outdated, long failed, long rejected, long unattributable,
        long journeysSent, long journeysAttributed, long newlyRefused, long sessionsSent, long requests,
        double attributedRevenue) {

    /** Of a run that leaves the ledger as it is. */
    public static RunCounts ofSource(long conversions) {
        return new RunCounts(conversions, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    /** Whether journeys were sent of which none was attributed; those that had been refused before are no news. */
    public boolean isNoneOfSentAttributed() {
        return newlyRefused > 0 && journeysAttributed == 0;
    }

    /** Whether there are journeys, and all that there are were rejected. */
    public boolean areAllRejected() {
        return rejected > 0 && attributed == 0 && failed == 0;
    }

    /**
     * A conversion without credits, or with outdated ones.
     *
     * @param convId the conversion
     * @param state {@code failed}, {@code rejected} or {@code unattributable}; {@code outdated} where it has credits
     * @param reason why, in the API's words or ours
     */
    public record Unattributed(String convId, String state, String reason) {}
}
