package io.ihcattribution.model;

import io.ihcattribution.journey.Conversion;
import io.ihcattribution.journey.Journey;
import io.ihcattribution.journey.Session;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/** Journeys for tests, written as "hours channel flags", where the flags are any of h (holder) and c (closer). */
final class JourneyOf {

    private static final LocalDateTime START = LocalDateTime.of(2024, 3, 1, 8, 0);

    private JourneyOf() {}

    /** A journey with sessions s1, s2 and so on. */
    static Journey sessions(String... lines) {
        List<Session> sessions = new ArrayList<>();
        for (String line : lines) {
            String[] words = line.split(" ");
            String flags = words.length > 2 ? words[2] : "";
            sessions.add(session("s" + (sessions.size() + 1), Math.round(Double.parseDouble(words[0]) * 3600), words[1],
                    flags.contains("h"), flags.contains("c")));
        }
        return of(sessions);
    }

    /** A journey of hourly sessions of these channels, with all flags set. */
    static Journey channels(String... channels) {
        List<Session> sessions = new ArrayList<>();
        for (String channel : channels) {
            sessions.add(session("s" + (sessions.size() + 1), sessions.size() * 3600L, channel, true, true));
        }
        return of(sessions);
    }

    static Journey of(List<Session> sessions) {
        return new Journey(new Conversion("order", "user", START.plusYears(1), 10), sessions);
    }

    static Session session(String id, long second, String channel, boolean holder, boolean closer) {
        return new Session(id, START.plusSeconds(second), channel, holder, closer, false);
    }
}
