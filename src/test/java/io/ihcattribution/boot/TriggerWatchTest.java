package io.ihcattribution.boot;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.ihcattribution.control.Faults;
import io.ihcattribution.control.Waits;
import io.ihcattribution.text.KeyMask;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.camel.component.file.GenericFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Which files may be taken at a look, and what is said where there is none. */
class TriggerWatchTest {

    private static final Duration SETTLE = Duration.ofMillis(500);

    @TempDir
    Path folder;

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(Waits.class);
    private TriggerWatch watch;

    @BeforeEach
    void open() {
        watch = new TriggerWatch(new TriggerFolder(folder, null), SETTLE, new Faults(KeyMask.NONE), now::get);
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
    }

    @Test
    void filesSettleAllAtOnceSoThatNoneWaitsForAnother() throws IOException {
        List<String> names = IntStream.range(0, 300).mapToObj(i -> i + ".json").toList();
        for (String name : names) {
            Files.writeString(folder.resolve(name), "{}");
        }
        look();
        assertThat(names).noneMatch(this::isTaken);

        pass(SETTLE);
        look();

        assertThat(names).as("after the time that one of them takes").allMatch(this::isTaken);
    }

    @Test
    void aFileThatChangesSettlesAnew() throws IOException {
        Files.writeString(folder.resolve("a.json"), "{");
        look();
        pass(SETTLE.minusMillis(1));
        look();
        assertThat(isTaken("a.json")).isFalse();
        Files.writeString(folder.resolve("a.json"), "{}");
        look();
        pass(SETTLE.minusMillis(1));
        look();
        assertThat(isTaken("a.json")).isFalse();

        pass(Duration.ofMillis(1));
        look();

        assertThat(isTaken("a.json")).isTrue();
    }

    @Test
    void aWatchThatDoesNotLookAnyMoreIsSaidAndThatItLooksAgain() {
        watch.tell();
        look();
        pass(Duration.ofSeconds(60));
        watch.tell();
        assertThat(lines()).isEmpty();

        pass(Duration.ofSeconds(1));
        watch.tell();
        pass(Duration.ofSeconds(60));
        watch.tell();
        look();

        assertThat(lines()).hasSize(3);
        assertThat(lines().get(0)).contains("WARN the watch for triggers waits for the trigger folder", folder
                + " does not answer");
        assertThat(lines().get(1)).contains("WARN the watch for triggers has waited for the trigger folder for 60 s");
        assertThat(lines().get(2)).contains("INFO the trigger folder is back after 60 s");
    }

    @Test
    void aWatchThatWaitsForTheRunOfItsFileIsAtWork() throws IOException {
        Files.writeString(folder.resolve("a.json"), "{}");
        look();
        pass(SETTLE);
        watch.begin(null, null);
        assertThat(isTaken("a.json")).isTrue();

        pass(Duration.ofHours(3));
        watch.tell();

        assertThat(lines()).isEmpty();
    }

    private void look() {
        assertThat(watch.begin(null, null)).isTrue();
        watch.commit(null, null, 0);
    }

    private boolean isTaken(String name) {
        GenericFile<File> file = new GenericFile<>();
        file.setFileName(name);
        return watch.accept(file);
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private List<String> lines() {
        return log.list.stream().map(event -> event.getLevel() + " " + event.getFormattedMessage()).toList();
    }
}
