package io.ihcattribution.model;

/**
 * What a training yields.
 *
 * @param parameters the trained parameters, to be written to a file
 * @param report what they were learned from, for people
 */
public record TrainingResult(IhcParameters parameters, TrainingReport report) {}
