package io.ihcattribution.control;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the log says of a wait. */
class WaitsTest {

    /** Near the end of its range, as it may be: it then goes on from the other. */
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final Waits waits = new Waits(now::get);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(Waits.class);

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(log);
    }

    @Test
    void isSaidAtFirstThenOnceAMinuteAndWhenItIsOver() {
        waits.on("the database", "it is locked");
        for (int second = 10; second <= 150; second += 10) {
            pass(10);
            waits.on("the database", "it is locked still");
            waits.tell();
        }
        pass(3);
        waits.over("the database");
        pass(600);
        waits.tell();
        waits.over("the database");

        assertThat(lines()).containsExactly(
                "WARN the run waits for the database and tries again: it is locked",
                "WARN the run has waited for the database for 60 s and tries on: it is locked still",
                "WARN the run has waited for the database for 120 s and tries on: it is locked still",
                "INFO the database is back after 153 s; the run goes on");
    }

    @Test
    void aWaitInWhichNothingIsTriedIsSaidAsWell() {
        waits.on("the API", "it asked for an hour");
        pass(61);
        waits.tell();

        assertThat(lines()).hasSize(2).last().asString().contains("for 61 s").contains("it asked for an hour");
    }

    @Test
    void aRunThatHasEndedWaitsForNothing() {
        waits.on("the API", "503");
        waits.on("the database", "it is locked");
        waits.forget();
        pass(600);
        waits.tell();
        waits.over("the API");

        assertThat(lines()).hasSize(2);
    }

    private void pass(int seconds) {
        now.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    private List<String> lines() {
        return log.list.stream().map(event -> event.getLevel() + " " + event.getFormattedMessage()).toList();
    }
}
