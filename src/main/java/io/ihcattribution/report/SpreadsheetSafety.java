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
     * @param rows each a list of cells, or a map of them by column name
     */
    public Iterator<Object> safe(Iterator<Object> rows) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public Object next() {
                Object row = rows.next();
                return on ? safe(row) : row;
            }
        };
    }

    private static Object safe(Object row) {
        if (row instanceof List<?> cells) {
            return cells.stream().map(SpreadsheetSafety::cell).toList();
        }
        Map<Object, Object> safe = new LinkedHashMap<>((Map<?, ?>) row);
        safe.replaceAll((column, cell) -> cell(cell));
        return safe;
    }

    private static Object cell(Object value) {
        String text = value.toString();
        boolean formula = !text.isEmpty() && BEGINNINGS.indexOf(text.charAt(0)) >= 0 && !FIGURE.matcher(text).matches();
        return formula ? "'" + text : value;
    }
}
