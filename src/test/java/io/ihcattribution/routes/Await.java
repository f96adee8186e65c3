package io.ihcattribution.routes;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for what another thread or process brings about. */
final class Await {

    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private Await() {}

    /** Returns once the condition holds; fails when it does not within a minute. */
    static void until(Callable<Boolean> condition) {
        until("it did not come about", condition);
    }

    /** Returns once the condition holds; fails with these words when it does not within a minute. */
    static void until(String what, Callable<Boolean> condition) {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        try {
            while (!condition.call()) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError(what + ": not within " + DEADLINE.toSeconds() + " s");
                }
                LockSupport.parkNanos(5_000_000);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
