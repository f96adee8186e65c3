package io.ihcattribution.journey;

import java.util.List;

/**
 * One conversion and the sessions of the same user that led to it: the unit that is sent, paid for and stored whole.
 *
 * @param conversion the order
 * @param sessions oldest first, then by session id; the last one carries {@code conversion = 1} when sent
 */
public record Journey(Conversion conversion, List<Session> sessions) {

    public Journey {
        sessions = List.copyOf(sessions);
    }

    /** The number of sessions. */
    public int size() {
        return sessions.size();
    }
}
