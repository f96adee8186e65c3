package io.ihcattribution.control;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log what the run, or whoever else works on its own, waits for: when the wait begins, then about once a
 * minute, and when it is over.
 */
public final class Waits {

    private static final Logger LOG = LoggerFactory.getLogger(Waits.class);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final LongSupplier nanoTime;
    private final String who;
    private final Map<String, Wait> waits = new LinkedHashMap<>();

    /** @param nanoTime a time that no change of the machine's clock moves */
    public Waits(LongSupplier nanoTime) {
        this(nanoTime, "the run");
    }

    /** @param who waits, such as {@code the run} */
    public Waits(LongSupplier nanoTime, String who) {
        this.nanoTime = nanoTime;
        this.who = who;
    }

    /**
     * Whoever waits could not go on, and will try again.
     *
     * @param whom what it waits for, such as {@code the database}
     * @param reason what happened when it was tried last
     */
    public synchronized void on(String whom, String reason) {
        Wait wait = waits.get(whom);
        if (wait == null) {
            long now = nanoTime.getAsLong();
            waits.put(whom, new Wait(now, now, reason));
            LOG.warn("{} waits for {} and tries again: {}", who, whom, reason);
        } else {
            waits.put(whom, new Wait(wait.since, wait.said, reason));
        }
    }

    /** Says of each wait that lasts how long it has lasted, where that was not said within the last minute. */
    public synchronized void tell() {
        long now = nanoTime.getAsLong();
        waits.replaceAll((whom, wait) -> {
            if (now - wait.said < PAUSE.toNanos()) {
                return wait;
            }
            LOG.warn("{} has waited for {} for {} s and tries on: {}", who, whom, seconds(now - wait.since),
                    wait.reason);
            return new Wait(wait.since, now, wait.reason);
        });
    }

    /** What the run waited for is there; says so where it did wait. */
    public synchronized void over(String whom) {
        Wait wait = waits.remove(whom);
        if (wait != null) {
            LOG.info("{} is back after {} s; {} goes on", whom, seconds(nanoTime.getAsLong() - wait.since), who);
        }
    }

    /** The run waits for nothing any more, for it has ended. */
    public synchronized void forget() {
        waits.clear();
    }

    /**
     * A wait.
     *
     * @param since when it began, and said when it was spoken of last, in nanoseconds
     */
    private record Wait(long since, long said, String reason) {}

    private static long seconds(long nanos) {
        return Duration.ofNanos(nanos).toSeconds();
    }
}
