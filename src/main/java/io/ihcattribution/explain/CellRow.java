package io.ihcattribution.explain;

/** A row of what a cell is made of; they come in the order of the types below, credits conversion by conversion. */
public sealed interface CellRow {

    /** The figures of {@code channel_reporting}: cost and revenue in the shop's currency. */
    record Reported(double cost, double ihc, double ihcRevenue) implements CellRow {}

    /** A cost row that counts in the cell. */
    record Cost(String sessionId, String startedAt, double cost) implements CellRow {}

    /**
     * A credited session of a conversion that has a credit in the cell.
     *
     * @param conversion the conversion
     * @param sessionId the session
     * @param startedAt when it started, UTC
     * @param channel its channel, as it was sent
     * @param initializer its share of the first phase; null where the answer had none
     * @param holder its share of the middle phase; null where the answer had none
     * @param closer its share of the last phase; null where the answer had none
     * @param ihc its credit
     * @param ihcRevenue credit times revenue
     * @param inCell whether it counts in the cell; the others of the journey count elsewhere
     */
    record Credit(
            Conversion conversion, String sessionId, String startedAt, String channel, Double initializer, Double holder,
            Double closer, double ihc, double ihcRevenue, boolean inCell) implements CellRow {}

    /**
     * A conversion that has a credit in the cell.
     *
     * @param convId its key
     * @param convertedAt when, UTC
     * @param revenue in the shop's currency
     * @param sessions the length of its journey as it was sent
     * @param fingerprint of what was sent
     * @param runId the run that bought it
     * @param batch the number of the request within the run; null where it is not known
     */
    record Conversion(
            String convId, String convertedAt, double revenue, int sessions, String fingerprint, String runId, Integer batch) {}
}
