package io.ihcattribution.explain;

import io.ihcattribution.control.Faults;
import io.ihcattribution.database.UnusableDatabase;
import io.ihcattribution.text.Quoted;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.net.WWWFormCodec;
import org.springframework.dao.DataAccessException;

/** Explains cells of the report, on the command line and over HTTP. It only reads, so that a run may be under way. */
public final class Explanations {

    /** On the command line so many rows are listed, which memory has room for; the sums are over all. */
    public static final int MAX_ROWS = 200_000;

    private static final int MAX_ROWS_OVER_HTTP = 10_000;

    private static final List<String> PARAMETERS = List.of("channel", "date", "format");

    private static final Pattern NAMED = Pattern.compile("text/plain|application/json", Pattern.CASE_INSENSITIVE);

    private final ReportCells cells;
    private final Faults faults;

    public Explanations(ReportCells cells, Faults faults) {
        this.cells = cells;
        this.faults = faults;
    }

    /**
     * The answer to a request.
     *
     * @param status the status of HTTP
     * @param contentType the type of the text, with its encoding
     * @param bytes what is said, in UTF-8; no text, of which Camel's expressions would take the hash
     */
    public record Answer(int status, String contentType, byte[] bytes) {}

    /**
     * Explains a cell.
     *
     * @param json whether as JSON; otherwise as lines
     * @param out where it is written
     * @param maxRows so many rows are listed, and the last conversion to its end; the sums are over all
     * @return whether there is such a cell; where not, the text says so and names near ones
     */
    public boolean explain(Cell cell, boolean json, Writer out, int maxRows) throws IOException {
        Optional<Explanation> explanation = cells.explain(cell, maxRows);
        if (explanation.isEmpty()) {
            writeError(new UnknownCell(cell, cells.near(cell)).sentence(), json, out);
        } else if (json) {
            ExplanationJson.write(explanation.get(), out);
        } else {
            new ExplanationText(out).write(explanation.get());
        }
        return explanation.isPresent();
    }

    /**
     * Answers {@code GET /explain?channel=&date=&format=}.
     *
     * @param query the query as it came; null where there was none
     * @param accept the header Accept; null where there was none
     */
    public Answer answer(String query, String accept) throws IOException {
        StringWriter out = new StringWriter();
        boolean json = !prefersText(accept);
        int status;
        try {
            Map<String, String> parameters = parameters(query);
            String format = parameters.getOrDefault("format", json ? "json" : "text");
            if (!format.equals("json") && !format.equals("text")) {
                throw new IllegalArgumentException("format: " + Quoted.of(format) + " is not one of json, text");
            }
            json = format.equals("json");
            Cell cell = Cell.of(parameters.get("channel"), parameters.get("date"));
            status = explain(cell, json, out, MAX_ROWS_OVER_HTTP) ? 200 : 404;
        } catch (IllegalArgumentException e) {
            status = 400;
            writeError(faults.sentence(e), json, out);
        } catch (DataAccessException | UnusableDatabase e) {
            status = 503;
            writeError(faults.sentence(e), json, out);
        }
        return new Answer(status, json ? "application/json" : "text/plain; charset=utf-8",
                out.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void writeError(String sentence, boolean json, Writer out) throws IOException {
        if (json) {
            ExplanationJson.write(Map.of("error", sentence), out);
        } else {
            new ExplanationText(out).line("%s", sentence);
        }
    }

    /** JSON unless text is named first. */
    private static boolean prefersText(String accept) {
        Matcher named = NAMED.matcher(Objects.requireNonNullElse(accept, ""));
        return named.find() && named.group().equalsIgnoreCase("text/plain");
    }

    /** Of the query itself: Camel has its parameters among the headers, where Date means something else. */
    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        String text = Objects.requireNonNullElse(query, "");
        for (NameValuePair parameter : WWWFormCodec.parse(text, StandardCharsets.UTF_8)) {
            String name = parameter.getName();
            if (!PARAMETERS.contains(name)) {
                throw new IllegalArgumentException(
                        Quoted.of(name) + " is not a parameter; expected " + String.join(", ", PARAMETERS));
            }
            if (parameters.put(name, Objects.requireNonNullElse(parameter.getValue(), "")) != null) {
                throw new IllegalArgumentException(name + ": is there twice; expected it once");
            }
        }
        return parameters;
    }
}
