package io.ihcattribution.sample;

import java.util.SplittableRandom;

/**
 * Random figures that are the same on every Java and every processor.
 *
 * <p>Only {@code nextLong} of the JDK's generator is used, and {@link StrictMath}: how bounded and Gaussian figures
 * are derived has changed between Java versions, and {@link Math} may differ in the last bit.
 */
final class Draws {

    private final SplittableRandom random;

    Draws(long seed) {
        random = new SplittableRandom(seed);
    }

    /** From 0 inclusive to 1 exclusive. */
    double unit() {
        return (random.nextLong() >>> 11) * 0x1p-53;
    }

    /** From 0 inclusive to the bound exclusive. */
    int below(int bound) {
        return (int) (unit() * bound);
    }

    boolean chance(double probability) {
        return unit() < probability;
    }

    /** From 0 to the reach, both inclusive, small figures more often. */
    int upToMostlySmall(int reach) {
        double unit = unit();
        return (int) ((reach + 1) * unit * unit);
    }

    /** Log-normal, by Box and Muller. */
    double logNormal(double median, double sigma) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - unit()));
        return median * StrictMath.exp(sigma * radius * StrictMath.cos(2 * StrictMath.PI * unit()));
    }

    /**
     * Spreads numbers over the 64 bits, one to one, so that distinct numbers stay distinct. It is the finalizer of
     * MurmurHash3 (Austin Appleby) with Stafford's "Mix13" constants.
     */
    static long scatter(long number) {
        long bits = number;
        bits = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        bits = (bits ^ (bits >>> 27)) * 0x94d049bb133111ebL;
        return bits ^ (bits >>> 31);
    }
}
