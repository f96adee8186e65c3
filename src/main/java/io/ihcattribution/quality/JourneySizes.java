package io.ihcattribution.quality;

import io.ihcattribution.journey.JourneyRules;
import io.ihcattribution.journey.SourceValues;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Counts the sessions of each journey, to find those without any and those with too many, and the sessions that no
 * conversion came after. Rows come user by user; of one user the times are held, eight bytes each.
 */
public final class JourneySizes {

    private static final long DAY_SECONDS = 86_400;

    /** @param convId null or blank where the conversion has none, which is another kind */
    private record Conversion(String convId, long time, boolean inWindow) {}

    private final JourneyRules rules;
    private final QualityTally tally;
    private final List<Conversion> conversions = new ArrayList<>();
    private LongStream.Builder sessions = LongStream.builder();
    /** Whether a session of the user has no time: its journeys are rejected, not without sessions. */
    private boolean timeless;
    private String user = "";

    public JourneySizes(JourneyRules rules, QualityTally tally) {
        this.rules = rules;
        this.tally = tally;
    }

    /** Takes a row of {@code select_user_times.sql}. */
    public void take(Map<String, Object> row) {
        String next = QualityTally.text(row, "user_id");
        if (!user.equals(next)) {
            end();
            user = next;
        }
        LocalDateTime read = SourceValues.time(QualityTally.text(row, "date"), QualityTally.text(row, "time"));
        boolean conversion = QualityTally.number(row, "is_conversion") == 1;
        if (read == null) {
            timeless |= !conversion;
            return;
        }
        long time = read.toEpochSecond(ZoneOffset.UTC);
        if (conversion) {
            conversions.add(new Conversion(
                    QualityTally.text(row, "conv_id"), time, QualityTally.number(row, "in_window") == 1));
        } else {
            sessions.add(time);
        }
    }

    /** Counts the last user's. */
    public void end() {
        if (!SourceValues.isMissing(user) && !conversions.isEmpty()) {
            long[] times = sessions.build().sorted().toArray();
            conversions.stream().filter(conversion -> conversion.inWindow && !SourceValues.isMissing(conversion.convId))
                    .forEach(conversion -> judge(conversion, times));
            long last = conversions.stream().mapToLong(Conversion::time).max().getAsLong();
            tally.afterConversion(times.length - before(last + 1, times));
        }
        conversions.clear();
        sessions = LongStream.builder();
        timeless = false;
    }

    private void judge(Conversion conversion, long[] times) {
        long first = rules.lookbackDays() == 0 ? Long.MIN_VALUE : conversion.time - rules.lookbackDays() * DAY_SECONDS;
        int size = before(rules.atConversion() ? conversion.time + 1 : conversion.time, times) - before(first, times);
        if (size > rules.maxSessions() || size == 0 && !timeless) {
            tally.unusualJourney(conversion.convId, size);
        }
    }

    /** How many sessions are earlier than a time. */
    private static int before(long time, long[] times) {
        int low = 0;
        int high = times.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (times[middle] < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
