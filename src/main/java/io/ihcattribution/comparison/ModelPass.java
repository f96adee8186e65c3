package io.ihcattribution.comparison;

/**
 * The conversions that {@code model_reporting} covers: a row of {@code ihc_model_pass}.
 *
 * @param runId the run whose pass it was
 * @param windowStart the first conversion date, empty where open
 * @param windowEndIsOpen 1 where there is no last conversion date, else 0
 * @param windowEnd the last conversion date, empty where open
 * @param journeys the number of attributed journeys, which each model's conversions sum to
 * @param revenue their revenue, which each model's revenue sums to
 * @param models the names of the models, separated by commas
 */
public record ModelPass(
        String runId, String windowStart, int windowEndIsOpen, String windowEnd, long journeys, double revenue,
        String models) {}
