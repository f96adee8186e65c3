package io.ihcattribution.journey;

import io.ihcattribution.channel.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Makes journeys of the source's rows while they stream by, user by user, and hands them on page by page. */
public final class JourneyReader {

    /** A page ends where it has so many sessions, too: it is held as a whole. */
    private static final int PAGE_SESSIONS = 10_000;

    private final JourneyRules rules;
    private final Channels channels;
    private final int pageSize;
    private final Path temp;
    private final BooleanSupplier stopped;

    /**
     * @param channels what becomes of the sessions' labels
     * @param pageSize the most conversions of a page
     * @param temp the folder of temporary files, for a user with very many sessions
     * @param stopped whether to read no further
     */
    public JourneyReader(JourneyRules rules, Channels channels, int pageSize, Path temp, BooleanSupplier stopped) {
        this.rules = rules;
        this.channels = channels;
        this.pageSize = pageSize;
        this.temp = temp;
        this.stopped = stopped;
    }

    /**
     * The conversions of the rows with their journeys, in pages.
     *
     * @param rows users in the order of their first conversion's id, of each the conversions, then the sessions, both
     *     in the order of time
     * @param isAsked which of the conversions are asked for; the source may give others, too
     * @throws UnorderedSource on the way, when a user comes where no user may: a part of a journey may be lost
     */
    public Iterator<List<Candidate>> pages(Iterator<SourceRow> rows, Predicate<SourceRow> isAsked) {
        return new Pages(rows, isAsked);
    }

    private final class Pages implements Iterator<List<Candidate>> {
        private final Iterator<SourceRow> rows;
        private final Predicate<SourceRow> isAsked;
        private SourceRow ahead;
        private Iterator<Candidate> user = List.<Candidate>of().iterator();
        private byte[] firstOfUser = new byte[0];

        Pages(Iterator<SourceRow> rows, Predicate<SourceRow> isAsked) {
            this.rows = rows;
            this.isAsked = isAsked;
            advance();
        }

        @Override
        public boolean hasNext() {
            return !stopped.getAsBoolean() && hasCandidate();
        }

        @Override
        public List<Candidate> next() {
            if (!hasCandidate()) {
                throw new NoSuchElementException();
            }
            List<Candidate> page = new ArrayList<>();
            int sessions = 0;
            while (page.size() < pageSize && sessions < PAGE_SESSIONS && hasCandidate()) {
                Candidate candidate = user.next();
                page.add(candidate);
                sessions += candidate.journey() == null ? 0 : candidate.journey().size();
            }
            return page;
        }

        /** Whether there is one; goes on to the next user who has, where the one before has none left. */
        private boolean hasCandidate() {
            while (!user.hasNext() && ahead != null) {
                user = nextUser();
            }
            return user.hasNext();
        }

        private Iterator<Candidate> nextUser() {
            String userId = ahead.userId();
            List<SourceRow> conversions = new ArrayList<>();
            RowOrder order = new RowOrder();
            while (ahead != null && ahead.isConversion() && (conversions.isEmpty() || isOf(userId))) {
                conversions.add(ahead);
                order.note(ahead);
                advance();
            }
            requireOrder(conversions, userId);
            conversions.removeIf(isAsked.negate());
            if (order.isNeeded()) {
                conversions.sort(order);
            }
            UserSessions sessions = new UserSessions(userId, temp);
            while (ahead != null && !ahead.isConversion() && isOf(userId)) {
                if (!conversions.isEmpty()) {
                    sessions.add(ahead);
                }
                advance();
            }
            return conversions.isEmpty() ? Collections.emptyIterator()
                    : new UserJourneys(rules, channels, conversions, sessions);
        }

        /** Whether the next row is of that user; whoever has no id is nobody else. */
        private boolean isOf(String userId) {
            return userId != null && !userId.isEmpty() && Objects.equals(ahead.userId(), userId);
        }

        private void advance() {
            ahead = rows.hasNext() ? rows.next() : null;
        }

        private void requireOrder(List<SourceRow> conversions, String userId) {
            byte[] first = conversions.stream().map(row -> row.id().getBytes(StandardCharsets.UTF_8))
                    .min(Arrays::compareUnsigned)
                    .orElseThrow(() -> new UnorderedSource("the source gives a session of user " + userId
                            + " without a conversion of that user before it; nothing was sent"));
            if (Arrays.compareUnsigned(first, firstOfUser) < 0) {
                throw new UnorderedSource("the source gives the conversions of user " + userId + " after those of "
                        + new String(firstOfUser, StandardCharsets.UTF_8)
                        + "; expected users in the order of their first conv_id, as bytes. Nothing was sent");
            }
            firstOfUser = first;
        }
    }
}
