package io.ihcattribution.control;

/** A database that cannot be written for now: the run waits for as long as it takes, and says so. */
public final class DatabaseWait {

    private static final String DATABASE = "the database";

    private final Faults faults;
    private final Waits waits;

    public DatabaseWait(Faults faults, Waits waits) {
        this.faults = faults;
        this.waits = waits;
    }

    /** Whether what failed is to be done again, for another program or the machine may cure it; and notes the wait. */
    public boolean isWorthAnotherTry(Exception fault) {
        if (!faults.isWorthStoringAgain(fault)) {
            return false;
        }
        note(fault);
        return true;
    }

    /** The database could not be written. */
    public void note(Exception fault) {
        String sentence = faults.sentence(fault);
        waits.on(DATABASE, sentence.startsWith(DATABASE + ": ") ? sentence.substring(DATABASE.length() + 2) : sentence);
    }

    /** The database was written. */
    public void over() {
        waits.over(DATABASE);
    }
}
