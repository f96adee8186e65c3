package io.ihcattribution.sample;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A user's history. Times are seconds since the profile's first day began, UTC.
 *
 * @param number the user's number, from 0
 * @param sessionTimes when the sessions started, ascending
 * @param conversionTimes when the user converted, ascending
 * @param journeyEnds for each conversion the number of sessions up to it; sessions past the last led to nothing
 */
record Visitor(long number, int[] sessionTimes, int[] conversionTimes, int[] journeyEnds) {

    static final int SECONDS_OF_DAY = 86_400;

    /** The days, from 0, on which anything happened. */
    IntStream days() {
        return IntStream.concat(Arrays.stream(sessionTimes), Arrays.stream(conversionTimes))
                .map(time -> time / SECONDS_OF_DAY).distinct();
    }

    /** The positions of those of some times that lie on a day. */
    static IntStream on(int day, int[] times) {
        return IntStream.range(0, times.length).filter(i -> times[i] / SECONDS_OF_DAY == day);
    }
}
