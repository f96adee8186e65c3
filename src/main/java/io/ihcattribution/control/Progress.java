package io.ihcattribution.control;

import io.ihcattribution.api.CheckedAnswer;
import io.ihcattribution.batch.Batch;
import io.ihcattribution.run.Forecast;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log how far the run has come, at most once a second. One run at a time. */
public final class Progress {

    private static final Logger LOG = LoggerFactory.getLogger("progress");
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Clock clock;
    private long planned;
    private long journeys;
    private long sessions;
    private long requests;
    private long failed;
    private Instant said = Instant.EPOCH;

    public Progress(Clock clock) {
        this.clock = clock;
    }

    /** A run begins to buy so many journeys. */
    public synchronized void begin(long journeysPlanned) {
        planned = journeysPlanned;
        journeys = 0;
        sessions = 0;
        requests = 0;
        failed = 0;
        said = clock.instant();
    }

    /** The answer to a batch was stored. */
    public synchronized void stored(CheckedAnswer answer) {
        failed += answer.failed();
        add(answer.batch());
        say();
    }

    /** So much was counted before anything is sent. */
    public synchronized void counted(Forecast.Amount amount) {
        Instant now = clock.instant();
        if (Duration.between(said, now).compareTo(PAUSE) >= 0) {
            said = now;
            LOG.info(String.format(Locale.ROOT, "planned %,d journeys so far (%,d sessions, %,d requests)",
                    amount.journeys(), amount.sessions(), amount.requests()));
        }
    }

    private void add(Batch batch) {
        journeys += batch.size();
        sessions += batch.sessions();
        requests++;
    }

    private void say() {
        Instant now = clock.instant();
        if (Duration.between(said, now).compareTo(PAUSE) >= 0) {
            said = now;
            LOG.info(String.format(Locale.ROOT, "%,d of %,d journeys are answered (%,d sessions, %,d requests): %,d"
                    + " attributed, %,d failed", journeys, planned, sessions, requests, journeys - failed, failed));
        }
    }
}
