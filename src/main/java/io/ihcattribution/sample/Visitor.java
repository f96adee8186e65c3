package io.ihcattribution.sample;

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

    /** The first day, from 0, on which anything happened. */
    int firstDay() {
        int first = Integer.MAX_VALUE;
        if (sessionTimes.length > 0) {
            first = sessionTimes[0];
        }
        if (conversionTimes.length > 0) {
            first = Math.min(first, conversionTimes[0]);
        }
        return first / SECONDS_OF_DAY;
    }

    /** The last day, from 0, on which anything happened. */
    int lastDay() {
        int last = 0;
        if (sessionTimes.length > 0) {
            last = sessionTimes[sessionTimes.length - 1];
        }
        if (conversionTimes.length > 0) {
            last = Math.max(last, conversionTimes[conversionTimes.length - 1]);
        }
        return last / SECONDS_OF_DAY;
    }
}
