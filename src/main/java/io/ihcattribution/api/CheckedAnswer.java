package io.ihcattribution.api;

import io.ihcattribution.batch.Batch;
import io.ihcattribution.journey.JourneyOutcome;
import java.util.List;

/**
 * What of an answer may be stored.
 *
 * @param batch the batch it answers
 * @param credits the credits of the journeys that hold, one a session
 * @param outcomes what became of each journey that was sent, one a journey
 */
public record CheckedAnswer(Batch batch, List<Credit> credits, List<JourneyOutcome> outcomes) {

    /** The number of journeys whose credits hold. */
    public long attributed() {
        return outcomes.stream().filter(JourneyOutcome::isAttributed).count();
    }

    /** The number of journeys that failed. */
    public long failed() {
        return outcomes.size() - attributed();
    }
}
