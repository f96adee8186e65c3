package io.ihcattribution.figures;

import java.util.Arrays;

/**
 * A sum that does not depend on the order of its terms: rows and answers arrive in any order, and the same inputs
 * must give the same bytes. What each addition rounds away is kept (Shewchuk, "Adaptive Precision Floating-Point
 * Arithmetic", 1997), so that the value is the exact sum, rounded once.
 */
public final class ExactSum {

    /** Parts whose sum is exact and that do not overlap, the smallest first. */
    private double[] parts = new double[4];

    private int size;

    /** Adds a term. */
    public void add(double term) {
        double sum = term;
        int kept = 0;
        for (int i = 0; i < size; i++) {
            double larger = Math.abs(sum) < Math.abs(parts[i]) ? parts[i] : sum;
            double smaller = Math.abs(sum) < Math.abs(parts[i]) ? sum : parts[i];
            sum = larger + smaller;
            double rest = smaller - (sum - larger);
            if (rest != 0) {
                parts[kept++] = rest;
            }
        }
        if (kept == parts.length) {
            parts = Arrays.copyOf(parts, 2 * kept);
        }
        parts[kept] = sum;
        size = kept + 1;
    }

    /** The sum of the terms so far; 0 of none. */
    public double value() {
        int i = size;
        double sum = 0;
        double rest = 0;
        while (i > 0 && rest == 0) {
            double before = sum;
            double part = parts[--i];
            sum = before + part;
            rest = part - (sum - before);
        }
        // Half way between two figures the smaller parts say which is nearer.
        if (i > 0 && Math.signum(rest) == Math.signum(parts[i - 1])) {
            double further = sum + rest * 2;
            return further - sum == rest * 2 ? further : sum;
        }
        return sum;
    }
}
