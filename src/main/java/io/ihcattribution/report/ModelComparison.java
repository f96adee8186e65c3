package io.ihcattribution.report;

import io.ihcattribution.comparison.ComparedModels;
import io.ihcattribution.comparison.ModelsDoNotReconcile;
import io.ihcattribution.run.Run;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code model_comparison.csv}: per channel the figures of IHC and of each model, and the difference of the two, over
 * the same conversions.
 */
public final class ModelComparison {

    /** The file's name, in the report folder and in a run's. */
    public static final String FILE = "model_comparison.csv";

    private static final String IHC = "ihc";
    private static final double ABSOLUTE = 1e-6;
    private static final double RELATIVE = 1e-9;

    private final ComparedModels models;
    private final Path folder;

    /** @param folder the report folder */
    public ModelComparison(ComparedModels models, Path folder) {
        this.models = models;
        this.folder = folder;
    }

    /** Whether a run writes the file: where it publishes any; a scheduled run that changed nothing does not. */
    public boolean isDue(Run run, Published published) {
        return !models.isNone() && !run.isDry() && !published.files().isEmpty();
    }

    /**
     * Whether the models' last pass covers what is attributed in its window today, with the models of today's
     * settings; a report alone may come after other runs, and then there is nothing to compare.
     *
     * @param pass the row of {@code select_model_pass.sql}
     */
    public boolean isCurrent(Map<String, Object> pass) {
        return pass.get("run_id") != null && number(pass, "journeys") == number(pass, "attributed")
                && models.text().equals(pass.get("models"));
    }

    /**
     * The file's rows, the header first; channels in order.
     *
     * @param rows of {@code select_model_comparison.sql}: a model, a channel, its conversions and revenue
     * @param pass the row of {@code select_model_pass.sql}
     * @throws ModelsDoNotReconcile when a model does not credit every conversion of the pass once
     */
    public List<List<String>> rows(List<Map<String, Object>> rows, Map<String, Object> pass) {
        Map<String, Map<String, double[]>> channels = new TreeMap<>();
        Map<String, double[]> sums = new TreeMap<>();
        for (Map<String, Object> row : rows) {
            String model = row.get("model").toString();
            double[] figures = {number(row, "conversions"), number(row, "revenue")};
            channels.computeIfAbsent(row.get("channel_name").toString(), name -> new TreeMap<>()).put(model, figures);
            double[] sum = sums.computeIfAbsent(model, name -> new double[2]);
            sum[0] += figures[0];
            sum[1] += figures[1];
        }
        for (String model : models.names()) {
            require(model, sums.getOrDefault(model, new double[2])[0], number(pass, "journeys"));
        }
        List<List<String>> lines = new ArrayList<>(List.of(header()));
        channels.forEach((channel, byModel) -> lines.add(line(channel, byModel)));
        return lines;
    }

    /** What was published, the comparison with it. */
    public Published with(Published published) {
        List<String> files = new ArrayList<>(published.files());
        files.add(folder.resolve(FILE).toString());
        return new Published(published.sha256(), published.totals(), files, published.channels());
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

    private static void require(String model, double sum, double expected) {
        if (!(Math.abs(sum - expected) <= ABSOLUTE + RELATIVE * expected)) {
            throw new ModelsDoNotReconcile(FILE + " is not written: the conversions of " + model + " sum to "
                    + Figures.text(sum) + ", but " + Figures.text(expected) + " were attributed");
        }
    }

    private static double number(Map<String, Object> row, String column) {
        return ((Number) row.get(column)).doubleValue();
    }
}
