package io.ihcattribution.report;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes the rows of {@code channel_reporting} as users read them, with the two ratios; one row at a time. */
public final class ReportRows {

    /**
     * The cells of each row: channel_name, date, cost, ihc, ihc_revenue, CPO = cost / ihc, ROAS = ihc_revenue / cost. Of
     * a list Camel's CSV would ask its converters, row by row, whether it can be a map.
     *
     * @param rows by column name
     */
    public Iterator<Map<String, String>> format(Iterator<Map<String, Object>> rows) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public Map<String, String> next() {
                return cells(rows.next());
            }
        };
    }

    private static Map<String, String> cells(Map<String, Object> row) {
        double cost = figure(row, "cost");
        double ihc = figure(row, "ihc");
        double revenue = figure(row, "ihc_revenue");
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put("channel_name", row.get("channel_name").toString());
        cells.put("date", row.get("date").toString());
        cells.put("cost", Figures.text(cost));
        cells.put("ihc", Figures.text(ihc));
        cells.put("ihc_revenue", Figures.text(revenue));
        cells.put("CPO", Figures.ratio(cost, ihc));
        cells.put("ROAS", Figures.ratio(revenue, cost));
        return cells;
    }

    private static double figure(Map<String, Object> row, String column) {
        return ((Number) row.get(column)).doubleValue();
    }
}
