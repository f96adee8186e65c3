package io.ihcattribution.quality;

import java.util.List;

/**
 * What was found dirty in the shop's tables.
 *
 * @param counts one per kind that was found, in the order of the kinds
 * @param lines of {@code data_quality.csv}, the header first
 */
public record QualityReport(List<QualityCount> counts, List<List<String>> lines) {

    /** The file's name, in a run's folder. */
    public static final String FILE = "data_quality.csv";
}
