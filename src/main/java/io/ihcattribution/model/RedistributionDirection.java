package io.ihcattribution.model;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Which sessions may receive what a session gives away, seen from the giving one. */
public enum RedistributionDirection {

    /** Those before the giving session. */
    EARLIER_SESSIONS_ONLY("earlier_sessions_only"),

    /** All of the journey. */
    ANY_SESSION("any_session"),

    /** Those after the giving session. The vendor documents it by name only: the meaning is by analogy. */
    LATER_SESSIONS_ONLY("later_sessions_only");

    private final String wireName;

    RedistributionDirection(String wireName) {
        this.wireName = wireName;
    }

    /** The name in the API's request. */
    public String wireName() {
        return wireName;
    }

    /**
     * The direction with a name of the API.
     *
     * @throws IllegalArgumentException with a sentence that lists the names, if there is none
     */
    public static RedistributionDirection ofWireName(String name) {
        return Arrays.stream(values()).filter(direction -> direction.wireName.equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "direction must be one of " + names() + ", but is " + name));
    }

    private static String names() {
        return Arrays.stream(values()).map(RedistributionDirection::wireName).collect(Collectors.joining(", "));
    }
}
