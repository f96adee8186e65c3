package io.ihcattribution.settings;

import static io.ihcattribution.settings.Setting.Rank.RARE;

import io.ihcattribution.batch.BatchLimits;

/**
 * Batches: what one request may hold.
 *
 * @param maxJourneys Max journeys in one request; 100 is the API's limit.
 * @param maxSessions Max sessions in one request; 3000 is the API's limit, and a free plan allows 200.
 * @param endpoint Where batches of the plan wait for a free request, bounded and blocking; a batch travels as its
 *     run and number.
 */
public record BatchSettings(
        @Setting(key = "ihc.batch.max-journeys", byDefault = "100", min = 1, max = 100) int maxJourneys,
        @Setting(key = "ihc.batch.max-sessions", byDefault = "3000", min = 1, max = 3_000) int maxSessions,
        @Setting(key = "ihc.batches.endpoint", byDefault = BatchSettings.QUEUE, expected = "a Camel endpoint",
                rank = RARE) String endpoint) {

    static final String QUEUE = "seda:batches?size=4&blockWhenFull=true&waitForTaskToComplete=Never"
            + "&pollTimeout={{ihc.runtime.queue-poll-millis}}&concurrentConsumers={{ihc.api.concurrency}}";

    /** What one request may hold. */
    public BatchLimits limits() {
        return new BatchLimits(maxJourneys, maxSessions);
    }
}
