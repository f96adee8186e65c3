package io.ihcattribution.report;

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

    private ModelComparison() {}

    /**
     * The file's rows, the header first; channels in order.
     *
     * @param models the names of the models, in the order of the columns
     * @param rows of {@code select_model_comparison.sql}: a model, a channel, its conversions and revenue
     */
    static List<List<String>> rows(List<String> models, List<Map<String, Object>> rows) {
        Map<String, Map<String, double[]>> channels = new TreeMap<>();
        for (Map<String, Object> row : rows) {
            String model = row.get("model").toString();
            double[] figures = {number(row, "conversions"), number(row, "revenue")};
            channels.computeIfAbsent(row.get("channel_name").toString(), name -> new TreeMap<>()).put(model, figures);
        }
        List<List<String>> lines = new ArrayList<>(List.of(header(models)));
        channels.forEach((channel, byModel) -> lines.add(line(models, channel, byModel)));
        return lines;
    }

    private static List<String> header(List<String> models) {
        List<String> header = new ArrayList<>(List.of("channel_name"));
        for (String figure : List.of("", "_revenue")) {
            header.add(IHC + figure);
            models.forEach(model -> header.addAll(List.of(model + figure, model + figure + "_minus_ihc")));
        }
        return header;
    }

    private static List<String> line(List<String> models, String channel, Map<String, double[]> byModel) {
        List<String> cells = new ArrayList<>(List.of(channel));
        for (int figure = 0; figure < 2; figure++) {
            double ihc = byModel.getOrDefault(IHC, new double[2])[figure];
            cells.add(Figures.text(ihc));
            for (String model : models) {
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
