package io.ihcattribution.source;

import io.ihcattribution.journey.JourneyRules;
import io.ihcattribution.run.Window;
import java.util.HashMap;
import java.util.Map;

/**
 * Which rows of the source a run's journeys are made of, in the form in which SQL takes it. It is coarse: which
 * conversion is of the window, and which session belongs to it, is decided when the rows are there.
 *
 * @param window the conversions
 * @param firstDate no session before it belongs to a conversion of the window
 * @param lastDate no session after it does, unless a zone moves it
 * @param keys which keys the database itself keeps from standing in several rows
 */
public record JourneyQuery(WindowQuery window, String firstDate, String lastDate, DeclaredKeys keys) {

    /** The rows of a window's conversions. */
    public static JourneyQuery of(Window window, JourneyRules rules, DeclaredKeys keys) {
        boolean open = window.start() == null || rules.lookbackDays() == 0;
        return new JourneyQuery(new WindowQuery(window),
                open ? "" : window.start().minusDays(rules.lookbackDays() + 1L).toString(),
                WindowQuery.endOf(window.end()), keys);
    }

    /** The same by name, as the statement has them. */
    public Map<String, Object> parameters() {
        Map<String, Object> parameters = new HashMap<>(window.parameters());
        parameters.put("firstDate", firstDate);
        parameters.put("lastDate", lastDate);
        parameters.put("conversionsKeyed", keys.conversions());
        parameters.put("sessionsKeyed", keys.sessions());
        return parameters;
    }
}
