package io.ihcattribution.journey;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The sessions of one user, in the order of time. All have to be seen before the first journey is known to be whole;
 * those of a user with very many wait on disk.
 */
final class UserSessions implements Iterable<SourceRow>, AutoCloseable {

    /** What is held of one user in memory; more goes to the disk. */
    private static final int MAX_CHARACTERS = 4_000_000;

    private static final int CHARACTERS_OF_A_ROW = 100;

    private final String userId;
    private final Path temp;
    private final RowOrder order = new RowOrder();
    private final List<SourceRow> held = new ArrayList<>();
    private final List<Piece> pieces = new ArrayList<>();
    private long characters;
    private DiskSpool<SourceRow> spooled;

    /** Where rows lie on disk, in their order. */
    private record Piece(long from, int rows) {}

    /** @param temp where what does not fit in the memory is kept */
    UserSessions(String userId, Path temp) {
        this.userId = userId;
        this.temp = temp;
    }

    /** Takes a session, which comes in the order of the stream. */
    void add(SourceRow row) {
        order.note(row);
        held.add(row);
        characters += CHARACTERS_OF_A_ROW + (row.channel() == null ? 0 : row.channel().length());
        if (characters > MAX_CHARACTERS) {
            spool();
        }
    }

    /** All that were added; none may be added from then on. */
    @Override
    public Iterator<SourceRow> iterator() {
        if (order.isNeeded()) {
            held.sort(order);
        }
        if (spooled == null) {
            return held.iterator();
        }
        List<Iterator<SourceRow>> parts = new ArrayList<>();
        pieces.forEach(piece -> parts.add(spooled.iterator(piece.from, piece.rows)));
        parts.add(held.iterator());
        return order.merged(parts);
    }

    @Override
    public void close() {
        if (spooled != null) {
            spooled.close();
        }
    }

    private void spool() {
        if (spooled == null) {
            spooled = new DiskSpool<>(temp, UserSessions::write, this::read);
        }
        if (order.isNeeded()) {
            held.sort(order);
        }
        long from = spooled.end();
        held.forEach(spooled::add);
        pieces.add(new Piece(from, held.size()));
        held.clear();
        characters = 0;
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
        return new SourceRow(false, userId, text(in), text(in), text(in), text(in), text(in), text(in), text(in),
                null, in.readBoolean());
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
