package io.ihcattribution.journey;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.TreeMap;

/**
 * The sessions of one user whose time cannot be read. One with a date that can be read harms only the conversions that
 * it may have led to; any other may have led to each.
 */
final class UnreadableTimes {

    /** The first of each date. */
    private final TreeMap<LocalDate, String> dated = new TreeMap<>();

    /** The first without a date; null for none. */
    private String undated;

    void add(SourceRow row) {
        LocalDate date = SourceTime.of(row.date(), row.time()).day();
        if (date == null ? undated == null : !dated.containsKey(date)) {
            String fault = "session_sources." + row.id() + ": event_date and event_time \"" + row.when()
                    + "\" are no time; expected such as 2026-01-31 and 10:00:00";
            if (date == null) {
                undated = fault;
            } else {
                dated.put(date, fault);
            }
        }
    }

    /** Why a conversion's journey is not known; null where none of the sessions may belong to it. */
    String fault(LocalDateTime convertedAt, JourneyRules rules) {
        if (undated != null || dated.isEmpty()) {
            return undated;
        }
        // A session that starts with its date may be before a conversion at midnight only where the second counts.
        LocalDateTime latest = rules.atConversion() ? convertedAt : convertedAt.minusSeconds(1);
        Map.Entry<LocalDate, String> nearest = dated.floorEntry(latest.toLocalDate());
        return nearest == null || rules.lookbackDays() > 0
                && nearest.getKey().isBefore(convertedAt.minusDays(rules.lookbackDays()).toLocalDate())
                        ? null
                        : nearest.getValue();
    }
}
