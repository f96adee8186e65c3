package io.ihcattribution.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Which sessions may receive what a session gives away, seen from the giving one. */
public enum RedistributionDirection {

    /** Those before the giving session. */
    EARLIER_SESSIONS_ONLY,

    /** All of the journey. */
    ANY_SESSION,

    /** Those after the giving session. The vendor documents it by name only: the meaning is by analogy. */
    LATER_SESSIONS_ONLY;

    /** The name in the API's request. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The direction with a name of the API.
     *
     * @throws IllegalArgumentException with a sentence that lists the names, if there is none
     */
    public static RedistributionDirection of(String code) {
        List<String> codes = Arrays.stream(values()).map(RedistributionDirection::code).toList();
        if (!codes.contains(code)) {
            throw new IllegalArgumentException(
                    "direction must be one of " + String.join(", ", codes) + ", but is " + code);
        }
        return values()[codes.indexOf(code)];
    }
}
