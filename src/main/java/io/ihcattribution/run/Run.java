package io.ihcattribution.run;

import java.time.Instant;

/**
 * One execution over a window, as its row in the ledger has it.
 *
 * @param id its name, in the order of time, such as {@code 20260131T051500Z-4f2a}
 * @param request what was asked
 * @param convTypeId the conversion type it sends, or {@link #ALL_TYPES}
 * @param redistribution the redistribution parameter as it sends it; empty where it sends none; where it differs by
 *     conversion type see {@link io.ihcattribution.model.RedistributionByType}
 * @param startedAt when it was begun first; a run that is taken up again keeps its begin
 * @param resumed whether it was begun before
 * @param planned whether its plan is complete: what it buys is in the ledger, and the source need not be read for it
 */
public record Run(
        String id, RunRequest request, String convTypeId, String redistribution, Instant startedAt, boolean resumed,
        boolean planned) {

    /** In the place of a conversion type: each conversion is sent for its own. */
    public static final String ALL_TYPES = "*";

    /** Whether each conversion is sent for its own type. */
    public boolean isOfAllTypes() {
        return convTypeId.equals(ALL_TYPES);
    }

    /** The conversion dates it covers. */
    public Window window() {
        return request.window();
    }

    /** How it chooses what to buy. */
    public Mode mode() {
        return request.mode();
    }

    /** Whether it sends only the journeys that the ledger holds as failed. */
    public boolean retriesFailed() {
        return request.retriesFailed();
    }

    /** Whether it sends journeys and stores their credits. */
    public boolean attributes() {
        return !trains() && request.steps().attribute();
    }

    /** Whether it reads the source for what it buys, or would buy. */
    public boolean plans() {
        return attributes() && !planned;
    }

    /** Whether it buys anything. */
    public boolean buys() {
        return attributes() && !isDry();
    }

    /** Whether it comes to every conversion that there is, and so can tell which are gone. */
    public boolean readsAllConversions() {
        return attributes() && !isDry() && !hasWindow() && !retriesFailed();
    }

    /** Whether it fills and publishes the report; a run that only counts has nothing to say in one. */
    public boolean reports() {
        return !trains() && !isDry() && request.steps().report();
    }

    /** Whether it learns parameters for the embedded service, and does nothing else. */
    public boolean trains() {
        return request.mode() == Mode.TRAIN;
    }

    /** Whether it only counts. */
    public boolean isDry() {
        return request.mode().isDry();
    }

    /** Whether it buys what is bought already, too. */
    public boolean buysAll() {
        return request.mode() == Mode.FULL || request.mode() == Mode.DRY_RUN_FULL;
    }

    /** Whether its window asks for a report of its own beside the one over all dates. */
    public boolean hasWindow() {
        return !window().isOpen();
    }
}
