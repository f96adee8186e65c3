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

    private final String word;
    private final int status;

    Fault(String word, int status) {
        this.word = word;
        this.status = status;
    }

    /** The status that it answers with instead of figures; 0 where it answers figures. */
    int status() {
        return status;
    }

    static Optional<Fault> of(String word) {
        return Arrays.stream(values()).filter(fault -> fault.word.equals(word)).findFirst();
    }

    /** All words, for sentences. */
    static String words() {
        return Arrays.stream(values()).map(fault -> fault.word).collect(Collectors.joining(", "));
    }
}
