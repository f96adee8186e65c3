package io.ihcattribution.model;

/**
 * One factor for each phase of a journey: the shares of the phases in the combined credit, or the factors of a
 * channel.
 *
 * <p>A record of three numbers without a unit. What range is allowed depends on the use, so {@link IhcParameters}
 * checks it.
 *
 * @param initializer the factor of the phase that starts the journey
 * @param holder the factor of the phase that keeps it alive
 * @param closer the factor of the phase that leads to the order
 */
public record PhaseWeights(double initializer, double holder, double closer) {}
