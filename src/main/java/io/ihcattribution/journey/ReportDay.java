package io.ihcattribution.journey;

/**
 * A stretch of a UTC date that is reported under one date.
 *
 * @param utcDate {@code YYYY-MM-DD}, as the shop's tables have it
 * @param fromTime its first second, UTC, {@code HH:MM:SS}
 * @param lastTime its last second
 * @param reportDate the date that it is reported under, {@code YYYY-MM-DD}
 */
public record ReportDay(String utcDate, String fromTime, String lastTime, String reportDate) {}
