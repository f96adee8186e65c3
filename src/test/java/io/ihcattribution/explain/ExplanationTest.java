package io.ihcattribution.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExplanationTest {

    private static final Cell CELL = Cell.of("Search", "2026-01-02");

    @Test
    void listsUpToTheLimitAndAddsUpAll() throws IOException {
        StringWriter out = new StringWriter();
        Explanation explanation = Explanation.asJson(CELL, out, 5);
        explanation.take(new CellRow.Reported(100, 50, 500));
        for (int i = 0; i < 100; i++) {
            explanation.take(new CellRow.Cost("s" + i, "2026-01-02 10:00:00", 1));
        }
        for (int i = 0; i < 100; i++) {
            explanation.take(credit("c" + i, "a" + i, true));
            explanation.take(credit("c" + i, "b" + i, false));
        }

        assertThat(explanation.end(List.of())).isTrue();

        JsonNode json = new ObjectMapper().readTree(out.toString());
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
        StringWriter json = new StringWriter();
        StringWriter text = new StringWriter();
        for (Explanation explanation : List.of(Explanation.asJson(CELL, json, 3), Explanation.asText(CELL, text, 3))) {
            Stream.of(credit("c1", "a", true), credit("c1", "b", false), credit("c2", "c", true), credit("c2", "d", true),
                    credit("c3", "e", true)).forEach(explanation::take);
            explanation.end(List.of());
        }

        JsonNode conversions = new ObjectMapper().readTree(json.toString()).get("conversions");
        assertThat(conversions).hasSize(2);
        assertThat(conversions.get(1).get("sessions")).hasSize(2);
        assertThat(text.toString()).contains("not in it yet", "of 0 costs and 4 credits of 3 conversions",
                "listed       0 of the costs and 2 of the conversions; the sum is of all", "adds up      no").doesNotContain("c3");
    }

    @Test
    void figuresThatAreOffDoNotAddUp() {
        assertThat(text(new CellRow.Reported(1.5, 0, 0), new CellRow.Cost("s", "t", 1.5))).contains("adds up      yes");
        assertThat(text(new CellRow.Reported(1.6, 0, 0), new CellRow.Cost("s", "t", 1.5))).contains("adds up      no");
        assertThat(text(new CellRow.Reported(0, 0.5, 5), credit("c", "s", true))).contains("adds up      yes");
        assertThat(text(new CellRow.Reported(0, 0.4, 5), credit("c", "s", true))).contains("adds up      no");
        assertThat(text(new CellRow.Reported(0, 0.5, 6), credit("c", "s", true))).contains("adds up      no");
    }

    @Test
    void showsTerminalsNoControlCharacters() {
        assertThat(text(new CellRow.Cost("s\u001b[2Jx\nCOST", "2026", 1))).contains("s?[2Jx?COST").doesNotContain("\u001b");
    }

    @Test
    void namesWhatMayHaveBeenMeant() {
        assertThat(unknown(Cell.of("serch", "2026-01-02"), new Cell("Email", "2026-01-02"), new Cell("Search", "2026-01-02")))
                .contains("\"serch\" and date 2026-01-02", "channels are \"Email\", \"Search\"");
        assertThat(unknown(Cell.of("e-mail", "2026-01-02"), new Cell("Email", "2026-01-02"), new Cell("Search", "2026-01-02")))
                .contains("did you mean \"Email\"?").doesNotContain("Search");
        assertThat(unknown(Cell.of("Search", "2026-01-02"), new Cell("Search", "2026-01-01"), new Cell("Search", "2026-01-09")))
                .contains("nearest dates are 2026-01-01 and 2026-01-09");
    }

    @Test
    void refusesWhatIsNoCell() {
        assertThat(Cell.of("x", "(no date)").date()).isEqualTo("(no date)");
        assertThatThrownBy(() -> Cell.of(null, "2026-01-02")).hasMessageContaining("channel: is missing");
        assertThatThrownBy(() -> Cell.of("x", "")).hasMessageContaining("date: is missing");
        assertThatThrownBy(() -> Cell.of("x", "2026-02-30")).hasMessageContaining("2026-02-30").hasMessageContaining("YYYY-MM-DD");
    }

    private static String text(CellRow... rows) {
        StringWriter out = new StringWriter();
        Explanation explanation = Explanation.asText(CELL, out, 10);
        List.of(rows).forEach(explanation::take);
        explanation.end(List.of());
        return out.toString();
    }

    private static String unknown(Cell cell, Cell... near) {
        StringWriter out = new StringWriter();
        assertThat(Explanation.asText(cell, out, 10).end(List.of(near))).isFalse();
        return out.toString();
    }

    private static CellRow credit(String conversion, String session, boolean inCell) {
        return new CellRow.Credit(new CellRow.Conversion(conversion, "2026-01-03 10:00:00", 10, 2, "f", "r", 1), session,
                "2026-01-02 10:00:00", "Search", 0.1, 0.2, 0.7, 0.5, 5, inCell);
    }
}
