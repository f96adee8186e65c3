package io.ihcattribution.run;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What may become of credits that were paid for, or of costs that were read, so that the guard stops a run. */
public enum Loss {
    /** The source has the conversions, or the costs, no more. */
    DELETED("are not in the table conversions any more"),
    /** The credits are kept, but no journey can be sent that would renew them. */
    OUTDATED("would be outdated"),
    /** The journey has lost half of its sessions, and would be bought on the rest. */
    SHORTER("have lost half of their sessions");

    private final String words;

    Loss(String words) {
        this.words = words;
    }

    /** The word that the command line, trigger files and the ledger use. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What has become of so many journeys, as the end of a sentence. */
    String words() {
        return words;
    }

    /**
     * Reads a list such as {@code deleted,outdated}.
     *
     * @throws IllegalArgumentException when a word is none of them, or there is none
     */
    public static Set<Loss> of(String codes) {
        Set<Loss> losses = EnumSet.noneOf(Loss.class);
        for (String code : codes.split(",")) {
            losses.add(Arrays.stream(values()).filter(loss -> loss.code().equals(code.strip())).findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("accept: \"" + code.strip()
                            + "\" is not a loss; expected one or more of " + codes(List.of(values())))));
        }
        return losses;
    }

    /** The list that {@link #of} reads; empty for none. */
    public static String codes(Iterable<Loss> losses) {
        Set<Loss> sorted = EnumSet.noneOf(Loss.class);
        losses.forEach(sorted::add);
        return sorted.stream().map(Loss::code).collect(Collectors.joining(","));
    }
}
