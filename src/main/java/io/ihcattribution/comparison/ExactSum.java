package io.ihcattribution.comparison;

/**
 * A sum that does not depend on the order of its terms: answers arrive in any order, and the same inputs must give the
 * same bytes. Terms are taken to the nearest 2^-40; whole parts and fractions are added as integers.
 */
final class ExactSum {

    private static final double UNITS = 1L << 40;

    private long whole;
    private long units;

    void add(double term) {
        double floor = Math.floor(term);
        whole += (long) floor;
        units += Math.round((term - floor) * UNITS);
        // Carried at once, so that the units never overflow.
        whole += units >> 40;
        units &= (1L << 40) - 1;
    }

    double value() {
        return whole + units / UNITS;
    }
}
