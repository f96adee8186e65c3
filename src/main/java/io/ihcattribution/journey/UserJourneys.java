package io.ihcattribution.journey;

import io.ihcattribution.channel.ChannelRules;
import io.ihcattribution.channel.Channels;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The journeys of one user, conversion by conversion in the order of time: a window that slides over the user's
 * sessions. It holds no more sessions than one request can hold, and of all others their times.
 */
final class UserJourneys implements Iterator<Candidate> {

    private final JourneyRules rules;
    private final Channels channels;
    private final Iterator<SourceRow> conversions;
    private final UserSessions sessions;
    private final Iterator<SourceRow> rows;

    /** The next session that no conversion has reached yet; null after the last. */
    private Started ahead;
    /** The sessions whose time cannot be read. */
    private final UnreadableTimes unreadable = new UnreadableTimes();
    /** Whether a session so far is of a channel that is left out. */
    private boolean isLeftOut;
    /** The sessions so far of channels that are left out. */
    private final Deque<LeftOut> leftOut = new ArrayDeque<>();

    /**
     * When the sessions so far started, seconds since 1970 UTC; those before {@code expired} lie before the lookback.
     */
    private long[] times = new long[16];
    private int count;
    private int expired;
    private final Deque<Session> newest = new ArrayDeque<>();
    private final Deque<Fault> faults = new ArrayDeque<>();

    /** A session with its time, UTC. */
    private record Started(SourceRow row, LocalDateTime at) {}

    /** A session of a channel that is left out. */
    private record LeftOut(long at, String id) {}

    /** Why the journeys that a session belongs to cannot be sent. */
    private record Fault(long at, String sentence) {}

    UserJourneys(JourneyRules rules, Channels channels, List<SourceRow> conversions, UserSessions sessions) {
        this.rules = rules;
        this.channels = channels;
        this.conversions = conversions.iterator();
        this.sessions = sessions;
        for (SourceRow row : sessions) {
            if (!isExcluded(row) && SourceValues.time(row.date(), row.time()) == null) {
                unreadable.add(row);
            }
        }
        rows = sessions.iterator();
        ahead = nextSession();
    }

    @Override
    public boolean hasNext() {
        return conversions.hasNext();
    }

    @Override
    public Candidate next() {
        SourceRow conversion = conversions.next();
        try {
            return candidate(conversion);
        } finally {
            if (!conversions.hasNext()) {
                sessions.close();
            }
        }
    }

    private Candidate candidate(SourceRow conversion) {
        LocalDateTime convertedAt = SourceValues.time(conversion.date(), conversion.time());
        String fault = fault(conversion, convertedAt);
        if (fault != null) {
            return Candidate.rejected(conversion.id(), fault);
        }
        while (ahead != null
                && (ahead.at.isBefore(convertedAt) || rules.atConversion() && ahead.at.isEqual(convertedAt))) {
            take(ahead);
            ahead = nextSession();
        }
        expire(convertedAt);
        int found = count - expired;
        String unreadableTime = unreadable.fault(convertedAt, rules);
        if (unreadableTime != null || !faults.isEmpty()) {
            return Candidate.rejected(
                    conversion.id(), unreadableTime != null ? unreadableTime : faults.peekFirst().sentence);
        }
        if (found == 0) {
            return Candidate.unattributable(conversion.id(), convertedAt, "no session of its user led to it"
                    + (isLeftOut ? " but those of channels that are left out (ihc.channels)" : ""),
                    leftOutBefore(convertedAt));
        }
        if (found > rules.maxSessions() && !rules.keepNewest()) {
            return Candidate.rejected(conversion.id(),
                    found + " sessions are more than one request may hold (" + rules.maxSessions() + ")");
        }
        List<Session> sent = new ArrayList<>(newest);
        return Candidate.of(new Journey(
                new Conversion(conversion.id(), conversion.userId(), convertedAt,
                        SourceValues.figure(conversion.revenue())),
                sent.subList(sent.size() - Math.min(found, rules.maxSessions()), sent.size())),
                leftOutBefore(convertedAt));
    }

    /** The sessions of channels that are left out which would belong to a conversion. */
    private Set<String> leftOutBefore(LocalDateTime convertedAt) {
        if (leftOut.isEmpty()) {
            return Set.of();
        }
        long latest = convertedAt.toEpochSecond(ZoneOffset.UTC);
        return leftOut.stream().takeWhile(session -> session.at <= latest).map(LeftOut::id).collect(Collectors.toSet());
    }

