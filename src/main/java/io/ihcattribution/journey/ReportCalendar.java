package io.ihcattribution.journey;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The dates of the report. A cost is dated by its session, always; a credit by its session or by its conversion. The
 * database has UTC; the report has the date that it was in the time zone at that moment.
 *
 * @param zone the time zone of the report's dates
 * @param byConversion whether credits are dated by their conversion
 */
public record ReportCalendar(ZoneId zone, boolean byConversion) {

    /** Dates are UTC, and a credit has its session's. */
    public static final ReportCalendar DEFAULT = new ReportCalendar(ZoneOffset.UTC, false);

    /** What the report has where a session has no date. */
    public static final String NO_DATE = "(no date)";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT);

    /** Whether the report's dates are the database's. */
    public boolean isUtc() {
        return zone.normalized().equals(ZoneOffset.UTC);
    }

    /** 1 where the report's dates are the database's, else 0. */
    public int datesAreUtc() {
        return isUtc() ? 1 : 0;
    }

    /** 1 where credits are dated by their conversion, else 0: the form in which SQL takes it. */
    public int datesByConversion() {
        return byConversion ? 1 : 0;
    }

    /** The date under which a session's credit for a conversion is reported. */
    public LocalDate creditDate(Session session, Conversion conversion) {
        return dateOf(byConversion ? conversion.convertedAt() : session.startedAt());
    }

    /** The date that it is in the time zone at a moment, UTC. */
    public LocalDate dateOf(LocalDateTime utc) {
        return isUtc() ? utc.toLocalDate() : utc.atOffset(ZoneOffset.UTC).atZoneSameInstant(zone).toLocalDate();
    }

    /**
     * The stretches of a UTC date with one report date each, in the order of time; together they are the whole day. One
     * or two as a rule; more where the clocks are put back over midnight.
     *
     * @param utcDate {@code YYYY-MM-DD}, space around it does not count; whatever else has no stretches
     */
    public List<ReportDay> days(String utcDate) {
        LocalDate date;
        try {
            date = LocalDate.parse(utcDate.strip(), DATE);
        } catch (DateTimeException e) {
            return List.of();
        }
        List<ReportDay> days = new ArrayList<>();
        LocalDateTime end = date.plusDays(1).atStartOfDay();
        for (LocalDateTime from = date.atStartOfDay(); from.isBefore(end);) {
            LocalDate reported = dateOf(from);
            LocalDateTime until = from;
            do {
                until = endOfStretch(until, end);
            } while (until.isBefore(end) && dateOf(until).equals(reported));
            days.add(new ReportDay(
                    utcDate, TIME.format(from), TIME.format(until.minusSeconds(1)), reported.toString()));
            from = until;
        }
        return days;
    }

    /**
     * The report's date of a moment of the source; none is {@link #NO_DATE}.
     *
     * @param utcDate {@code YYYY-MM-DD}; may be null
     * @param utcTime {@code HH:MM:SS}; may be null
     * @param stretches what {@link #days} has said of dates before; it is added to
     */
    public String dateOf(String utcDate, String utcTime, Map<String, List<ReportDay>> stretches) {
        if (utcDate == null) {
            return NO_DATE;
        }
        if (!isUtc() && utcTime != null) {
            for (ReportDay day : stretches.computeIfAbsent(utcDate, this::days)) {
                if (day.fromTime().compareTo(utcTime) <= 0 && day.lastTime().compareTo(utcTime) >= 0) {
                    return day.reportDate();
                }
            }
        }
        return utcDate;
    }

    /** The next moment, UTC, at which the zone's date may change: its midnight or a change of its clocks. */
    private LocalDateTime endOfStretch(LocalDateTime from, LocalDateTime end) {
        ZoneOffset offset = zone.getRules().getOffset(from.toInstant(ZoneOffset.UTC));
        LocalDateTime midnight = from.plusSeconds(offset.getTotalSeconds()).toLocalDate().plusDays(1).atStartOfDay()
                .minusSeconds(offset.getTotalSeconds());
        LocalDateTime next = midnight.isBefore(end) ? midnight : end;
        ZoneOffsetTransition transition = zone.getRules().nextTransition(from.toInstant(ZoneOffset.UTC));
        if (transition != null) {
            LocalDateTime change = LocalDateTime.ofInstant(transition.getInstant(), ZoneOffset.UTC);
            next = change.isBefore(next) ? change : next;
        }
        return next;
    }
}
