package io.ihcattribution.journey;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The sessions of one user as they are read, in the order of time. All have to be seen before the first journey is
 * known to be whole; those of a user with very many wait on disk.
 */
final class UserSessions implements Iterable<SourceRow>, AutoCloseable {

    /** What is held of one user in memory; more goes to the disk. */
    private static final int MAX_CHARACTERS = 4_000_000;

    private static final int CHARACTERS_OF_A_ROW = 100;

    private final String userId;
    private List<SourceRow> held = new ArrayList<>();
    private long characters;
    private DiskSpool<SourceRow> spooled;

    UserSessions(String userId) {
        this.userId = userId;
    }

    void add(SourceRow row) {
        if (spooled != null) {
            spooled.add(row);
            return;
        }
        held.add(row);
        characters += CHARACTERS_OF_A_ROW + (row.channel() == null ? 0 : row.channel().length());
        if (characters > MAX_CHARACTERS) {
            spooled = new DiskSpool<>(UserSessions::write, this::read);
            held.forEach(spooled::add);
            held = List.of();
        }
    }

    @Override
    public Iterator<SourceRow> iterator() {
        return spooled == null ? held.iterator() : spooled.iterator();
    }

    @Override
    public void close() {
        if (spooled != null) {
            spooled.close();
        }
    }

    private static void write(SourceRow row, DataOutput out) throws IOException {
        for (String text : new String[] {row.id(), row.date(), row.time(), row.channel(), row.holderEngagement(),
                row.closerEngagement(), row.impressionInteraction()}) {
            byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
            out.writeInt(text == null ? -1 : bytes.length);
            out.write(bytes);
        }
        out.writeBoolean(row.isRepeated());
    }

    private SourceRow read(DataInput in) throws IOException {
        return new SourceRow(false, userId, text(in), text(in), text(in), text(in), text(in), text(in), text(in), 0,
                in.readBoolean());
    }

    private static String text(DataInput in) throws IOException {
        int length = in.readInt();
        if (length < 0) {
            return null;
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