    private static String fault(SourceRow conversion, LocalDateTime convertedAt) {
        if (SourceValues.isMissing(conversion.id())) {
            return "conversions: conv_id is blank; expected the conversion's key";
        }
        String row = "conversions." + conversion.id() + ": ";
        if (SourceValues.isMissing(conversion.userId())) {
            return row + "user_id is missing; expected who ordered";
        }
        double revenue = SourceValues.figure(conversion.revenue());
        if (Double.isNaN(revenue)) {
            return row + "revenue \"" + SourceValues.shown(conversion.revenue())
                    + "\" is no number; expected one such as 12.50";
        }
        if (revenue < 0) {
            return row + "revenue is " + revenue + "; expected 0 or more";
        }
        if (convertedAt == null) {
            return row + "conv_date and conv_time \"" + conversion.when()
                    + "\" are no time; expected such as 2026-01-31 and 10:00:00";
        }
        return conversion.isRepeated() ? row + "conv_id stands in several rows; expected one" : null;
    }

    /** The next session of a time and of a channel that stays in. */
    private Started nextSession() {
        while (rows.hasNext()) {
            SourceRow row = rows.next();
            LocalDateTime at = SourceValues.time(row.date(), row.time());
            if (isExcluded(row)) {
                isLeftOut = true;
                if (at != null) {
                    leftOut.addLast(new LeftOut(at.toEpochSecond(ZoneOffset.UTC), row.id()));
                }
            } else if (at != null) {
                return new Started(row, at);
            }
        }
        return null;
    }

    private void take(Started session) {
        long at = session.at.toEpochSecond(ZoneOffset.UTC);
        if (count == times.length) {
            times = Arrays.copyOf(times, count * 2);
        }
        times[count++] = at;
        String fault = fault(session.row);
        if (fault != null) {
            faults.addLast(new Fault(at, fault));
            return;
        }
        SourceRow row = session.row;
        newest.addLast(new Session(row.id(), session.at, row.date() + ' ' + row.time(), channel(row),
                row.holderEngagement().equals("1"), row.closerEngagement().equals("1"),
                row.impressionInteraction().equals("1")));
        if (newest.size() > rules.maxSessions()) {
            newest.removeFirst();
        }
    }

    /** Lets go of what lies before a conversion's lookback; later conversions look back no further. */
    private void expire(LocalDateTime convertedAt) {
        if (rules.lookbackDays() == 0) {
            return;
        }
        long earliest = convertedAt.minusDays(rules.lookbackDays()).toEpochSecond(ZoneOffset.UTC);
        while (expired < count && times[expired] < earliest) {
            expired++;
        }
        while (!faults.isEmpty() && faults.peekFirst().at < earliest) {
            faults.removeFirst();
        }
        while (!leftOut.isEmpty() && leftOut.peekFirst().at < earliest) {
            leftOut.removeFirst();
        }
    }

    private String fault(SourceRow row) {
        if (SourceValues.isMissing(row.id())) {
            return "session_sources: a session of user " + row.userId() + " has no session_id, or one that is binary;"
                    + " expected a text or a number";
        }
        String session = "session_sources." + row.id() + ": ";
        if (row.isRepeated()) {
            return session + "session_id stands in several rows; expected one";
        }
        if (!channels.isNone() && channels.rejects(channels.of(row.channel()))) {
            return session + "channel_name \"" + channels.of(row.channel()).name()
                    + "\" is not in the mapping file (ihc.channels.file); expected it there";
        }
        if (channel(row) == null) {
            return session + "channel_name is blank; expected a channel";
        }
        if (!SourceValues.isFlag(row.holderEngagement()) || !SourceValues.isFlag(row.closerEngagement())
                || !SourceValues.isFlag(row.impressionInteraction())) {
            return session + "holder_engagement, closer_engagement and impression_interaction are "
                    + row.holderEngagement() + ", " + row.closerEngagement() + ", " + row.impressionInteraction()
                    + "; expected 0 or 1 each";
        }
        return null;
    }

    private boolean isExcluded(SourceRow row) {
        return !channels.isNone() && channels.of(row.channel()).isExcluded();
    }

    /** The channel that a session is sent and reported under; null where it has none. */
    private String channel(SourceRow row) {
        if (channels.isNone()) {
            return SourceValues.channel(row.channel());
        }
        String name = channels.of(row.channel()).name();
        return name.equals(ChannelRules.NO_CHANNEL) ? null : name;
    }
}
