package io.ihcattribution.journey;

import io.ihcattribution.channel.ChannelRules;
import io.ihcattribution.channel.ChannelSettings;
import io.ihcattribution.channel.Channels;
import io.ihcattribution.channel.ReportedChannel;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;

/**
 * Groups the rows of the journey query into candidates, one a conversion, while they stream by. It holds the sessions
 * of one journey at a time, and no more of them than a request can hold.
 */
public final class JourneyAssembler {

    private final JourneyRules rules;
    private final Channels channels;

    /** With every label its own channel. */
    public JourneyAssembler(JourneyRules rules) {
        this(rules, new Channels(ChannelSettings.NONE));
    }

    /** @param channels what becomes of the sessions' labels */
    public JourneyAssembler(JourneyRules rules, Channels channels) {
        this.rules = rules;
        this.channels = channels;
    }

    /**
     * The candidates of the rows, in the rows' order.
     *
     * @param rows ordered by conversion, then session date, time and id
     */
    public Iterator<Candidate> assemble(Iterator<JourneyRow> rows) {
        return new Iterator<>() {
            private JourneyRow ahead = rows.hasNext() ? rows.next() : null;

            @Override
            public boolean hasNext() {
                return ahead != null;
            }

            @Override
            public Candidate next() {
                if (ahead == null) {
                    throw new NoSuchElementException();
                }
                Assembly assembly = new Assembly(ahead);
                String convId = ahead.convId();
                do {
                    assembly.add(ahead);
                    ahead = rows.hasNext() ? rows.next() : null;
                } while (ahead != null && ahead.convId().equals(convId));
                return assembly.candidate();
            }
        };
    }

    /** The conversion whose rows are streaming by. */
    private final class Assembly {
        private final JourneyRow first;
        private final LocalDateTime convertedAt;
        private final LocalDateTime earliest;
        private final Deque<Session> sessions = new ArrayDeque<>();
        private final Set<String> sessionIds = new HashSet<>();
        private int found;
        private boolean leftOut;
        private String fault;

        Assembly(JourneyRow first) {
            this.first = first;
            this.convertedAt = SourceValues.time(first.convDate(), first.convTime());
            if (SourceValues.isMissing(first.convId())) {
                fault = "conversions: conv_id is blank; expected the conversion's key";
            } else if (SourceValues.isMissing(first.userId())) {
                fault = "conversions." + first.convId() + ": user_id is missing; expected who ordered";
            } else if (first.revenue() < 0) {
                fault = "conversions." + first.convId() + ": revenue is " + first.revenue() + "; expected 0 or more";
            } else if (convertedAt == null) {
                fault = "conversions." + first.convId() + ": conv_date and conv_time \"" + first.convDate() + " "
                        + first.convTime() + "\" are not a time; expected YYYY-MM-DD and HH:MM:SS";
            }
            this.earliest = convertedAt == null || rules.lookbackDays() == 0
                    ? LocalDateTime.MIN
                    : convertedAt.minusDays(rules.lookbackDays());
        }

        void add(JourneyRow row) {
            if (fault != null) {
                return;
            }
            if ("conversions".equals(row.repeated()) || !Objects.equals(row.userId(), first.userId())
                    || !Objects.equals(row.convDate(), first.convDate()) || !Objects.equals(row.convTime(), first.convTime())) {
                fault = "conversions." + first.convId() + ": conv_id stands in several rows; expected one";
                return;
            }
            if (row.sessionId() == null) {
                return;
            }
            if (!channels.isNone() && channels.of(row.channel()).isExcluded()) {
                leftOut = true;
                return;
            }
            if (SourceValues.isMissing(row.sessionId())) {
                fault = "session_sources: a session of user " + row.userId() + " has no session_id; expected one";
                return;
            }
            LocalDateTime startedAt = SourceValues.time(row.eventDate(), row.eventTime());
            if (startedAt == null) {
                fault = "session_sources." + row.sessionId() + ": event_date and event_time \"" + row.eventDate() + " "
                        + row.eventTime() + "\" are not a time; expected YYYY-MM-DD and HH:MM:SS";
                return;
            }
            if (startedAt.isBefore(earliest) || startedAt.isEqual(convertedAt) && !rules.atConversion()) {
                return;
            }
            if (row.repeated() != null || found < rules.maxSessions() && !sessionIds.add(row.sessionId())) {
                fault = "session_sources." + row.sessionId() + ": session_id stands in several rows; expected one";
                return;
            }
            found++;
            if (found > rules.maxSessions()) {
                if (!rules.keepNewest()) {
                    sessions.clear();
                    return;
                }
                sessions.removeFirst();
            }
            session(row, startedAt);
        }

        private void session(JourneyRow row, LocalDateTime startedAt) {
            String channel = channel(row);
            if (fault != null) {
                return;
            }
            if (channel == null) {
                fault = "session_sources." + row.sessionId() + ": channel_name is blank; expected a channel";
                return;
            }
            if (!SourceValues.isFlag(row.holderEngagement()) || !SourceValues.isFlag(row.closerEngagement())
                    || !SourceValues.isFlag(row.impressionInteraction())) {
                fault = "session_sources." + row.sessionId() + ": holder_engagement, closer_engagement and "
                        + "impression_interaction are " + row.holderEngagement() + ", " + row.closerEngagement() + ", "
                        + row.impressionInteraction() + "; expected 0 or 1 each";
                return;
            }
            sessions.addLast(new Session(row.sessionId(), startedAt, row.eventDate() + ' ' + row.eventTime(), channel,
                    row.holderEngagement().equals("1"), row.closerEngagement().equals("1"),
                    row.impressionInteraction().equals("1")));
        }

        /** The channel that a session is sent and reported under; null where it has none. */
        private String channel(JourneyRow row) {
            if (channels.isNone()) {
                return SourceValues.channel(row.channel());
            }
            ReportedChannel channel = channels.of(row.channel());
            if (channels.rejects(channel)) {
                fault = "session_sources." + row.sessionId() + ": channel_name \"" + channel.name()
                        + "\" is not in the mapping file (ihc.channels.file); expected it there";
            }
            return channel.name().equals(ChannelRules.NO_CHANNEL) ? null : channel.name();
        }

        Candidate candidate() {
            if (fault != null) {
                return Candidate.setAside(first.convId(), first.entry(), JourneyState.REJECTED, fault);
            }
            if (found == 0) {
                return Candidate.setAside(first.convId(), first.entry(), JourneyState.UNATTRIBUTABLE,
                        leftOut
                                ? "no session of its user led to it but those of channels that are left out (ihc.channels)"
                                : "no session of its user led to it");
            }
            if (found > rules.maxSessions() && !rules.keepNewest()) {
                return Candidate.setAside(first.convId(), first.entry(), JourneyState.REJECTED,
                        found + " sessions are more than one request may hold (" + rules.maxSessions() + ")");
            }
            List<Session> ordered = new ArrayList<>(sessions);
            Conversion conversion = new Conversion(first.convId(), first.userId(), convertedAt, first.revenue());
            return Candidate.of(new Journey(conversion, ordered), first.entry());
        }
    }
}
