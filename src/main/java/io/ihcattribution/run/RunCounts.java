package io.ihcattribution.run;

/**
 * What a run has done, and what is known of its window's conversions.
 *
 * @param conversions the conversions of the window
 * @param attributed those whose credits are stored, by this run or an earlier one
 * @param failed those whose journey was sent and got no usable answer
 * @param rejected those whose journey cannot be sent
 * @param unattributable those that no session led to
 * @param journeysSent the journeys that this run sent and has an answer for
 * @param sessionsSent the sessions of those
 * @param requests the calls that this run made, every attempt counted
 * @param attributedRevenue the revenue of the attributed conversions, in the shop's currency
 */
public record RunCounts(
        long conversions, long attributed, long failed, long rejected, long unattributable, long journeysSent,
        long sessionsSent, long requests, double attributedRevenue) {

    /**
     * A conversion without credits.
     *
     * @param convId the conversion
     * @param state {@code failed}, {@code rejected} or {@code unattributable}
     * @param reason why, in the API's words or ours
     */
    public record Unattributed(String convId, String state, String reason) {}
}
