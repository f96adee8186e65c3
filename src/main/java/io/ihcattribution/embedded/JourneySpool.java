package io.ihcattribution.embedded;

import io.ihcattribution.journey.Conversion;
import io.ihcattribution.journey.DiskSpool;
import io.ihcattribution.journey.Journey;
import io.ihcattribution.journey.Session;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Journeys in a temporary file, for a training goes through them twice and a million of them do not fit in the memory.
 * It keeps what the model looks at: times, channels and the two flags; ids are lost. Not for several threads.
 */
final class JourneySpool implements Iterable<Journey>, AutoCloseable {

    private static final int HOLDER = 1;
    private static final int CLOSER = 2;
    private static final Conversion NO_CONVERSION = new Conversion("", "", LocalDateTime.MAX, 0);

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> channels = new ArrayList<>();
    private final DiskSpool<Journey> spool;

    /** @param temp where the file is to be */
    JourneySpool(Path temp) {
        spool = new DiskSpool<>(temp, this::write, this::read);
    }

    /** Adds a journey; one without sessions counts, too. */
    void add(Journey journey) {
        spool.add(journey);
    }

    /** The journeys in the order added. */
    @Override
    public Iterator<Journey> iterator() {
        return spool.iterator();
    }

    @Override
    public void close() {
        spool.close();
    }

    private void write(Journey journey, DataOutput out) throws IOException {
        out.writeInt(journey.size());
        for (Session session : journey.sessions()) {
            out.writeLong(session.startedAt().toEpochSecond(ZoneOffset.UTC));
            out.writeInt(numbers.computeIfAbsent(session.channel(), channel -> {
                channels.add(channel);
                return channels.size() - 1;
            }));
            out.writeByte((session.holderEngagement() ? HOLDER : 0) | (session.closerEngagement() ? CLOSER : 0));
        }
    }

    private Journey read(DataInput in) throws IOException {
        int size = in.readInt();
        List<Session> sessions = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            LocalDateTime startedAt = LocalDateTime.ofEpochSecond(in.readLong(), 0, ZoneOffset.UTC);
            String channel = channels.get(in.readInt());
            int flags = in.readByte();
            sessions.add(new Session("", startedAt, channel, (flags & HOLDER) != 0, (flags & CLOSER) != 0, false));
        }
        return new Journey(NO_CONVERSION, sessions);
    }
}
