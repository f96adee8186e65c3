package io.ihcattribution.embedded;

import io.ihcattribution.journey.Conversion;
import io.ihcattribution.journey.Journey;
import io.ihcattribution.journey.Session;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * Journeys in a temporary file, for a training goes through them twice and a million of them do not fit in the memory.
 * It keeps what the model looks at: times, channels and the two flags; ids are lost. Not for several threads.
 */
final class JourneySpool implements Iterable<Journey>, AutoCloseable {

    private static final int HOLDER = 1;
    private static final int CLOSER = 2;
    private static final Conversion NO_CONVERSION = new Conversion("", "", LocalDateTime.MAX, 0);

    private final FileChannel file;
    private final DataOutputStream out;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> channels = new ArrayList<>();
    private long journeys;

    /** @throws IOException if the system's temporary folder cannot be written to */
    JourneySpool() throws IOException {
        Path path = Files.createTempFile("ihc-journeys-", ".spool");
        file = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(file), 1 << 16));
    }

    /** Adds a journey; one without sessions counts, too. */
    void add(Journey journey) throws IOException {
        out.writeInt(journey.size());
        for (Session session : journey.sessions()) {
            out.writeLong(session.startedAt().toEpochSecond(ZoneOffset.UTC));
            out.writeInt(numbers.computeIfAbsent(session.channel(), channel -> {
                channels.add(channel);
                return channels.size() - 1;
            }));
            out.writeByte((session.holderEngagement() ? HOLDER : 0) | (session.closerEngagement() ? CLOSER : 0));
        }
        journeys++;
    }

    /** The journeys in the order added. */
    @Override
    public Iterator<Journey> iterator() {
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        DataInputStream in = new DataInputStream(new BufferedInputStream(new FromTheBeginning(), 1 << 16));
        return new Iterator<>() {
            private long left = journeys;

            @Override
            public boolean hasNext() {
                return left > 0;
            }

            @Override
            public Journey next() {
                if (left == 0) {
                    throw new NoSuchElementException();
                }
                left--;
                try {
                    return read(in);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private Journey read(DataInputStream in) throws IOException {
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

    /** Reads by position, so that the place where the next journey is written stays what it is. */
    private final class FromTheBeginning extends InputStream {

        private long position;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = file.read(ByteBuffer.wrap(bytes, from, length), position);
            position += Math.max(0, read);
            return read;
        }
    }
}
