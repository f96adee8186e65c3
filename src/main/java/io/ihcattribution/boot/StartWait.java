package io.ihcattribution.boot;

import io.ihcattribution.control.Faults;
import io.ihcattribution.control.Waits;
import io.ihcattribution.database.DatabaseFault;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * What needs a database before a run is under way. While another program holds the database it waits as a run does: for
 * as long as it takes, and says so.
 */
final class StartWait {

    private static final String DATABASE = "the database";

    /** A statement has waited before by itself, but for the switch to the write-ahead log, which does not. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private StartWait() {}

    /**
     * Does the work, again where a database was in use; what was begun has to be undone by then.
     *
     * @throws RuntimeException whatever else is wrong
     */
    static <T> T until(Supplier<T> work) {
        Waits waits = new Waits(System::nanoTime, "the start");
        while (true) {
            try {
                T done = work.get();
                waits.over(DATABASE);
                return done;
            } catch (RuntimeException e) {
                if (!DatabaseFault.isInUse(e)) {
                    throw e;
                }
                waits.on(DATABASE, new Faults(LogLine.key()).sentence(e));
                waits.tell();
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }
}
