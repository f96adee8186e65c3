package io.ihcattribution.runtime;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.ihcattribution.control.Faults;
import io.ihcattribution.explain.Cell;
import io.ihcattribution.explain.Explanation;
import io.ihcattribution.explain.ReportCells;
import java.io.StringWriter;
import java.io.Writer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.dao.DataAccessException;

/** Explains cells of the report, on the command line and over HTTP. It only reads, so that a run may be under way. */
public final class Explanations {

    /** Over HTTP so many rows are listed; the sums are over all. */
    static final int MOST_OVER_HTTP = 10_000;

    private static final List<String> PARAMETERS = List.of("channel", "date", "format");

    private final ReportCells cells;
    private final Faults faults;

    public Explanations(ReportCells cells, Faults faults) {
        this.cells = cells;
        this.faults = faults;
    }

    /** The answer to a request; no record, for Camel's expressions would take the hash of all its text. */
    public static final class Answer {
        private final int status;
        private final String contentType;
        private final String text;

        Answer(int status, String contentType, String text) {
            this.status = status;
            this.contentType = contentType;
            this.text = text;
        }

        /** The status of HTTP. */
        public int status() {
            return status;
        }

        /** The type of the text, with its encoding. */
        public String contentType() {
            return contentType;
        }

        /** What is said, in UTF-8. */
        public byte[] bytes() {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    /**
     * Explains a cell.
     *
     * @param json whether as JSON; otherwise as lines
     * @param out where it is written, row by row
     * @param most so many rows are written; the sums are over all
     * @return whether there is such a cell; where not, the text says so and names near ones
     */
    public boolean explain(Cell cell, boolean json, Writer out, int most) {
        Explanation explanation = json ? Explanation.asJson(cell, out, most) : Explanation.asText(cell, out, most);
        cells.read(cell, explanation::take);
        return explanation.end(explanation.isKnown() ? List.of() : cells.near(cell));
    }

    /**
     * Answers {@code GET /explain?channel=&date=&format=}.
     *
     * @param query the query as it came; null where there was none
     * @param accept the header Accept; null where there was none
     */
    public Answer answer(String query, String accept) {
        boolean json = !prefersText(accept);
        try {
            Map<String, String> parameters = parameters(query);
            String format = parameters.getOrDefault("format", json ? "json" : "text");
            if (!format.equals("json") && !format.equals("text")) {
                throw new IllegalArgumentException("format: \"" + format + "\" is not one of json, text");
            }
            json = format.equals("json");
            Cell cell = Cell.of(parameters.get("channel"), parameters.get("date"));
            StringWriter out = new StringWriter();
            boolean known = explain(cell, json, out, MOST_OVER_HTTP);
            return new Answer(known ? 200 : 404, type(json), out.toString());
        } catch (IllegalArgumentException e) {
            return fault(400, json, e.getMessage());
        } catch (DataAccessException e) {
            return fault(503, json, faults.sentence(e));
        }
    }

    private static Answer fault(int status, boolean json, String sentence) {
        return new Answer(status, type(json),
                (json ? JsonNodeFactory.instance.objectNode().put("error", sentence).toString() : sentence) + "\n");
    }

    private static String type(boolean json) {
        return json ? "application/json" : "text/plain; charset=utf-8";
    }

    /** JSON unless text is named first. */
    private static boolean prefersText(String accept) {
        String wanted = accept == null ? "" : accept.toLowerCase(Locale.ROOT);
        int text = wanted.indexOf("text/plain");
        int json = wanted.indexOf("application/json");
        return text >= 0 && (json < 0 || text < json);
    }

    /** Of the query itself: Camel has its parameters among the headers, where Date means something else. */
    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String part : query == null ? new String[0] : query.split("&")) {
            int equals = part.indexOf('=');
            String name = decoded(equals < 0 ? part : part.substring(0, equals));
            if (name.isEmpty()) {
                continue;
            }
            if (!PARAMETERS.contains(name)) {
                throw new IllegalArgumentException("\"" + name + "\" is not a parameter; expected " + String.join(", ", PARAMETERS));
            }
            if (parameters.put(name, equals < 0 ? "" : decoded(part.substring(equals + 1))) != null) {
                throw new IllegalArgumentException(name + ": is there twice; expected it once");
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("\"" + text + "\" is not encoded as a part of a URL", e);
        }
    }
}
