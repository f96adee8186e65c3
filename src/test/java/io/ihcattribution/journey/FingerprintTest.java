package io.ihcattribution.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FingerprintTest {

    private static final LocalDateTime TEN = LocalDateTime.parse("2026-01-01T10:00:00");

    @Test
    void isTheSameForTheSameThatIsSent() {
        assertThat(Fingerprint.of(journey("c1", session("s1")), "", "type", ""))
                .isEqualTo(Fingerprint.of(journey("c1", session("s1")), "", "type", "")).matches("[0-9a-f]{64}");
    }

    @Test
    void changesWithWhateverIsSent() {
        Session session = session("s1");
        List<String> fingerprints = List.of(
                Fingerprint.of(journey("c1", session), "", "type", ""),
                Fingerprint.of(journey("c1", session), "", "other", ""),
                Fingerprint.of(journey("c1", session), "", "type", "{}"),
                Fingerprint.of(journey("c1", session), "embedded", "type", ""),
                Fingerprint.of(journey("c2", session), "", "type", ""),
                Fingerprint.of(journey("c1", session, session("s2")), "", "type", ""),
                Fingerprint.of(journey("c1", session("s2"), session), "", "type", ""),
                Fingerprint.of(journey("c1", new Session("s1", TEN.plusSeconds(1), "Search", true, true, false)), "",
                        "type", ""),
                Fingerprint.of(journey("c1", new Session("s1", TEN, "Email", true, true, false)), "", "type", ""),
                Fingerprint.of(journey("c1", new Session("s1", TEN, "Search", false, true, false)), "", "type", ""),
                Fingerprint.of(journey("c1", new Session("s1", TEN, "Search", true, false, false)), "", "type", ""),
                Fingerprint.of(journey("c1", new Session("s1", TEN, "Search", true, true, true)), "", "type", ""));

        assertThat(fingerprints).doesNotHaveDuplicates();
    }

    @Test
    void tellsApartWhatReadsTheSameWhenJoined() {
        Set<String> fingerprints = new HashSet<>();
        fingerprints.add(Fingerprint.of(journey("c1", session("s1")), "", "ab", "c"));
        fingerprints.add(Fingerprint.of(journey("c1", session("s1")), "", "a", "bc"));
        fingerprints.add(Fingerprint.of(journey("c1s", session("1")), "", "ab", "c"));

        assertThat(fingerprints).hasSize(3);
    }

    /** Of a ledger that an earlier version kept: a fingerprint that came out differently would buy everything again. */
    @Test
    void isWhatEarlierVersionsMade() throws Exception {
        String text = "0:4:type0:2:c12:s116:2026-01-01T10:006:Search1102:s219:2026-01-01T10:00:016:Search110";
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));

        assertThat(Fingerprint.of(
                journey("c1", session("s1"), new Session("s2", TEN.plusSeconds(1), "Search", true, true, false)), "",
                "type", ""))
                .isEqualTo(HexFormat.of().formatHex(digest));
    }

    private static Session session(String id) {
        return new Session(id, TEN, "Search", true, true, false);
    }

    private static Journey journey(String convId, Session... sessions) {
        return new Journey(new Conversion(convId, "u1", TEN.plusDays(1), 10), List.of(sessions));
    }
}
