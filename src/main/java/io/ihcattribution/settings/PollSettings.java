package io.ihcattribution.settings;

import java.time.Duration;
import java.util.Optional;
import org.quartz.CronExpression;

/**
 * The schedule.
 *
 * @param period Time between two scheduled runs. The first comes one period after the start.
 * @param cron A Quartz cron expression instead of the period, UTC (such as 0 0 5 * * ?); empty = the period counts.
 * @param windowDays A scheduled run covers the conversions of this many days up to today; 0 = all.
 */
public record PollSettings(
        @Setting(key = "ihc.poll.period", byDefault = "1h") Optional<Duration> period,
        @Setting(key = "ihc.poll.cron", expected = "a Quartz cron expression, or nothing") String cron,
        @Setting(key = "ihc.poll.window-days", byDefault = "30", max = 36_500, unit = "days") int windowDays)
        implements SettingsReader.Checked {

    /** The Camel endpoint that keeps the schedule; empty for none. */
    public String endpoint() {
        // Not a timer, which a clock that is set back would hold for as long.
        String byPeriod = period.map(Duration::toMillis)
                .map(millis -> "scheduler:poll?delay=" + millis + "&initialDelay=" + millis).orElse("");
        return cron.isEmpty() ? byPeriod : "quartz:poll?cron=" + cron.replace(' ', '+') + "&trigger.timeZone=UTC";
    }

    @Override
    public void check(SettingFaults faults) {
        faults.unless(cron.isEmpty() || CronExpression.isValidExpression(cron), "ihc.poll.cron", cron,
                "a Quartz cron expression, such as 0 0 5 * * ?");
    }
}
