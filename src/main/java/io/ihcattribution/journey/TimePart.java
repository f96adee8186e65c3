package io.ihcattribution.journey;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;

/**
 * What one column of the source says of a time: a date, a time of day as written, and its distance from UTC. Each is
 * null where the column does not say it.
 */
record TimePart(LocalDate date, LocalTime time, ZoneOffset zone) {

    private static final TimePart EMPTY = new TimePart(null, null, null);

    private static final int FIRST_DATE_NUMBER = 19_000_101;
    private static final int LAST_DATE_NUMBER = 21_001_231;

    /** What a column says; null where that cannot be read. */
    static TimePart of(String column) {
        if (column == null) {
            return EMPTY;
        }
        TimeText text = new TimeText(column);
        if (text.isAtEnd()) {
            return EMPTY;
        }
        try {
            TimePart part = text.isNumber() ? ofNumber(text.wholeDigits(), text.number()) : ofText(text);
            return part != null && text.isAtEnd() ? part : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** The moment, in UTC; without a zone it is UTC already. */
    LocalDateTime moment() {
        LocalDateTime written = LocalDateTime.of(date, time);
        return zone == null ? written : written.minusSeconds(zone.getTotalSeconds());
    }

    /** The same time of another date. */
    TimePart on(LocalDate day) {
        return new TimePart(day, time, zone);
    }

    /** Whether a database has made it of a date alone. */
    boolean isMidnight() {
        return time.equals(LocalTime.MIDNIGHT) && (zone == null || zone.equals(ZoneOffset.UTC));
    }

    private static TimePart ofNumber(int digits, double number) {
        if (digits == 8) {
            int day = (int) number;
            return day != number || day < FIRST_DATE_NUMBER || day > LAST_DATE_NUMBER ? null
                    : new TimePart(LocalDate.of(day / 10_000, day / 100 % 100, day % 100), null, null);
        }
        if (digits != 10 && digits != 13) {
            return null;
        }
        LocalDateTime moment =
                LocalDateTime.ofEpochSecond((long) (digits == 10 ? number : number / 1_000), 0, ZoneOffset.UTC);
        return new TimePart(moment.toLocalDate(), moment.toLocalTime(), ZoneOffset.UTC);
    }

    /** {@code YYYY-MM-DD}, {@code YYYY-MM-DDThh:mm:ss} and the like, or a time of day. */
    private static TimePart ofText(TimeText text) {
        LocalDate date = null;
        if (text.begins("####-##-##")) {
            date = LocalDate.of(text.digits(4), text.skip("-").digits(2), text.skip("-").digits(2));
            if (text.isAtEnd()) {
                return new TimePart(date, null, null);
            }
            if (!text.take("T") && !text.take("t") && !text.takeSpaces()) {
                return null;
            }
        }
        if (!text.begins("#:##") && !text.begins("##:##")) {
            return null;
        }
        int hour = text.digits(text.begins("##") ? 2 : 1);
        int minute = text.skip(":").digits(2);
        int second = text.begins(":##") ? text.skip(":").digits(2) : -1;
        if (second >= 0 && (text.begins(".#") || text.begins(",#"))) {
            text.skip(".").takeDigits();
        }
        LocalTime time = LocalTime.of(hour, minute, Math.max(0, second));
        text.takeSpaces();
        return new TimePart(date, time, zone(text));
    }

    private static ZoneOffset zone(TimeText text) {
        if (text.take("Z") || text.take("z") || text.take("UTC") || text.take("GMT")) {
            return ZoneOffset.UTC;
        }
        int sign = text.begins("+##") ? 1 : text.begins("-##") ? -1 : 0;
        if (sign == 0) {
            return null;
        }
        int hours = text.skip("+").digits(2);
        text.take(":");
        return ZoneOffset.ofHoursMinutes(sign * hours, text.begins("##") ? sign * text.digits(2) : 0);
    }
}
