package io.ihcattribution.settings;

import io.ihcattribution.source.TypeSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Several conversion types: each conversion is sent for its own.
 *
 * @param query A file with a select that gives conv_id and conv_type_id; read and run, without any right to write,
 *     at every run.
 * @param column Instead, the column of conversions that has the type. Both empty: all conversions have
 *     ihc.api.conv-type-id.
 * @param values What the query or column has, and the conversion type that it stands for: value=type, separated by
 *     commas. Values that are not named have no type then, and conversions without a type are rejected. Empty: what
 *     is there is the type.
 */
public record TypesSettings(
        @Setting(key = "ihc.types.query") Path query,
        @Setting(key = "ihc.types.column", expected = "a column, or nothing") String column,
        @Setting(key = "ihc.types.values") List<String> values)
        implements SettingsReader.Checked {

    private static final String PAIR = " *[^= ][^=]*=.*[^ ].*";

    /** Where conversions have their types from. */
    public TypeSource source() {
        Map<String, String> types = new TreeMap<>();
        values.forEach(pair -> types.put(pair.split("=", 2)[0].strip(), pair.split("=", 2)[1].strip()));
        return new TypeSource(query, column, types);
    }

    @Override
    public void check(SettingFaults faults) {
        String pairs = String.join(",", values);
        faults.unless(query == null || column.isEmpty(), "ihc.types.column", column,
                "nothing where ihc.types.query is set");
        faults.unless(query == null || Files.isReadable(query), "ihc.types.query", query,
                "a file with a select of conv_id and conv_type_id");
        faults.unless(values.stream().allMatch(pair -> pair.matches(PAIR)) && source().values().size() == values.size(),
                "ihc.types.values", pairs, "value=type pairs separated by commas, each value once");
        faults.unless(values.isEmpty() || query != null || !column.isEmpty(), "ihc.types.values", pairs,
                "nothing where neither ihc.types.query nor ihc.types.column is set");
    }
}
