package io.ihcattribution.quality;

import io.ihcattribution.journey.SourceValues;

/**
 * Which rows are looked at, and by which measure, in the form in which SQL takes it.
 *
 * @param windowStart the window's first conversion date, empty where open
 * @param windowEndIsOpen 1 where the window has no last date, else 0
 * @param windowEnd the window's last date, empty where open
 * @param hasWindow 1 where only the window's conversions and the sessions of their users are looked at, else 0
 * @param latestDate the last date that is not ahead of its time
 * @param lookbackDays how far before its conversion a journey may begin, days; 0 = no limit
 * @param atConversion 1 where a session in the conversion's very second belongs to it, else 0
 * @param maxSessions the most sessions that one request can hold
 * @param conversionsKeyed 1 where the shop's database itself keeps conv_id from standing in several rows, else 0
 * @param sessionsKeyed the same of session_sources.session_id
 * @param costsKeyed the same of session_costs.session_id
 */
public record QualityScope(String windowStart, int windowEndIsOpen, String windowEnd, int hasWindow, String latestDate,
        int lookbackDays, int atConversion, int maxSessions, int conversionsKeyed, int sessionsKeyed, int costsKeyed) {

    /** What is cut off both ends of a channel's label. */
    public String padding() {
        return SourceValues.PADDING;
    }
}
