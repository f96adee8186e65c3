package io.ihcattribution.run;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * Keeps a run from buying a day whose sessions are not all loaded. A window's last day is its end, or where that is
 * open the newest day of its conversions. It is finished where none of these holds: it is later than the newest
 * session; it has fewer sessions than a share of the median of the days before it; its newest session is earlier than
 * a time of day.
 *
 * @param unfinished what becomes of a window whose last day is not finished
 * @param minShare least share of the median that a finished day has, 0 to 1; 0 = not looked at
 * @param medianDays the number of days before that the median is of, as far as the sessions reach back
 * @param completeAfter the newest session of a finished day is not earlier than this; null = not looked at
 */
public record Freshness(Unfinished unfinished, double minShare, int medianDays, LocalTime completeAfter) {

    /** What becomes of a window whose last day is not finished. */
    public enum Unfinished {
        /** Nothing is looked at. */
        OFF,
        /** The run is refused. */
        REFUSE,
        /** The window ends with the newest day before that is finished; where it has none the run is refused. */
        SHORTEN
    }

    /**
     * The sessions of one date.
     *
     * @param newest the time of the newest one; null where none has a time
     */
    public record SessionDay(LocalDate date, long sessions, LocalTime newest) {}

    /**
     * A window as it may be bought.
     *
     * @param window the window that was asked for, or a shorter one
     * @param reason why it is shorter; null where it is not
     */
    public record Verdict(Window window, String reason) {}

    /** Whether windows are looked at. */
    public boolean isOn() {
        return unfinished != Unfinished.OFF;
    }

    /**
     * Judges a window.
     *
     * @param asked the window that was asked for
     * @param days the dates that have sessions, in any order
     * @param newestConversion the newest date of the window's conversions; null where it has none
     * @throws Refusal when it may not be bought
     */
    public Verdict judge(Window asked, List<SessionDay> days, LocalDate newestConversion) {
        LocalDate last = asked.end() != null ? asked.end() : newestConversion;
        if (last == null) {
            return new Verdict(asked, null);
        }
        NavigableMap<LocalDate, SessionDay> byDate = new TreeMap<>();
        days.forEach(day -> byDate.put(day.date(), day));
        String reason = reason(last, byDate);
        if (reason == null) {
            return new Verdict(asked, null);
        }
        if (unfinished == Unfinished.REFUSE || byDate.isEmpty()) {
            throw refusal(reason + "; nothing was bought");
        }
        LocalDate first = byDate.firstKey();
        LocalDate earliest = asked.start() != null && asked.start().isAfter(first) ? asked.start() : first;
        LocalDate day = last.isAfter(byDate.lastKey()) ? byDate.lastKey() : last.minusDays(1);
        while (!day.isBefore(earliest) && reason(day, byDate) != null) {
            day = day.minusDays(1);
        }
        if (day.isBefore(earliest)) {
            throw refusal(reason + "; no day before it that is finished lies in the window, nothing was bought");
        }
        return new Verdict(new Window(asked.start(), day), reason);
    }

    private Refusal refusal(String reason) {
        return new Refusal(reason + " (ihc.freshness.unfinished = " + unfinished.name().toLowerCase(Locale.ROOT) + ")");
    }

    /** Why a day is not finished; null where it is. */
    private String reason(LocalDate day, NavigableMap<LocalDate, SessionDay> byDate) {
        if (byDate.isEmpty()) {
            return "session_sources has no session with a date";
        }
        if (day.isAfter(byDate.lastKey())) {
            return "the window's last day is " + day + ", but the newest session is of " + byDate.lastKey();
        }
        SessionDay found = byDate.getOrDefault(day, new SessionDay(day, 0, null));
        LocalDate far = day.minusDays(medianDays);
        LocalDate from = byDate.firstKey().isAfter(far) ? byDate.firstKey() : far;
        if (minShare > 0 && from.isBefore(day)) {
            double median = median(from.datesUntil(day)
                    .mapToLong(before -> byDate.containsKey(before) ? byDate.get(before).sessions() : 0));
            if (found.sessions() < minShare * median) {
                return day + " has " + found.sessions() + " sessions, fewer than " + minShare
                        + " (ihc.freshness.min-share) of " + figure(median) + ", the median of " + from + " to "
                        + day.minusDays(1);
            }
        }
        if (completeAfter != null && (found.newest() == null || found.newest().isBefore(completeAfter))) {
            return "the newest of the " + found.sessions() + " sessions of " + day + " is of " + found.newest()
                    + ", earlier than " + completeAfter + " (ihc.freshness.complete-after)";
        }
        return null;
    }

    private static double median(LongStream counts) {
        long[] sorted = counts.sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0;
    }

    private static String figure(double median) {
        return median == Math.rint(median) ? Long.toString((long) median) : Double.toString(median);
    }
}
