package io.ihcattribution.report;

import java.util.Iterator;
import java.util.List;
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

    /** The rows of a file, one at a time. */
    public Iterator<List<String>> safe(Iterator<List<String>> rows) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public List<String> next() {
                List<String> row = rows.next();
                return on ? row.stream().map(SpreadsheetSafety::cell).toList() : row;
            }
        };
    }

    private static String cell(String text) {
        return text.isEmpty() || BEGINNINGS.indexOf(text.charAt(0)) < 0 || FIGURE.matcher(text).matches() ? text : "'" + text;
    }
}
