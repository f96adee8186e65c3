package io.ihcattribution.report;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Keeps a spreadsheet from taking a cell of a CSV file for a formula: channel names come from links, which anyone can
 * write. Such a cell gets an apostrophe before it. Figures stay as they are.
 */
public final class SpreadsheetSafety {

    /** What a formula may begin with, the wide forms of East Asian keyboards among it. */
    private static final String BEGINNINGS = "=+-@\t\r\n＝＋－＠";

    private static final Pattern FIGURE = Pattern.compile("-?\\d+(\\.\\d+)?");

    private final boolean on;

    public SpreadsheetSafety(boolean on) {
        this.on = on;
    }

    /**
     * The rows of a file, one at a time.
     *
     * @param rows each a list of cells
     * @return each as a map of cells by their place: for a list Camel asks all its converters whether it is a map
     */
    public Iterator<Map<Integer, Object>> safe(Iterator<List<Object>> rows) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public Map<Integer, Object> next() {
                Map<Integer, Object> cells = new LinkedHashMap<>();
                rows.next().forEach(cell -> cells.put(cells.size(), on ? cell(cell) : cell));
                return cells;
            }
        };
    }

    private static Object cell(Object value) {
        String text = value.toString();
        boolean formula = !text.isEmpty() && BEGINNINGS.indexOf(text.charAt(0)) >= 0 && !FIGURE.matcher(text).matches();
        return formula ? "'" + text : value;
    }
}
