package io.ihcattribution.source;

import io.ihcattribution.journey.JourneyRules;
import io.ihcattribution.run.Window;
import java.util.Map;

/**
 * Which rows of the source a run's journeys are made of, in the form in which SQL takes it. It is coarse: which session
 * belongs to a journey is decided when the rows are there.
 *
 * @param windowStart the first conversion date, empty where open
 * @param windowEndIsOpen 1 where there is no last conversion date, else 0
 * @param windowEnd the last conversion date, empty where open
 * @param firstDate no session before it belongs to a conversion of the window
 * @param lastDate no session after it does
 * @param conversionsKeyed 1 where the database itself keeps conv_id from standing in several rows, else 0
 * @param sessionsKeyed the same of session_id
 */
public record JourneyQuery(
        String windowStart, int windowEndIsOpen, String windowEnd, String firstDate, String lastDate,
        int conversionsKeyed, int sessionsKeyed) {

    /** After every date. */
    private static final String AFTER_ALL = "~";

    /** The rows of a window's conversions. */
    public static JourneyQuery of(Window window, JourneyRules rules, DeclaredKeys keys) {
        boolean open = window.start() == null || rules.lookbackDays() == 0;
        return new JourneyQuery(window.startText(), window.endIsOpen(), window.endText(),
                open ? "" : window.start().minusDays(rules.lookbackDays() + 1L).toString(),
                window.end() == null ? AFTER_ALL : window.endText(), keys.conversions(), keys.sessions());
    }

    /** The same by name, as the statement has them. */
    public Map<String, Object> parameters() {
        return Map.of("windowStart", windowStart, "windowEndIsOpen", windowEndIsOpen, "windowEnd", windowEnd,
                "firstDate", firstDate, "lastDate", lastDate, "conversionsKeyed", conversionsKeyed, "sessionsKeyed",
                sessionsKeyed);
    }
}
