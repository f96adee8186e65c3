package io.ihcattribution.boot;

import io.ihcattribution.control.Faults;
import io.ihcattribution.control.RunOutcome;
import io.ihcattribution.control.Waits;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.spi.PollingConsumerPollStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes before every look at the trigger folder: which files may be taken, since they have not changed for a while, and
 * which can never start a run. All files settle at once, so that none waits for another. Says in the log when it cannot
 * look, and for how long.
 */
public final class TriggerWatch implements PollingConsumerPollStrategy, GenericFileFilter<File>, ExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(TriggerWatch.class);
    private static final String FOLDER = "the trigger folder";
    /** Looks are half a second apart. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final TriggerFolder folder;
    private final Duration settle;
    private final Faults faults;
    private final Waits waits;
    private final LongSupplier nanoTime;
    /** The files that were there at the last look. */
    private Map<String, Seen> seen = Map.of();
    private Set<String> settled = Set.of();
    private boolean troubled;
    /** When the watch was last seen at work. */
    private volatile long sign;
    /** Whether there is no need to look: the watch has not begun, or waits for the run of the file it has taken. */
    private volatile boolean rests = true;

    /** A file as it was, and since when. */
    private record Seen(long size, FileTime modified, Object key, long since) {

        boolean isAsIn(Seen other) {
            return size == other.size && modified.equals(other.modified)
                    && String.valueOf(key).equals(String.valueOf(other.key));
        }
    }

    /**
     * @param settle a file is taken once it has not changed for so long
     * @param nanoTime a time that no change of the machine's clock moves
     */
    TriggerWatch(TriggerFolder folder, Duration settle, Faults faults, LongSupplier nanoTime) {
        this.folder = folder;
        this.settle = settle;
        this.faults = faults;
        this.waits = new Waits(nanoTime, "the watch for triggers");
        this.nanoTime = nanoTime;
    }

    @Override
    public boolean begin(Consumer consumer, Endpoint endpoint) {
        working();
        troubled = false;
        try {
            folder.requireInPlace();
            look();
            return true;
        } catch (IOException e) {
            trouble(e);
            return false;
        }
    }

    @Override
    public boolean accept(GenericFile<File> file) {
        boolean isSettled = settled.contains(file.getFileName());
        rests |= isSettled;
        return isSettled;
    }

    @Override
    public void commit(Consumer consumer, Endpoint endpoint, int taken) {
        working();
        if (!troubled) {
            waits.over(FOLDER);
        }
    }

    @Override
    public boolean rollback(Consumer consumer, Endpoint endpoint, int retries, Exception fault) {
        working();
        // The handler is told.
        return false;
    }

    @Override
    public void handleException(Throwable fault) {
        trouble(fault);
    }

    @Override
    public void handleException(String message, Throwable fault) {
        trouble(fault);
    }

    @Override
    public void handleException(String message, Exchange exchange, Throwable fault) {
        Object outcome = exchange == null ? null : exchange.getVariable("triggerFolder");
        if (outcome == null) {
            trouble(fault);
        } else {
            LOG.error("trigger {} cannot be moved to {}: {}; it stays in {}, and the next start asks for its run again",
                    exchange.getVariable("triggerName"), outcome, faults.sentence(fault), RunOutcome.CLAIMED);
        }
    }

    /** Says that the watch cannot look, where that lasts, or that it does not look any more. */
    public void tell() {
        if (!rests && nanoTime.getAsLong() - sign > PATIENCE.toNanos()) {
            waits.on(FOLDER, folder + " does not answer; no file starts a run until it does");
        }
        waits.tell();
    }

    private void working() {
        sign = nanoTime.getAsLong();
        rests = false;
    }

    private void trouble(Throwable fault) {
        troubled = true;
        waits.on(FOLDER, faults.sentence(fault) + "; no file starts a run until that is mended (ihc.trigger.dir)");
    }

    private void look() throws IOException {
        Map<String, Seen> now = new HashMap<>();
        Set<String> ripe = new HashSet<>();
        long time = nanoTime.getAsLong();
        try (DirectoryStream<Path> files = folder.candidates()) {
            for (Path file : files) {
                look(file, time, now, ripe);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        seen = now;
        settled = ripe;
    }

    private void look(Path file, long time, Map<String, Seen> now, Set<String> ripe) throws IOException {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException e) {
            // It has gone since.
            return;
        }
        String fault = TriggerFolder.fault(file, attributes);
        if (fault != null) {
            folder.refuse(file, fault);
            return;
        }
        String name = file.getFileName().toString();
        Seen found = new Seen(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey(), time);
        Seen before = seen.get(name);
        Seen kept = before != null && before.isAsIn(found) ? before : found;
        now.put(name, kept);
        if (time - kept.since() >= settle.toNanos()) {
            ripe.add(name);
        }
    }
}
