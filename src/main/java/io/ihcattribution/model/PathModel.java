package io.ihcattribution.model;

import java.util.List;
import java.util.SortedMap;

/**
 * A model that needs all journeys before it can credit any channel: fed path by path, then evaluated. It keeps counts
 * only, so that a million journeys are no more than their distinct steps. Not safe for use by several threads.
 */
public interface PathModel {

    /** The name in settings and reports, in lower case. */
    String name();

    /**
     * Takes note of journeys with the same path. The order in which paths come does not matter.
     *
     * @param channels the channels of the path's sessions, oldest first, at least one
     * @param converted how many such journeys ended with a conversion, at least 0
     * @param lost how many ended without one, at least 0; 0 where only converting journeys are known
     * @throws IllegalArgumentException with a sentence if the path is empty or a number negative
     */
    void add(List<String> channels, long converted, long lost);

    /**
     * The conversions credited to each channel.
     *
     * @return in order of the labels, each at least 0, all channels fed so far; they sum to the number of conversions
     */
    SortedMap<String, Double> credits();

    /** What {@link #add} refuses. */
    static void requirePath(List<String> channels, long converted, long lost) {
        if (channels.isEmpty()) {
            throw new IllegalArgumentException("a path must have at least one channel, but is empty");
        }
        if (converted < 0 || lost < 0) {
            throw new IllegalArgumentException("the numbers of journeys must be at least 0, but are " + converted
                    + " with and " + lost + " without a conversion");
        }
    }
}
