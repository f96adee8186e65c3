package io.ihcattribution.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JourneyAssemblerTest {

    private static final JourneyRules DEFAULT = new JourneyRules(120, true, 3_000, false);

    @Test
    void groupsTheRowsOfEachConversionIntoAJourney() {
        List<Candidate> candidates = assemble(DEFAULT,
                row("c1", "s1", "2026-01-01 10:00:00"), row("c1", "s2", "2026-01-02 10:00:00"),
                row("c2", "s3", "2026-01-03 10:00:00"));

        assertThat(candidates).extracting(Candidate::convId).containsExactly("c1", "c2");
        assertThat(candidates).extracting(candidate -> ids(candidate.journey()))
                .containsExactly(List.of("s1", "s2"), List.of("s3"));
        assertThat(candidates).allSatisfy(candidate -> assertThat(candidate.setAside()).isNull());
    }

    @Test
    void takesASessionOfTheConversionsVerySecondUnlessTheBoundaryIsBefore() {
        JourneyRow early = row("c1", "early", "2026-03-01 11:59:59");
        JourneyRow same = row("c1", "same", "2026-03-01 12:00:00");

        assertThat(only(DEFAULT, early, same)).containsExactly("early", "same");
        assertThat(only(new JourneyRules(120, false, 3_000, false), early, same)).containsExactly("early");
    }

    @Test
    void looksBackToTheSecond() {
        JourneyRow beyond = row("c1", "beyond", "2026-02-19 11:59:59");
        JourneyRow edge = row("c1", "edge", "2026-02-19 12:00:00");

        assertThat(only(new JourneyRules(10, true, 3_000, false), beyond, edge)).containsExactly("edge");
        assertThat(only(new JourneyRules(0, true, 3_000, false), beyond, edge)).containsExactly("beyond", "edge");
    }

    @Test
    void sessionsBeyondTheLookbackOnlyLeaveAConversionWithoutAJourney() {
        Candidate candidate = assemble(new JourneyRules(1, true, 3_000, false), row("c1", "s1", "2026-01-01 10:00:00"))
                .get(0);

        assertThat(candidate.journey()).isNull();
        assertThat(candidate.setAside()).isEqualTo(JourneyState.UNATTRIBUTABLE);
    }

    @Test
    void aConversionWithoutSessionsIsUnattributable() {
        assertThat(assemble(DEFAULT, row("c1", null, "2026-01-01 10:00:00")).get(0).setAside())
                .isEqualTo(JourneyState.UNATTRIBUTABLE);
    }

    @Test
    void rejectsAJourneyThatNoRequestCanHoldWithItsSize() {
        Candidate candidate = assemble(new JourneyRules(120, true, 3, false), four()).get(0);

        assertThat(candidate.setAside()).isEqualTo(JourneyState.REJECTED);
        assertThat(candidate.reason()).contains("4 sessions").contains("(3)");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aJourneyOfAHundredThousandSessionsIsNotGathered(boolean keepNewest) {
        // Together they would be larger than any memory that the tests run in.
        Iterator<JourneyRow> rows = IntStream.range(0, 100_000)
                .mapToObj(i -> row("c1", "s" + i, "2026-01-01 10:00:00", i + "x".repeat(100_000), "1", "1", "0")).iterator();

        Candidate candidate = new JourneyAssembler(new JourneyRules(120, true, 3, keepNewest)).assemble(rows).next();

        assertThat(candidate.journey() == null ? 0 : candidate.journey().size()).isEqualTo(keepNewest ? 3 : 0);
    }

    @Test
    void keepsTheNewestSessionsOfSuchAJourneyWhereToldTo() {
        assertThat(only(new JourneyRules(120, true, 3, true), four())).containsExactly("s2", "s3", "s4");
        assertThat(only(new JourneyRules(120, true, 4, false), four())).containsExactly("s1", "s2", "s3", "s4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-30 10:00:00", "2026-02-01 24:00:00", "2026-2-1 10:00:00", "01/02/2026 10:00:00",
        "2026-02-01 10:00", "2026-02-0x 10:00:00"})
    void rejectsAJourneyWithASessionOfAnImpossibleTimeAndNamesRowColumnAndValue(String time) {
        Candidate candidate = assemble(DEFAULT, row("c1", "s1", "2026-01-01 10:00:00"), row("c1", "s2", time)).get(0);

        assertThat(candidate.setAside()).isEqualTo(JourneyState.REJECTED);
        assertThat(candidate.reason()).contains("session_sources", "s2", "event_date", "event_time", time);
    }

    @Test
    void rejectsAConversionOfAnImpossibleTime() {
        JourneyRow row = new JourneyRow("c1", "u1", "2026-02-31", "12:00:00", LedgerEntry.NONE, "s1", "2026-01-01",
                "10:00:00", "Search", "1", "1", "0", 10, null);

        Candidate candidate = assemble(DEFAULT, row).get(0);

        assertThat(candidate.setAside()).isEqualTo(JourneyState.REJECTED);
        assertThat(candidate.reason()).contains("conversions", "c1", "conv_date", "2026-02-31");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void rejectsAJourneyWithABlankChannel(String channel) {
        Candidate candidate = assemble(DEFAULT, row("c1", "s1", "2026-01-01 10:00:00", channel, "1", "1", "0")).get(0);

        assertThat(candidate.setAside()).isEqualTo(JourneyState.REJECTED);
        assertThat(candidate.reason()).contains("session_sources", "s1", "channel_name");
    }

    @ParameterizedTest
    @CsvSource({"2, 1, 0, holder_engagement", "1, -1, 0, closer_engagement", "1, 1, yes, impression_interaction"})
    void rejectsAJourneyWithAFlagOtherThan0And1(String holder, String closer, String impression, String column) {
        Candidate candidate =
                assemble(DEFAULT, row("c1", "s1", "2026-01-01 10:00:00", "Search", holder, closer, impression)).get(0);

        assertThat(candidate.setAside()).isEqualTo(JourneyState.REJECTED);
        assertThat(candidate.reason()).contains("session_sources", "s1", column);
    }

    @Test
    void aRejectedJourneyLeavesTheOthersAlone() {
        List<Candidate> candidates = assemble(DEFAULT,
                row("c1", "s1", "2026-01-01 10:00:00", "", "1", "1", "0"), row("c2", "s2", "2026-01-01 10:00:00"));

        assertThat(candidates.get(0).setAside()).isEqualTo(JourneyState.REJECTED);
        assertThat(ids(candidates.get(1).journey())).containsExactly("s2");
    }

    @Test
    void readsFlagsAsTheyAre() {
        Session session = assemble(DEFAULT, row("c1", "s1", "2026-01-01 10:00:00", "Search", "1", "0", "1")).get(0)
                .journey().sessions().get(0);

        assertThat(session.holderEngagement()).isTrue();
        assertThat(session.closerEngagement()).isFalse();
        assertThat(session.impressionInteraction()).isTrue();
    }

    private static JourneyRow[] four() {
        return new JourneyRow[] {
            row("c1", "s1", "2026-01-01 10:00:00"), row("c1", "s2", "2026-01-02 10:00:00"),
            row("c1", "s3", "2026-01-03 10:00:00"), row("c1", "s4", "2026-01-04 10:00:00")};
    }

    /** A row of a conversion at noon of the first of March. */
    private static JourneyRow row(String convId, String sessionId, String time) {
        return row(convId, sessionId, time, "Search", "1", "1", "0");
    }

    private static JourneyRow row(
            String convId, String sessionId, String time, String channel, String holder, String closer,
                    String impression) {
        String[] parts = time.split(" ");
        return new JourneyRow(convId, "u1", "2026-03-01", "12:00:00", LedgerEntry.NONE, sessionId,
                sessionId == null ? null : parts[0], sessionId == null ? null : parts[1], channel, holder, closer, impression, 10,
                null);
    }

    private static List<Candidate> assemble(JourneyRules rules, JourneyRow... rows) {
        Iterator<Candidate> candidates = new JourneyAssembler(rules).assemble(List.of(rows).iterator());
        List<Candidate> all = new ArrayList<>();
        candidates.forEachRemaining(all::add);
        return all;
    }

    /** The sessions of the only journey. */
    private static List<String> only(JourneyRules rules, JourneyRow... rows) {
        List<Candidate> candidates = assemble(rules, rows);
        assertThat(candidates).hasSize(1);
        return ids(candidates.get(0).journey());
    }

    private static List<String> ids(Journey journey) {
        return journey.sessions().stream().map(Session::sessionId).toList();
    }
}
