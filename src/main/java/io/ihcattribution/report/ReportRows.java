package io.ihcattribution.report;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Writes the rows of {@code channel_reporting} as users read them, with the two ratios; one row at a time. */
public final class ReportRows {

    /**
     * The cells of each row: channel_name, date, cost, ihc, ihc_revenue, CPO = cost / ihc, ROAS = ihc_revenue / cost.
     *
     * @param rows by column name
     */
    public Iterator<List<String>> format(Iterator<Map<String, Object>> rows) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public List<String> next() {
                return cells(rows.next());
            }
        };
    }

    private static List<String> cells(Map<String, Object> row) {
        double cost = figure(row, "cost");
        double ihc = figure(row, "ihc");
        double revenue = figure(row, "ihc_revenue");
        return List.of(row.get("channel_name").toString(), row.get("date").toString(), Figures.text(cost),
                Figures.text(ihc), Figures.text(revenue), Figures.ratio(cost, ihc), Figures.ratio(revenue, cost));
    }

    private static double figure(Map<String, Object> row, String column) {
        return ((Number) row.get(column)).doubleValue();
    }
}
