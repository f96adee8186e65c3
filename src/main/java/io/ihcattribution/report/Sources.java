package io.ihcattribution.report;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What must hold of the shop's own tables, so that no wrong figure is made of them. */
public final class Sources {

    /** @throws UnusableSources when a revenue or a cost is text: SQLite would take the digits that it begins with */
    public void requireFigures(List<Map<String, Object>> rows) {
        if (!rows.isEmpty()) {
            throw new UnusableSources(rows.stream()
                    .map(row -> row.get("place") + " is \"" + row.get("value") + "\"")
                    .collect(Collectors.joining(", ")) + "; expected a figure, such as 12.5");
        }
    }
}
