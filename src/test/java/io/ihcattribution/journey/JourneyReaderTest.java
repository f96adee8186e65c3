package io.ihcattribution.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ihcattribution.channel.ChannelSettings;
import io.ihcattribution.channel.Channels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterators;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JourneyReaderTest {

    private static final Path TEMP = Path.of("target");
    private static final JourneyRules DEFAULT = new JourneyRules(120, true, 3_000, false);

    @Test
    void makesAJourneyOfEachConversionAndTheSessionsOfItsUser() {
        List<SourceRow> rows = List.of(conversion("c1", "u1", "2026-03-01", "12:00:00"),
                session("s1", "2026-01-01 10:00:00"), session("s2", "2026-01-02 10:00:00"),
                conversion("c2", "u2", "2026-03-01", "12:00:00"));

        List<Candidate> candidates = read(DEFAULT, rows.iterator());

        assertThat(candidates).extracting(Candidate::convId).containsExactly("c1", "c2");
        assertThat(ids(candidates.get(0).journey())).containsExactly("s1", "s2");
        assertThat(candidates.get(1).state()).isEqualTo(JourneyState.UNATTRIBUTABLE);
    }

    @Test
    void takesASessionOfTheConversionsVerySecondUnlessTheBoundaryIsBefore() {
        SourceRow early = session("early", "2026-03-01 11:59:59");
        SourceRow same = session("same", "2026-03-01 12:00:00");

        assertThat(only(DEFAULT, early, same)).containsExactly("early", "same");
        assertThat(only(new JourneyRules(120, false, 3_000, false), early, same)).containsExactly("early");
    }

    @Test
    void looksBackToTheSecond() {
        SourceRow beyond = session("beyond", "2026-02-19 11:59:59");
        SourceRow edge = session("edge", "2026-02-19 12:00:00");

        assertThat(only(new JourneyRules(10, true, 3_000, false), beyond, edge)).containsExactly("edge");
        assertThat(only(new JourneyRules(0, true, 3_000, false), beyond, edge)).containsExactly("beyond", "edge");
    }

    @Test
    void sessionsBeyondTheLookbackOnlyLeaveAConversionWithoutAJourney() {
        Candidate candidate = one(new JourneyRules(1, true, 3_000, false), session("s1", "2026-01-01 10:00:00"));

        assertThat(candidate.journey()).isNull();
        assertThat(candidate.state()).isEqualTo(JourneyState.UNATTRIBUTABLE);
    }

    @Test
    void aConversionWithoutSessionsIsUnattributable() {
        assertThat(one(DEFAULT).state())
                .isEqualTo(JourneyState.UNATTRIBUTABLE);
    }

    @Test
    void rejectsAJourneyThatNoRequestCanHoldWithItsSize() {
        Candidate candidate = one(new JourneyRules(120, true, 3, false), four());

        assertThat(candidate.state()).isEqualTo(JourneyState.REJECTED);
        assertThat(candidate.reason()).contains("4 sessions").contains("(3)");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aJourneyOfAHundredThousandSessionsIsNotGathered(boolean keepNewest) {
        Iterator<SourceRow> sessions = IntStream.range(0, 100_000)
                .mapToObj(i -> session("s" + i, "2026-01-01 10:00:00", i + "x".repeat(1_000), "1", "1", "0"))
                .iterator();
        Iterator<SourceRow> rows = Stream.concat(Stream.of(conversion("c1", "u1", "2026-03-01", "12:00:00")),
                StreamSupport.stream(Spliterators.spliteratorUnknownSize(sessions, 0), false)).iterator();

        Candidate candidate = read(new JourneyRules(120, true, 3, keepNewest), rows).get(0);

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
        Candidate candidate = one(DEFAULT, session("s1", "2026-01-01 10:00:00"), session("s2", time));

        assertThat(candidate.state()).isEqualTo(JourneyState.REJECTED);
        assertThat(candidate.reason()).contains("session_sources", "s2", "event_date", "event_time", time);
    }

    @Test
    void rejectsAConversionOfAnImpossibleTime() {
        Candidate candidate = read(DEFAULT, List.of(conversion("c1", "u1", "2026-02-31", "12:00:00"),
                session("s1", "2026-01-01 10:00:00")).iterator()).get(0);

        assertThat(candidate.state()).isEqualTo(JourneyState.REJECTED);
        assertThat(candidate.reason()).contains("conversions", "c1", "conv_date", "2026-02-31");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void rejectsAJourneyWithABlankChannel(String channel) {
        Candidate candidate = one(DEFAULT, session("s1", "2026-01-01 10:00:00", channel, "1", "1", "0"));

        assertThat(candidate.state()).isEqualTo(JourneyState.REJECTED);
        assertThat(candidate.reason()).contains("session_sources", "s1", "channel_name");
    }

    @ParameterizedTest
    @CsvSource({"2, 1, 0, holder_engagement", "1, -1, 0, closer_engagement", "1, 1, yes, impression_interaction"})
    void rejectsAJourneyWithAFlagOtherThan0And1(String holder, String closer, String impression, String column) {
        Candidate candidate =
                one(DEFAULT, session("s1", "2026-01-01 10:00:00", "Search", holder, closer, impression));

        assertThat(candidate.state()).isEqualTo(JourneyState.REJECTED);
        assertThat(candidate.reason()).contains("session_sources", "s1", column);
    }

    @Test
    void aRejectedJourneyLeavesTheOthersAlone() {
        List<Candidate> candidates = read(DEFAULT, List.of(conversion("c1", "u1", "2026-03-01", "12:00:00"),
                session("s1", "2026-01-01 10:00:00", "", "1", "1", "0"),
                conversion("c2", "u2", "2026-03-01", "12:00:00"),
                new SourceRow(false, "u2", "s2", "2026-01-01", "10:00:00", "Search", "1", "1", "0", 0, false))
                .iterator());

        assertThat(candidates.get(0).state()).isEqualTo(JourneyState.REJECTED);
        assertThat(ids(candidates.get(1).journey())).containsExactly("s2");
    }

    @Test
    void readsFlagsAsTheyAre() {
        Session session = one(DEFAULT, session("s1", "2026-01-01 10:00:00", "Search", "1", "0", "1"))
                .journey().sessions().get(0);

        assertThat(session.holderEngagement()).isTrue();
        assertThat(session.closerEngagement()).isFalse();
        assertThat(session.impressionInteraction()).isTrue();
    }

    @Test
    void aUserWithManyConversionsHasAJourneyForEach() {
        List<SourceRow> rows = new ArrayList<>();
        rows.add(conversion("c1", "u1", "2026-03-01", "12:00:00"));
        rows.add(conversion("c2", "u1", "2026-03-03", "12:00:00"));
        rows.addAll(sessions("u1", session("s1", "2026-02-28 10:00:00"), session("s2", "2026-03-02 10:00:00"),
                session("after", "2026-03-04 10:00:00")));

        List<Candidate> candidates = read(DEFAULT, rows.iterator());

        assertThat(candidates).extracting(Candidate::convId).containsExactly("c1", "c2");
        assertThat(candidates).extracting(candidate -> ids(candidate.journey()))
                .containsExactly(List.of("s1"), List.of("s1", "s2"));
        assertThat(read(new JourneyRules(2, true, 3_000, false), rows.iterator()))
                .extracting(candidate -> ids(candidate.journey())).containsExactly(List.of("s1"), List.of("s2"));
    }

    @Test
    void aFaultRejectsOnlyTheJourneysThatTheSessionBelongsTo() {
        List<SourceRow> rows = new ArrayList<>();
        rows.add(conversion("c1", "u1", "2026-03-01", "12:00:00"));
        rows.add(conversion("c2", "u1", "2026-03-03", "12:00:00"));
        rows.add(conversion("c3", "u1", "2026-06-03", "12:00:00"));
        rows.addAll(sessions("u1", session("s1", "2026-02-28 10:00:00"),
                session("blank", "2026-03-02 10:00:00", "", "1", "1", "0"), session("s3", "2026-06-02 10:00:00")));

        assertThat(read(new JourneyRules(30, true, 3_000, false), rows.iterator())).extracting(Candidate::state)
                .containsExactly(null, JourneyState.REJECTED, null);
    }

    @Test
    void usersWithoutAnIdAreNobodyElse() {
        List<Candidate> candidates = read(DEFAULT, List.of(conversion("c1", null, "2026-03-01", "12:00:00"),
                conversion("c2", null, "2026-03-01", "12:00:00"), conversion("c3", "", "2026-03-01", "12:00:00"))
                .iterator());

        assertThat(candidates).extracting(Candidate::convId).containsExactly("c1", "c2", "c3");
        assertThat(candidates).extracting(Candidate::reason)
                .allSatisfy(reason -> assertThat(reason).contains("user_id"));
    }

    @Test
    void stopsWhereAUserComesTooLate() {
        Iterator<SourceRow> rows = List.of(conversion("c2", "u2", "2026-03-01", "12:00:00"),
                conversion("c1", "u1", "2026-03-01", "12:00:00")).iterator();

        assertThatThrownBy(() -> read(DEFAULT, rows)).isInstanceOf(UnorderedSource.class)
                .hasMessageContainingAll("u1", "c2", "Nothing was sent");
    }

    @Test
    void readsNoFurtherOnceTheRunIsStopped() {
        Iterator<List<Candidate>> pages =
                new JourneyReader(DEFAULT, new Channels(ChannelSettings.NONE), 400, TEMP, () -> true)
                        .pages(List.of(conversion("c1", "u1", "2026-03-01", "12:00:00")).iterator(), row -> true);

        assertThat(pages.hasNext()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 100_000})
    void putsRowsWhoseTimesWereReadOfAnotherFormInTheirPlace(int sessions) {
        // In the stream they come by their texts, such as 9:00 after 10:00; of one second the ids decide.
        Iterator<SourceRow> rows = Stream.concat(Stream.of(conversion("c1", "u1", "2026-03-01", "12:00:00")),
                IntStream.range(0, sessions).mapToObj(i -> converted(String.valueOf(sessions - i),
                        String.format("2026-01-01 10:%02d:%02d", i / 20 % 60, i % 2), SourceRow.Order.BY_NUMBER)))
                .iterator();

        Journey journey = read(new JourneyRules(0, true, sessions, false), rows).get(0).journey();

        assertThat(journey.sessions()).hasSize(sessions).isSortedAccordingTo(Comparator.comparing(Session::startedAt)
                .thenComparing(session -> Integer.parseInt(session.sessionId())));
    }

    @Test
    void ofOneSecondTextsAreInTheOrderOfTheirBytesAndBehindNumbers() {
        String time = "2026-01-01 10:00:00";
        SourceRow.Order text = SourceRow.Order.BY_TEXT;

        assertThat(only(DEFAULT, converted("b", time, text), converted("\uffee", time, text),
                converted("\ud83d\uded2", time, text), converted("a10", time, text), converted("a9", time, text),
                converted("10", time, text), converted("9", time, text)))
                .containsExactly("10", "9", "a10", "a9", "b", "\uffee", "\ud83d\uded2");
        assertThat(only(DEFAULT, converted("a", time, text), converted("10", time, SourceRow.Order.BY_NUMBER),
                converted("9", time, SourceRow.Order.BY_NUMBER))).containsExactly("9", "10", "a");
    }

    @Test
    void conversionsWhoseTimesWereReadOfAnotherFormTakeTheirSessionsInTheOrderOfTime() {
        List<SourceRow> rows = List.of(
                new SourceRow(true, "u1", "c2", "2026-03-02", "12:00:00", null, null, null, null, 10, false,
                        SourceRow.Order.BY_TEXT),
                new SourceRow(true, "u1", "c1", "2026-03-01", "12:00:00", null, null, null, null, 10, false,
                        SourceRow.Order.BY_TEXT),
                converted("s2", "2026-03-02 10:00:00", SourceRow.Order.BY_TEXT), session("s1", "2026-03-01 10:00:00"));

        List<Candidate> candidates = read(DEFAULT, rows.iterator());

        assertThat(candidates).extracting(Candidate::convId).containsExactly("c1", "c2");
        assertThat(ids(candidates.get(0).journey())).containsExactly("s1");
        assertThat(ids(candidates.get(1).journey())).containsExactly("s1", "s2");
    }

    @Test
    void leavesOutConversionsThatAreNotAskedFor() {
        List<SourceRow> rows = List.of(conversion("c1", "u1", "2026-03-01", "12:00:00"),
                session("s1", "2026-01-01 10:00:00"), conversion("c2", "u2", "2026-03-02", "12:00:00"),
                conversion("c3", "u3", "2026-03-01", "12:00:00"));
        List<List<Candidate>> pages = new ArrayList<>();
        new JourneyReader(DEFAULT, new Channels(ChannelSettings.NONE), 1, TEMP, () -> false)
                .pages(rows.iterator(), row -> row.date().equals("2026-03-02")).forEachRemaining(pages::add);

        assertThat(pages).singleElement().satisfies(page -> assertThat(page).extracting(Candidate::convId)
                .containsExactly("c2"));
    }

    private static SourceRow converted(String sessionId, String time, SourceRow.Order order) {
        String[] parts = time.split(" ");
        return new SourceRow(false, "u1", sessionId, parts[0], parts[1], "Search", "1", "1", "0", null, false, order);
    }

    private static SourceRow[] four() {
        return new SourceRow[] {
                session("s1", "2026-01-01 10:00:00"), session("s2", "2026-01-02 10:00:00"),
                session("s3", "2026-01-03 10:00:00"), session("s4", "2026-01-04 10:00:00")};
    }

    private static SourceRow conversion(String convId, String userId, String date, String time) {
        return new SourceRow(true, userId, convId, date, time, null, null, null, null, 10, false);
    }

    private static SourceRow session(String sessionId, String time) {
        return session(sessionId, time, "Search", "1", "1", "0");
    }

    private static SourceRow session(
            String sessionId, String time, String channel, String holder, String closer, String impression) {
        String[] parts = time.split(" ");
        return new SourceRow(
                false, "u1", sessionId, parts[0], parts[1], channel, holder, closer, impression, 0, false);
    }

    private static List<SourceRow> sessions(String userId, SourceRow... rows) {
        assertThat(rows).allMatch(row -> row.userId().equals(userId));
        return List.of(rows);
    }

    private static List<Candidate> read(JourneyRules rules, Iterator<SourceRow> rows) {
        List<Candidate> all = new ArrayList<>();
        new JourneyReader(rules, new Channels(ChannelSettings.NONE), 400, TEMP, () -> false).pages(rows, row -> true)
                .forEachRemaining(all::addAll);
        return all;
    }

    /** The conversion c1 of the first of March at noon, with these sessions of its user. */
    private static Candidate one(JourneyRules rules, SourceRow... sessions) {
        List<SourceRow> rows = new ArrayList<>(List.of(conversion("c1", "u1", "2026-03-01", "12:00:00")));
        rows.addAll(List.of(sessions));
        List<Candidate> candidates = read(rules, rows.iterator());
        assertThat(candidates).hasSize(1);
        return candidates.get(0);
    }

    /** The sessions of the only journey. */
    private static List<String> only(JourneyRules rules, SourceRow... sessions) {
        return ids(one(rules, sessions).journey());
    }

    private static List<String> ids(Journey journey) {
        return journey.sessions().stream().map(Session::sessionId).toList();
    }
}
