package io.ihcattribution.explain;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/**
 * What a cell of the report is made of; its components are the members of its JSON.
 *
 * @param cell the cell
 * @param report the report's figures of it; null where the report has no such cell yet
 * @param costs the first of the cost rows that count in the cell
 * @param conversions the first of the conversions that have a credit in the cell, in the order of time
 * @param sum over all rows, listed or not
 * @param costsListed the cost rows that are listed
 * @param conversionsListed the conversions that are listed
 * @param addsUp whether the sum is the report's figures
 */
public record Explanation(
        @JsonUnwrapped Cell cell, CellFigures report, List<Cost> costs, List<Conversion> conversions, Sum sum,
        long costsListed, long conversionsListed, boolean addsUp) {

    /** A cost row of a session that started then, in the shop's currency. */
    public record Cost(String sessionId, String startedAt, double cost) {}

    /**
     * A conversion that has a credit in the cell.
     *
     * @param convId its key
     * @param convertedAt when, UTC
     * @param revenue in the shop's currency
     * @param journeyLength the sessions of its journey as it was sent
     * @param fingerprint of what was sent
     * @param runId the run that bought it
     * @param batch the number of the request within the run; null where it is not known
     * @param outdated why its credits are kept although the journey has changed; null where they are up to date
     * @param sessions the credited sessions of its journey, oldest first
     */
    public record Conversion(
            String convId, String convertedAt, double revenue, int journeyLength, String fingerprint, String runId,
            Integer batch, @JsonInclude(JsonInclude.Include.NON_NULL) String outdated, List<Session> sessions) {}

    /**
     * A credited session.
     *
     * @param sessionId the session
     * @param startedAt when it started, UTC
     * @param channelName its channel, as it was sent
     * @param initializer its share of the first phase; null where the answer had none
     * @param holder its share of the middle phase; null where the answer had none
     * @param closer its share of the last phase; null where the answer had none
     * @param ihc its credit
     * @param ihcRevenue credit times revenue
     * @param inCell whether it counts in the cell; the others of the journey count elsewhere
     */
    public record Session(
            String sessionId, String startedAt, String channelName, Double initializer, Double holder, Double closer,
            double ihc, double ihcRevenue, boolean inCell) {}

    /** What so many costs, credits and conversions come to. */
    public record Sum(@JsonUnwrapped CellFigures figures, long costs, long credits, long conversions) {}

    /** Whether all rows are listed. */
    boolean isWhole() {
        return costsListed == sum.costs() && conversionsListed == sum.conversions();
    }
}
