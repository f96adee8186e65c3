package io.ihcattribution.source;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where conversions have their types from: a query, or a column of {@code conversions}, or neither.
 *
 * @param query a file with a select of {@code conv_id} and {@code conv_type_id}; null for none
 * @param column the column; empty for none
 * @param values what the query or column has to the conversion type that it stands for; empty where it has the types
 */
public record TypeSource(Path query, String column, Map<String, String> values) {

    /** All conversions have the run's type. */
    public static final TypeSource NONE = new TypeSource(null, "", Map.of());

    public TypeSource {
        values = Map.copyOf(values);
    }

    /** Whether all conversions have the run's type. */
    public boolean isNone() {
        return query == null && column.isEmpty();
    }

    /** The conversion type that a value stands for; null where it stands for none. */
    String typeOf(String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        return values.isEmpty() ? value.strip() : values.get(value.strip());
    }

    /** The name of the setting and what it says, for sentences. */
    @Override
    public String toString() {
        return query == null ? "ihc.types.column (" + column + ")" : "ihc.types.query (" + query + ")";
    }
}
