package io.ihcattribution.report;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What must hold of the shop's own tables, so that no wrong figure is made of them and nothing paid for is lost. */
public final class Sources {

    /**
     * Looks at the ids.
     *
     * @param unreadable the number of conversions whose id cannot be kept in the ledger
     * @throws UnusableSources when there are any
     */
    public void requireReadable(long unreadable) {
        if (unreadable > 0) {
            throw new UnusableSources("conversions.conv_id of " + unreadable
                    + " rows is binary; expected text or a whole number");
        }
    }

    /** @throws UnusableSources when a table is empty of whose rows the ledger knows */
    public void requireLoaded(Map<String, Object> row) {
        for (String table : List.of("conversions", "sessions")) {
            if (number(row, table) == 0 && number(row, "attributed") > 0) {
                throw new UnusableSources("the table " + (table.equals("sessions") ? "session_sources" : table)
                        + " is empty, but " + number(row, "attributed") + " conversions are attributed; expected its rows."
                        + " Is it being loaded anew? Nothing was changed");
            }
        }
    }

    /** @throws UnusableSources when a revenue or a cost is text: SQLite would take the digits that it begins with */
    public void requireFigures(List<Map<String, Object>> rows) {
        if (!rows.isEmpty()) {
            throw new UnusableSources(rows.stream()
                    .map(row -> row.get("place") + " is \"" + row.get("value") + "\"")
                    .collect(Collectors.joining(", ")) + "; expected a figure, such as 12.5");
        }
    }

    private static long number(Map<String, Object> row, String column) {
        return ((Number) row.get(column)).longValue();
    }
}
