package io.ihcattribution.attribute;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Starts at most so many requests within any second. Camel's throttle reads the machine's clock: one that is set back
 * by an hour would hold the run for an hour.
 */
public final class RequestRate {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier nanoTime;

    /** When the last requests were started, as many as a second may have; the oldest is the next to be replaced. */
    private final long[] started;
    private long count;

    /**
     * @param perSecond the most requests a second; 0 = no limit
     * @param nanoTime a time that no change of the machine's clock moves
     */
    public RequestRate(int perSecond, LongSupplier nanoTime) {
        this.started = new long[perSecond];
        this.nanoTime = nanoTime;
    }

    /** Returns when the next request may be started. */
    public void await() throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(take());
    }

    /** Takes the next request's place in time; returns how long it is until then, in nanoseconds. */
    private synchronized long take() {
        if (started.length == 0) {
            return 0;
        }
        int place = (int) (count % started.length);
        long now = nanoTime.getAsLong();
        long wait = count < started.length ? 0 : Math.max(0, started[place] + SECOND - now);
        started[place] = now + wait;
        count++;
        return wait;
    }
}
