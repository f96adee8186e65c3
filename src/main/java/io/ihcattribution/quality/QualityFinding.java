package io.ihcattribution.quality;

import io.ihcattribution.journey.SourceValues;
import java.util.List;

/**
 * A row of the shop's tables that is not as expected.
 *
 * @param kind what is wrong with it
 * @param key the row's key, its beginning where it is long; empty where it has none
 * @param column the column or columns at fault
 * @param value what stands there, its beginning where it is long
 * @param action what was done with it
 */
public record QualityFinding(QualityKind kind, String key, String column, String value, String action) {

    /** Whoever looks for the row finds it by as much; a file of whole ones could not be read. */
    static final int LONGEST = 200;

    static final List<String> HEADER = List.of("kind", "table", "key", "column", "value", "action");

    public QualityFinding {
        key = SourceValues.cut(key, LONGEST);
        value = SourceValues.cut(value, LONGEST);
    }

    /** A line of the file. */
    List<String> line() {
        return List.of(kind.code(), kind.table().toString(), key, column, value, action);
    }

    /** The row as a sentence of an error names it. */
    String place() {
        return kind.table() + "." + column + (key.isEmpty() ? "" : " of " + key) + " is \"" + value + "\"";
    }
}
