package io.ihcattribution.run;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How long a run's calls would take, from calls that were made. The ledger's times are whole seconds. Cut off to them,
 * the mean of many calls stays right, for a call begins anywhere within its second; one call may be off by a second.
 * Calls that begin within the same second are off alike, so that only those of different seconds count: of n such, two
 * standard errors are at most 1/sqrt(n) seconds.
 *
 * @param calls the number of calls looked at
 * @param secondsPerCall their mean, from sending to storing the answer
 * @param margin how far that may be off, seconds
 * @param leastSeconds the shortest that the run's calls are expected to take
 * @param mostSeconds the longest, where the API answers as it did
 */
public record CallTime(int calls, double secondsPerCall, double margin, long leastSeconds, long mostSeconds) {

    /** A call that was answered at its first attempt: when it was sent and when its answer was stored. */
    public record Call(LocalDateTime sentAt, LocalDateTime storedAt) {}

    /**
     * An estimate.
     *
     * @param calls calls of the same service
     * @param requests the requests that a run would make
     * @param concurrency the requests in flight at once
     * @param perSecond the requests started per second; 0 = no limit
     * @return null where there are no calls to go by
     */
    public static CallTime of(List<Call> calls, long requests, int concurrency, int perSecond) {
        if (calls.isEmpty()) {
            return null;
        }
        double sum = 0;
        Set<LocalDateTime> begins = new HashSet<>();
        for (Call call : calls) {
            // A clock that was set back must not make a call end before it began.
            sum += Math.max(0, Duration.between(call.sentAt(), call.storedAt()).toMillis() / 1000.0);
            begins.add(call.sentAt());
        }
        double mean = sum / calls.size();
        double margin = 1 / Math.sqrt(begins.size());
        double turns = Math.ceil((double) requests / concurrency);
        double paced = perSecond == 0 || requests == 0 ? 0 : (requests - 1.0) / perSecond;
        return new CallTime(calls.size(), mean, margin,
                (long) Math.floor(Math.max(paced, turns * Math.max(0, mean - margin))),
                (long) Math.ceil(Math.max(paced, turns * (mean + margin))));
    }
}
