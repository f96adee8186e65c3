package io.ihcattribution.source;

/**
 * A row of the source's conversions.
 *
 * @param convId its id as text; {@code (no id) <n>} where it is missing or cannot be read as text
 * @param userId who ordered; may be null
 * @param date the date as the source has it, UTC; empty where it has none
 * @param time the time as the source has it, UTC; empty where it has none
 * @param revenue in the shop's currency; 0 where the source has none
 */
public record SourceConversion(String convId, String userId, String date, String time, double revenue) {}
