package io.ihcattribution.report;

import io.ihcattribution.figures.Figures;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Writes the rows of the result tables as users read them, the header first; one row at a time. */
public final class ReportRows {

    private static final List<String> REPORT =
            List.of("channel_name", "date", "cost", "ihc", "ihc_revenue", "CPO", "ROAS");
    private static final List<String> BY_TYPE = List.of("conv_type_id", "channel_name", "date", "ihc", "ihc_revenue");

    /**
     * The report, with the two ratios: CPO = cost / ihc, ROAS = ihc_revenue / cost.
     *
     * @param rows of {@code select_channel_reporting.sql}, by column name
     */
    public Iterator<List<String>> report(Iterator<Map<String, Object>> rows) {
        return lines(REPORT, rows, ReportRows::cells);
    }

    /** @param rows of {@code select_reporting_by_type.sql}, by column name */
    public Iterator<List<String>> byType(Iterator<Map<String, Object>> rows) {
        return lines(BY_TYPE, rows, TypeReport::cells);
    }

    private static Iterator<List<String>> lines(
            List<String> header, Iterator<Map<String, Object>> rows,
            Function<Map<String, Object>, List<String>> cells) {
        return new Iterator<>() {
            private boolean begun;

            @Override
            public boolean hasNext() {
                return !begun || rows.hasNext();
            }

            @Override
            public List<String> next() {
                if (!begun) {
                    begun = true;
                    return header;
                }
                return cells.apply(rows.next());
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
