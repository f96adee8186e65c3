package io.ihcattribution.batch;

import io.ihcattribution.journey.Conversion;
import io.ihcattribution.journey.Journey;
import io.ihcattribution.journey.Session;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * The journeys of a batch as the ledger keeps them until their answer is stored: all that is sent, and the
 * fingerprints. A tenth of the request's own size, which JSON repeats names in.
 */
public final class BatchPayload {

    private static final int VERSION = 1;
    private static final int BUFFER = 16_384;
    private static final int HOLDER = 1;
    private static final int CLOSER = 2;
    private static final int IMPRESSION = 4;

    private BatchPayload() {}

    /** The bytes of a batch's journeys, compressed. */
    public static byte[] write(List<JourneyToSend> journeys) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        // Buffered: each small write into the deflater would be a call of its own into native code.
        try (DataOutputStream out = new DataOutputStream(
                new BufferedOutputStream(new DeflaterOutputStream(bytes, deflater, BUFFER), BUFFER))) {
            out.writeByte(VERSION);
            List<String> channels = journeys.stream().flatMap(sent -> sent.journey().sessions().stream())
                    .map(Session::channel).distinct().toList();
            Map<String, Integer> numbers = new LinkedHashMap<>();
            out.writeInt(channels.size());
            for (String channel : channels) {
                numbers.put(channel, numbers.size());
                text(channel, out);
            }
            out.writeInt(journeys.size());
            for (JourneyToSend sent : journeys) {
                write(sent, numbers, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    /**
     * The journeys of a payload; of each conversion its id, for no more of it is sent.
     *
     * @throws IllegalArgumentException when it is no payload of this version
     */
    public static List<JourneyToSend> read(byte[] payload) {
        try (DataInputStream in = new DataInputStream(
                new BufferedInputStream(new InflaterInputStream(new ByteArrayInputStream(payload)), BUFFER))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new IllegalArgumentException(
                        "a planned batch of the ledger is of version " + version + ", and this program writes "
                                + VERSION + "; start the version that planned it, and let its run end");
            }
            List<String> channels = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                channels.add(text(in));
            }
            List<JourneyToSend> journeys = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                journeys.add(journey(channels, in));
            }
            return journeys;
        } catch (IOException e) {
            throw new IllegalArgumentException("a batch's payload cannot be read: " + e.getMessage(), e);
        }
    }

    private static void write(JourneyToSend sent, Map<String, Integer> channels, DataOutputStream out)
            throws IOException {
        text(sent.convId(), out);
        text(sent.fingerprint(), out);
        text(sent.convTypeId(), out);
        out.writeInt(sent.journey().size());
        for (Session session : sent.journey().sessions()) {
            text(session.sessionId(), out);
            out.writeLong(session.startedAt().toEpochSecond(ZoneOffset.UTC));
            out.writeInt(channels.get(session.channel()));
            out.writeByte((session.holderEngagement() ? HOLDER : 0) | (session.closerEngagement() ? CLOSER : 0)
                    | (session.impressionInteraction() ? IMPRESSION : 0));
        }
    }

    private static JourneyToSend journey(List<String> channels, DataInputStream in) throws IOException {
        String convId = text(in);
        String fingerprint = text(in);
        String convTypeId = text(in);
        int size = in.readInt();
        List<Session> sessions = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            String sessionId = text(in);
            LocalDateTime startedAt = LocalDateTime.ofEpochSecond(in.readLong(), 0, ZoneOffset.UTC);
            String channel = channels.get(in.readInt());
            int flags = in.readByte();
            sessions.add(new Session(sessionId, startedAt, channel, (flags & HOLDER) != 0, (flags & CLOSER) != 0,
                    (flags & IMPRESSION) != 0));
        }
        return new JourneyToSend(
                new Journey(new Conversion(convId, "", LocalDateTime.MIN, 0), sessions), fingerprint, convTypeId);
    }

    private static void text(String text, DataOutputStream out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}
