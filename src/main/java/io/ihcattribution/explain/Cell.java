package io.ihcattribution.explain;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.ihcattribution.journey.ReportCalendar;
import io.ihcattribution.text.Quoted;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/**
 * One row of the report.
 *
 * @param channel the channel as the report names it
 * @param date the date as the report has it, {@code YYYY-MM-DD} or {@code (no date)}
 */
public record Cell(@JsonProperty("channel_name") String channel, String date) {

    /** @throws IllegalArgumentException naming what is missing or cannot be used */
    public static Cell of(String channel, String date) {
        if (channel == null || channel.isEmpty()) {
            throw new IllegalArgumentException("channel: is missing; expected a channel_name of the report");
        }
        if (date == null || date.isEmpty()) {
            throw new IllegalArgumentException("date: is missing; expected a date of the report, YYYY-MM-DD");
        }
        try {
            if (!date.equals(ReportCalendar.NO_DATE)) {
                LocalDate.parse(date);
            }
            return new Cell(channel, date);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "date: " + Quoted.of(date) + " is not a date; expected YYYY-MM-DD, such as"
                            + " 2026-01-31, or " + ReportCalendar.NO_DATE,
                    e);
        }
    }
}
