package io.ihcattribution.journey;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The fingerprint of what is bought for a journey: a SHA-256 over exactly what is sent for it, the conversion type and
 * the redistribution parameter. Same fingerprint, same credits: it need not be bought again.
 */
public final class Fingerprint {

    private Fingerprint() {}

    /**
     * The fingerprint, 64 hexadecimal digits.
     *
     * @param journey what is sent
     * @param service who computes the credits: empty for the API; the embedded service's do not count as the API's
     * @param convTypeId the conversion type it is sent for
     * @param redistribution the redistribution parameter as it is sent; empty where none is
     */
    public static String of(Journey journey, String service, String convTypeId, String redistribution) {
        StringBuilder text = new StringBuilder(64 + 96 * journey.size());
        field(text, service);
        field(text, convTypeId);
        field(text, redistribution);
        field(text, journey.conversion().convId());
        for (Session session : journey.sessions()) {
            field(text, session.sessionId());
            time(text, session.timestamp());
            field(text, session.channel());
            text.append(session.holderEngagement() ? '1' : '0')
                    .append(session.closerEngagement() ? '1' : '0')
                    .append(session.impressionInteraction() ? '1' : '0');
        }
        return HexFormat.of().formatHex(sha256().digest(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** With its length before it, so that no two lists of fields have the same text. */
    private static void field(StringBuilder text, String value) {
        text.append(value.length()).append(':').append(value);
    }

    /** A time as ISO 8601 has it at its shortest: without seconds where there are none. */
    private static void time(StringBuilder text, String timestamp) {
        int length = timestamp.endsWith(":00") ? 16 : 19;
        text.append(length).append(':').append(timestamp, 0, 10).append('T').append(timestamp, 11, length);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
