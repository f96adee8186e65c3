package io.ihcattribution.report;

import io.ihcattribution.comparison.ComparedModels;
import io.ihcattribution.figures.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code model_comparison.csv}: per channel the figures of IHC and of each model, and the difference of the two, over
 * the same conversions.
 */
final class ModelComparison {

    private static final String IHC = "ihc";

    private final ComparedModels models;

    ModelComparison(ComparedModels models) {
        this.models = models;
    }

    /**
     * The file's rows, the header first; channels in order.
     *
     * @param rows of {@code select_model_comparison.sql}: a model, a channel, its conversions and revenue
     */
    List<List<String>> rows(List<Map<String, Object>> rows) {
        Map<String, Map<String, double[]>> channels = new TreeMap<>();
        for (Map<String, Object> row : rows) {
            String model = row.get("model").toString();
            double[] figures = {number(row, "conversions"), number(row, "revenue")};
            channels.computeIfAbsent(row.get("channel_name").toString(), name -> new TreeMap<>()).put(model, figures);
        }
        List<List<String>> lines = new ArrayList<>(List.of(header()));
        channels.forEach((channel, byModel) -> lines.add(line(channel, byModel)));
        return lines;
    }

    private List<String> header() {
        List<String> header = new ArrayList<>(List.of("channel_name", "ihc"));
        models.names().forEach(model -> header.addAll(List.of(model, model + "_minus_ihc")));
        header.add("ihc_revenue");
        models.names().forEach(model -> header.addAll(List.of(model + "_revenue", model + "_revenue_minus_ihc")));
        return header;
    }

    private List<String> line(String channel, Map<String, double[]> byModel) {
        List<String> cells = new ArrayList<>(List.of(channel));
        for (int figure = 0; figure < 2; figure++) {
            double ihc = byModel.getOrDefault(IHC, new double[2])[figure];
            cells.add(Figures.text(ihc));
            for (String model : models.names()) {
                double value = byModel.getOrDefault(model, new double[2])[figure];
                cells.add(Figures.text(value));
                cells.add(Figures.text(value - ihc));
            }
        }
        return cells;
    }

    private static double number(Map<String, Object> row, String column) {
        return ((Number) row.get(column)).doubleValue();
    }
}
