package io.ihcattribution.batch;

import java.util.ArrayList;
import java.util.List;

/** Whole journeys that are gathered for one request until the next one would exceed a limit. Not for many threads. */
public final class OpenBatch {

    private final BatchLimits limits;
    private final List<JourneyToSend> journeys = new ArrayList<>();
    private int sessions;

    public OpenBatch(BatchLimits limits) {
        this.limits = limits;
    }

    /** A batch with its first journey; one that is longer than the limit has room for that one alone. */
    public static OpenBatch beginningWith(JourneyToSend first, BatchLimits limits) {
        int sessions = first.journey().size();
        OpenBatch batch = new OpenBatch(sessions > limits.maxSessions() ? new BatchLimits(1, sessions) : limits);
        batch.add(first);
        return batch;
    }

    /** Whether a further journey may be added. */
    public boolean admits(JourneyToSend next) {
        return limits.admit(journeys.size(), sessions, next);
    }

    /**
     * Adds a journey.
     *
     * @throws IllegalStateException when it does not fit: a batch never exceeds a limit
     */
    public void add(JourneyToSend journey) {
        if (!admits(journey)) {
            throw new IllegalStateException("journey " + journey.convId() + " of " + journey.journey().size()
                    + " sessions does not fit beside " + journeys.size() + " journeys of " + sessions + " sessions");
        }
        journeys.add(journey);
        sessions += journey.journey().size();
    }

    /** What was gathered, closed. */
    public List<JourneyToSend> journeys() {
        return List.copyOf(journeys);
    }
}
