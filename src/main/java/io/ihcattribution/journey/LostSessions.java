package io.ihcattribution.journey;

import io.ihcattribution.journey.BoughtJourney.BoughtSession;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The sessions that a conversion's credits were bought for and that its journey has no more, by the cause: the reader's
 * own settings leave them out, the source's history begins later now, or they are missing.
 */
public final class LostSessions {

    private final List<BoughtSession> bySettings = new ArrayList<>();
    private final List<BoughtSession> byHistory = new ArrayList<>();
    private final List<BoughtSession> missing = new ArrayList<>();
    private final int bought;
    private final boolean restIsSame;
    private final boolean isSameToTheMinute;
    private final boolean isNoneLeft;

    /**
     * Compares what was bought with what there is.
     *
     * @param beginOfHistory when the first of all sessions of the source started, UTC, {@code YYYY-MM-DD HH:MM:SS};
     *     empty where that is not known
     */
    public LostSessions(BoughtJourney was, Candidate candidate, JourneyRules rules, Supplier<String> beginOfHistory) {
        bought = was.sessions().size();
        Map<String, Session> left = new HashMap<>();
        if (candidate.journey() != null) {
            candidate.journey().sessions().forEach(session -> left.put(session.sessionId(), session));
        }
        String earliest = earliest(candidate.convertedAt(), rules);
        String latest = candidate.convertedAt() == null || rules.atConversion() ? null
                : Session.text(candidate.convertedAt());
        boolean same = true;
        boolean sameToTheMinute = true;
        for (BoughtSession session : was.sessions()) {
            Session now = left.remove(session.sessionId());
            if (now != null) {
                boolean sameChannel = now.channel().equals(session.channel());
                same &= sameChannel && now.timestamp().equals(session.startedAt());
                sameToTheMinute &= sameChannel && isToTheMinute(now.timestamp(), session.startedAt());
            } else if (isLeftOut(session, candidate.leftOut(), earliest, latest)) {
                bySettings.add(session);
            } else if (session.startedAt() != null && session.startedAt().compareTo(beginOfHistory.get()) < 0) {
                byHistory.add(session);
            } else {
                missing.add(session);
            }
        }
        restIsSame = same && left.isEmpty();
        isSameToTheMinute = sameToTheMinute && !same && left.isEmpty() && bySettings.isEmpty() && byHistory.isEmpty()
                && missing.isEmpty();
        isNoneLeft = candidate.journey() == null;
    }

    /** Whether the reader's own settings leave out all that was bought. */
    public boolean areLeftOut() {
        return bought > 0 && bySettings.size() == bought;
    }

    /** Whether the journey is what was bought, but for the sessions before the source's history. */
    public boolean areHistory() {
        return restIsSame && !byHistory.isEmpty() && missing.isEmpty() && (isNoneLeft || bySettings.isEmpty());
    }

    /** Whether the journey is what was bought, but for the seconds, which an export can lose. */
    public boolean areSecondsOnly() {
        return isSameToTheMinute;
    }

    /** Whether half of what was bought or more is missing. */
    public boolean areHalf() {
        return !missing.isEmpty() && missing.size() * 2 >= bought;
    }

    /** What is missing, for people; empty where nothing is. */
    public String sentence() {
        return missing.isEmpty() ? "" : "; of the sessions that were bought " + missing.size() + " of "
                + bought + " are missing, such as " + missing.get(0).sessionId();
    }

    /** Whether a time is what another was before it lost its seconds. */
    private static boolean isToTheMinute(String now, String was) {
        return was != null && now.endsWith(":00") && was.length() == now.length()
                && now.regionMatches(0, was, 0, now.length() - 2);
    }

    private static boolean isLeftOut(BoughtSession session, Set<String> leftOut, String earliest, String latest) {
        String at = session.startedAt();
        return leftOut.contains(session.sessionId())
                || at != null && (earliest != null && at.compareTo(earliest) < 0 || at.equals(latest));
    }

    private static String earliest(LocalDateTime convertedAt, JourneyRules rules) {
        return convertedAt == null || rules.lookbackDays() == 0 ? null
                : Session.text(convertedAt.minusDays(rules.lookbackDays()));
    }
}
