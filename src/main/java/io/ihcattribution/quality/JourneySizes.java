package io.ihcattribution.quality;

import io.ihcattribution.journey.JourneyRules;
import io.ihcattribution.journey.SourceTime;
import io.ihcattribution.journey.SourceValues;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
    private long[] sessions = new long[64];
    private int count;
    /** Whether a session of the user has no time: its journeys are rejected, not without sessions. */
    private boolean timeless;
    private String user = "";

    public JourneySizes(JourneyRules rules, QualityTally tally) {
        this.rules = rules;
        this.tally = tally;
    }

    /** Takes a session of a user. */
    public void session(String user, String date, String time) {
        begin(user);
        LocalDateTime read = SourceTime.moment(date, time);
        if (read == null) {
            timeless = true;
            return;
        }
        if (count == sessions.length) {
            sessions = Arrays.copyOf(sessions, 2 * count);
        }
        sessions[count++] = read.toEpochSecond(ZoneOffset.UTC);
    }

    /** Takes a conversion of a user; one outside the window is not judged, but sessions may have come after it. */
    public void conversion(String user, String convId, String date, String time, boolean inWindow) {
        begin(user);
        LocalDateTime read = SourceTime.moment(date, time);
        if (read != null) {
            conversions.add(new Conversion(convId, read.toEpochSecond(ZoneOffset.UTC), inWindow));
        }
    }

    private void begin(String next) {
        if (!user.equals(next)) {
            end();
            user = next;
        }
    }

    /** Counts the last user's. */
    public void end() {
        if (!SourceValues.isMissing(user) && !conversions.isEmpty()) {
            Arrays.sort(sessions, 0, count);
            conversions.stream().filter(conversion -> conversion.inWindow && !SourceValues.isMissing(conversion.convId))
                    .forEach(this::judge);
            long last = conversions.stream().mapToLong(Conversion::time).max().getAsLong();
            tally.afterConversion(count - before(last + 1));
        }
        conversions.clear();
        count = 0;
        timeless = false;
    }

    private void judge(Conversion conversion) {
        long first = rules.lookbackDays() == 0 ? Long.MIN_VALUE : conversion.time - rules.lookbackDays() * DAY_SECONDS;
        int size = before(rules.atConversion() ? conversion.time + 1 : conversion.time) - before(first);
        if (size > rules.maxSessions() || size == 0 && !timeless) {
            tally.unusualJourney(conversion.convId, size);
        }
    }

    /** How many sessions are earlier than a time. */
    private int before(long time) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sessions[middle] < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
