package io.ihcattribution.model;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a training learned, and from what.
 *
 * @param conversionsBefore journeys before cleaning
 * @param sessionsBefore their sessions
 * @param conversionsAfter journeys after cleaning
 * @param sessionsAfter their sessions
 * @param withoutSessions journeys left out because they have no session
 * @param tooLong journeys left out because they have more than {@link Training#MAX_SESSIONS}
 * @param lengths the journeys after cleaning by length: 1, 2, 3, more
 * @param sessionsByChannel the sessions after cleaning by channel label
 * @param parameters the trained parameters
 */
public record TrainingReport(
        long conversionsBefore, long sessionsBefore, long conversionsAfter, long sessionsAfter, long withoutSessions,
        long tooLong, List<Length> lengths, SortedMap<String, Long> sessionsByChannel,
        IhcParameters parameters) {

    /**
     * The journeys of a length.
     *
     * @param sessions 1, 2, 3 or "more"
     * @param conversions their number
     * @param meanSessions the mean number of sessions
     * @param share their share of all conversions after cleaning, 0 to 1
     */
    public record Length(String sessions, long conversions, double meanSessions, double share) {}

    public TrainingReport {
        lengths = List.copyOf(lengths);
        sessionsByChannel = Collections.unmodifiableSortedMap(new TreeMap<>(sessionsByChannel));
    }

    /** The report as plain text with the curves as pictures; lines end with a line feed. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append("Data                  conversions    sessions\n");
        line(text, "  %-18s %12d %11d", "before cleaning", conversionsBefore, sessionsBefore);
        line(text, "  %-18s %12d %11d", "after cleaning", conversionsAfter, sessionsAfter);
        line(text, "  left out: %d without sessions, %d with more than %d sessions",
                withoutSessions, tooLong, Training.MAX_SESSIONS);
        text.append("\nJourneys by length    conversions       share  mean sessions\n");
        for (Length length : lengths) {
            line(text, "  %-18s %12d %10.1f%% %14.2f", length.sessions(), length.conversions(), 100 * length.share(),
                    length.meanSessions());
        }
        PhaseWeights phases = parameters.phaseWeights();
        text.append("\nPhase weights (set, not learned)\n");
        line(text, "  initializer %.3f   holder %.3f   closer %.3f",
                phases.initializer(), phases.holder(), phases.closer());
        text.append("\nChannel weights (heuristic)\n");
        line(text, "  %-32s %9s %12s %8s %8s", "", "sessions", "initializer", "holder", "closer");
        for (Map.Entry<String, PhaseWeights> channel : parameters.channelWeights().entrySet()) {
            line(text, "  %-32s %9d %12.3f %8.3f %8.3f", channel.getKey(), sessionsByChannel.get(channel.getKey()),
                    channel.getValue().initializer(), channel.getValue().holder(), channel.getValue().closer());
        }
        text.append("\nInitializer membership by hours since the previous session (heuristic)\n");
        text.append(new CurveChart(parameters.initializerMembership()).text());
        text.append("\nCloser membership by hours to the last session\n");
        text.append(new CurveChart(parameters.closerMembership()).text());
        return text.toString();
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }
}
