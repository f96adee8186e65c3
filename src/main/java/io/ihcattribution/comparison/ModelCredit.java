package io.ihcattribution.comparison;

/**
 * What a model gives a channel on a day: a row of {@code model_reporting}.
 *
 * @param model the model's name
 * @param channel the marketing channel
 * @param date the sessions' date, UTC, as {@code YYYY-MM-DD}
 * @param conversions the credit
 * @param revenue the credited revenue, in the shop's currency
 */
public record ModelCredit(String model, String channel, String date, double conversions, double revenue) {}
