package io.ihcattribution.report;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * What a run learned, where it was asked to train.
 *
 * @param file the parameter file that it wrote
 * @param report what it learned and from what, as lines for a terminal; in a file of its own beside {@code run.json}
 */
public record TrainingNote(String file, @JsonIgnore String report) {}
