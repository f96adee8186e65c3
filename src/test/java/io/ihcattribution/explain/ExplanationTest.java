package io.ihcattribution.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationTest {

    private static final Cell CELL = Cell.of("Search", "2026-01-02");

    @Test
    void listsUpToTheLimitAndAddsUpAll() throws IOException {
        CellTally tally = new CellTally(CELL, new CellFigures(100, 50, 500), 5);
        for (int i = 0; i < 100; i++) {
            tally.add(cost("s" + i, 1));
        }
        for (int i = 0; i < 100; i++) {
            add(tally, "c" + i, "a" + i, true);
            add(tally, "c" + i, "b" + i, false);
        }

        JsonNode json = new ObjectMapper().readTree(json(tally));

        assertThat(json.get("costs")).hasSize(5);
        assertThat(json.get("conversions")).isEmpty();
        assertThat(json.get("costs_listed").asInt()).isEqualTo(5);
        assertThat(json.get("conversions_listed").asInt()).isZero();
        assertThat(json.at("/sum/cost").asDouble()).isEqualTo(100);
        assertThat(json.at("/sum/costs").asInt()).isEqualTo(100);
        assertThat(json.at("/sum/conversions").asInt()).isEqualTo(100);
        assertThat(json.at("/sum/credits").asInt()).as("only those of the cell").isEqualTo(100);
        assertThat(json.at("/sum/ihc").asDouble()).isCloseTo(50, within(1e-9));
        assertThat(json.at("/sum/ihc_revenue").asDouble()).isCloseTo(500, within(1e-9));
        assertThat(json.get("adds_up").asBoolean()).isTrue();
    }

    @Test
    void aConversionIsListedWithAllOfItsSessions() throws IOException {
        CellTally tally = new CellTally(CELL, null, 3);
        add(tally, "c1", "a", true);
        add(tally, "c1", "b", false);
        add(tally, "c2", "c", true);
        add(tally, "c2", "d", true);
        add(tally, "c3", "e", true);

        JsonNode conversions = new ObjectMapper().readTree(json(tally)).get("conversions");
        assertThat(conversions).hasSize(2);
        assertThat(conversions.get(1).get("sessions")).hasSize(2);
        assertThat(text(tally)).contains("not in it yet", "of 0 costs and 4 credits of 3 conversions",
                "listed       0 of the costs and 2 of the conversions; the sum is of all", "adds up      no")
                .doesNotContain("c3");
    }

    @Test
    void jsonHasTheFiguresOfTheTextAndNullForThoseThatAreNone() throws IOException {
        CellTally tally = new CellTally(CELL, new CellFigures(0.1 + 0.2, Double.POSITIVE_INFINITY, 0), 10);
        tally.add(cost("s", 0.1 + 0.2));
        tally.add(new Explanation.Conversion("c", "t", 10, 1, "f", "r", null, null, new ArrayList<>()),
                new Explanation.Session("s", "t", "Search", null, 0.2, 1e-7, 0.5, 5, true));

        assertThat(json(tally).replaceAll("\\s+", "")).isEqualTo("""
                {"channel_name":"Search","date":"2026-01-02",
                "report":{"cost":0.3,"ihc":null,"ihc_revenue":0,"CPO":0,"ROAS":0},
                "costs":[{"session_id":"s","started_at":"2026-01-0210:00:00","cost":0.3}],
                "conversions":[{"conv_id":"c","converted_at":"t","revenue":10,"journey_length":1,"fingerprint":"f",
                "run_id":"r",
                "batch":null,"sessions":[{"session_id":"s","started_at":"t","channel_name":"Search","initializer":null,
                "holder":0.2,"closer":0,"ihc":0.5,"ihc_revenue":5,"in_cell":true}]}],
                "sum":{"cost":0.3,"ihc":0.5,"ihc_revenue":5,"CPO":0.6,"ROAS":16.666667,"costs":1,"credits":1,
                "conversions":1},
                "costs_listed":1,"conversions_listed":1,"adds_up":false}""".replaceAll("\\s+", ""));
        assertThat(json(new CellTally(CELL, new CellFigures(0, 0, 0), 10)))
                .containsSubsequence("\"CPO\" : null", "\"ROAS\" : null").endsWith("}\n");
    }

    @Test
    void figuresThatAreOffDoNotAddUp() throws IOException {
        assertThat(text(paid(new CellFigures(1.5, 0, 0)))).contains("adds up      yes");
        assertThat(text(paid(new CellFigures(1.6, 0, 0)))).contains("adds up      no");
        assertThat(text(credited(new CellFigures(0, 0.5, 5)))).contains("adds up      yes");
        assertThat(text(credited(new CellFigures(0, 0.4, 5)))).contains("adds up      no");
        assertThat(text(credited(new CellFigures(0, 0.5, 6)))).contains("adds up      no");
    }

    @Test
    void showsTerminalsNoControlCharacters() throws IOException {
        CellTally tally = new CellTally(CELL, null, 10);
        tally.add(cost("s\u001b[2Jx\nCOST", 1));

        assertThat(text(tally)).contains("s\\u001b[2Jx\\nCOST").doesNotContain("\u001b");
    }

    @Test
    void namesWhatMayHaveBeenMeant() {
        assertThat(unknown(Cell.of("serch", "2026-01-02"), new Cell("Email", "2026-01-02"),
                new Cell("Search", "2026-01-02")))
                .contains("\"serch\" and date 2026-01-02", "channels are \"Email\", \"Search\"");
        assertThat(unknown(Cell.of("e-mail", "2026-01-02"), new Cell("Email", "2026-01-02"),
                new Cell("Search", "2026-01-02")))
                .contains("did you mean \"Email\"?").doesNotContain("Search");
        assertThat(unknown(Cell.of("Search", "2026-01-02"), new Cell("Search", "2026-01-01"),
                new Cell("Search", "2026-01-09")))
                .contains("nearest dates are 2026-01-01 and 2026-01-09");
    }

    @Test
    void refusesWhatIsNoCell() {
        assertThat(Cell.of("x", "(no date)").date()).isEqualTo("(no date)");
        assertThatThrownBy(() -> Cell.of(null, "2026-01-02")).hasMessageContaining("channel: is missing");
        assertThatThrownBy(() -> Cell.of("x", "")).hasMessageContaining("date: is missing");
        assertThatThrownBy(() -> Cell.of("x", "2026-02-30")).hasMessageContaining("2026-02-30")
                .hasMessageContaining("YYYY-MM-DD");
    }

    private static CellTally paid(CellFigures report) {
        CellTally tally = new CellTally(CELL, report, 10);
        tally.add(cost("s", 1.5));
        return tally;
    }

    private static CellTally credited(CellFigures report) {
        CellTally tally = new CellTally(CELL, report, 10);
        add(tally, "c", "s", true);
        return tally;
    }

    private static Explanation.Cost cost(String session, double cost) {
        return new Explanation.Cost(session, "2026-01-02 10:00:00", cost);
    }

    private static void add(CellTally tally, String conversion, String session, boolean inCell) {
        tally.add(
                new Explanation.Conversion(conversion, "2026-01-03 10:00:00", 10, 2, "f", "r", 1, null,
                        new ArrayList<>()),
                new Explanation.Session(session, "2026-01-02 10:00:00", "Search", 0.1, 0.2, 0.7, 0.5, 5, inCell));
    }

    private static String text(CellTally tally) throws IOException {
        StringWriter out = new StringWriter();
        new ExplanationText(out).write(tally.explanation().orElseThrow());
        return out.toString();
    }

    private static String json(CellTally tally) throws IOException {
        StringWriter out = new StringWriter();
        ExplanationJson.write(tally.explanation().orElseThrow(), out);
        return out.toString();
    }

    private static String unknown(Cell cell, Cell... near) {
        assertThat(new CellTally(cell, null, 10).explanation()).isEmpty();
        return new UnknownCell(cell, List.of(near)).sentence();
    }
}
