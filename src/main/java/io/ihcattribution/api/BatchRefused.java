package io.ihcattribution.api;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The API refuses the batch as a whole. Smaller parts of it may be accepted.
 *
 * @param words the API's words
 * @param tooLarge whether the status itself says that the request is too large
 */
public record BatchRefused(String words, boolean tooLarge) implements ApiVerdict {

    /** The vendor publishes no wording: a limit and what it is counted in, in either order. */
    private static final List<Pattern> LIMITS = List.of(
            Pattern.compile(
                    "(?:limit|maximum|max|at most|up to|allowed|exceeds?|more"
                            + " than)\\b\\D{0,20}?(\\d[\\d,]*)\\s+sessions\\b"),
            Pattern.compile(
                    "\\bsessions?\\b.{0,60}?(?:limit|maximum|max|at most|up to|allowed|exceeds?|more"
                            + " than)\\b\\D{0,20}?(\\d[\\d,]*)"));

    private static final Pattern TOO_MUCH = Pattern.compile(
            "(?:sessions|request|payload|body)\\b.{0,60}(?:too (?:many|large|big)|limit|exceed|maximum|at most)"
                    + "|(?:too (?:many|large|big)|limit|exceed|maximum|at"
                    + " most).{0,60}(?:sessions|request|payload|body)\\b");

    /** Whether the words say that the request holds too much, rather than something wrong. */
    public boolean isAboutSize() {
        return tooLarge || TOO_MUCH.matcher(words.toLowerCase(Locale.ROOT)).find();
    }

    /**
     * The most sessions that one request may hold, where the words name it.
     *
     * @param sent the sessions of the refused request; a limit is below it
     */
    public OptionalInt sessionLimit(int sent) {
        for (Pattern pattern : LIMITS) {
            Matcher matcher = pattern.matcher(words.toLowerCase(Locale.ROOT));
            for (int from = 0; matcher.find(from); from = matcher.start() + 1) {
                String digits = matcher.group(1).replace(",", "");
                if (digits.length() <= 6 && Integer.parseInt(digits) >= 1 && Integer.parseInt(digits) < sent) {
                    return OptionalInt.of(Integer.parseInt(digits));
                }
            }
        }
        return OptionalInt.empty();
    }
}
