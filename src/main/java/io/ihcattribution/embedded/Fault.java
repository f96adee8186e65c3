package io.ihcattribution.embedded;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the embedded service can do wrong on request. */
public enum Fault {
    /** An answer as it should be. */
    OK("ok", 0),
    /** Too many requests, with {@code Retry-After}. */
    RATE_LIMITED("429", 429),
    /** An error of the service. */
    ERROR("500", 500),
    /** The service is not available. */
    UNAVAILABLE("503", 503),
    /** No answer for twice the client's response timeout, then 504. */
    HANG("hang", 504),
    /** The first half of an answer. */
    TRUNCATED("truncated", 0),
    /** An answer in which the first journey's ihc sums to a half. */
    WRONG_SUMS("wrong-sums", 0);

    private final String code;
    private final int status;

    Fault(String code, int status) {
        this.code = code;
        this.status = status;
    }

    /** The status that it answers with instead of figures; 0 where it answers figures. */
    int status() {
        return status;
    }

    /** The fault of a code of the settings; empty where there is none. */
    static Optional<Fault> of(String code) {
        return Arrays.stream(values()).filter(fault -> fault.code.equals(code)).findFirst();
    }

    /** All codes, for sentences. */
    static String codes() {
        return Arrays.stream(values()).map(fault -> fault.code).collect(Collectors.joining(", "));
    }
}
