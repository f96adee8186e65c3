package io.ihcattribution.attribute;

import io.ihcattribution.batch.JourneyToSend;
import io.ihcattribution.journey.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a reason says apart from what it says it of, so that refusals of different journeys can be compared. */
final class Wording {

    /** Numbers, times, ids of requests: whatever has a digit in it. */
    private static final Pattern NUMBERED = Pattern.compile("[\\w.:+-]*\\d[\\w.:+-]*");

    /** What others wrote is cut, at a place that depends on the ids in it. */
    private static final int COMPARED = 200;

    private Wording() {}

    /**
     * The words of a reason.
     *
     * @param sent texts of what was sent, which the reason may quote
     */
    static String of(String reason, List<String> sent) {
        String words = reason;
        for (String text : sent) {
            if (words.contains(text)) {
                words = words.replaceAll("(?<![\\w-])" + Pattern.quote(text) + "(?![\\w-])", "0");
            }
        }
        words = NUMBERED.matcher(words).replaceAll("#");
        return words.substring(0, Math.min(COMPARED, words.length()));
    }

    /** The texts of a journey that a reason may quote. */
    static List<String> textsOf(JourneyToSend sent) {
        List<String> texts = new ArrayList<>(List.of(sent.convId()));
        for (Session session : sent.journey().sessions()) {
            texts.add(session.sessionId());
            texts.add(session.channel());
        }
        return texts.stream().filter(text -> !text.isEmpty()).distinct().toList();
    }
}
