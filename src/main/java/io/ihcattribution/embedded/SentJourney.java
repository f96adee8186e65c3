package io.ihcattribution.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import io.ihcattribution.journey.Conversion;
import io.ihcattribution.journey.Journey;
import io.ihcattribution.journey.Session;
import io.ihcattribution.journey.SourceValues;
import io.ihcattribution.text.Quoted;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads a journey of a request. */
final class SentJourney {

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss[ xx]").withResolverStyle(ResolverStyle.STRICT);
    private static final int LONGEST_FOUND = 60;

    private SentJourney() {}

    /**
     * The journey of the items with one {@code conversion_id}, in the order sent.
     *
     * @throws IllegalArgumentException with a sentence that names the session and the key that cannot be parsed
     */
    static Journey read(String convId, List<JsonNode> items) {
        List<Session> sessions = items.stream().map(SentJourney::session).toList();
        Set<String> ids = new HashSet<>();
        for (Session session : sessions) {
            if (!ids.add(session.sessionId())) {
                throw new IllegalArgumentException("session_id " + Quoted.of(session.sessionId()) + " comes twice");
            }
        }
        LocalDateTime last = sessions.stream().map(Session::startedAt).max(Comparator.naturalOrder()).orElse(null);
        return new Journey(new Conversion(convId, "", last, 0), sessions);
    }

    /** An id, which may come as a number; null where it is neither text nor a whole number, or blank. */
    static String id(JsonNode node) {
        return node.isTextual() && !node.asText().isBlank() || node.isIntegralNumber() ? node.asText() : null;
    }

    private static Session session(JsonNode item) {
        String sessionId = id(item.path("session_id"));
        if (sessionId == null) {
            throw fault("session_id", "text that is not blank", item.path("session_id"));
        }
        try {
            String channel = item.path("channel_label").asText();
            if (!item.path("channel_label").isTextual() || channel.isBlank()) {
                throw fault("channel_label", "text that is not blank", item.path("channel_label"));
            }
            // The model does not use it: the last session is the conversion's. But a journey without it is not whole.
            flag(item, "conversion");
            return new Session(sessionId, timestamp(item.path("timestamp")), channel, flag(item, "holder_engagement"),
                    flag(item, "closer_engagement"),
                    item.has("impression_interaction") && flag(item, "impression_interaction"));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("session " + sessionId + ": " + e.getMessage(), e);
        }
    }

    private static boolean flag(JsonNode item, String key) {
        JsonNode flag = item.path(key);
        if (!flag.isNumber() || flag.doubleValue() != 0 && flag.doubleValue() != 1) {
            throw fault(key, "0 or 1", flag);
        }
        return flag.doubleValue() == 1;
    }

    /** The time in UTC; a timestamp without a zone counts as UTC. */
    private static LocalDateTime timestamp(JsonNode node) {
        try {
            if (node.isTextual()) {
                TemporalAccessor time =
                        TIMESTAMP.parseBest(node.asText(), OffsetDateTime::from, LocalDateTime::from);
                return time instanceof OffsetDateTime zoned
                        ? zoned.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()
                        : (LocalDateTime) time;
            }
        } catch (DateTimeParseException e) {
            // the sentence below says it
        }
        throw fault("timestamp", "YYYY-MM-DD HH:MM:SS, optionally followed by +HHMM", node);
    }

    private static IllegalArgumentException fault(String key, String expected, JsonNode found) {
        return new IllegalArgumentException(key + ": expected " + expected + ", found "
                + (found.isMissingNode() ? "nothing" : SourceValues.cut(found.toString(), LONGEST_FOUND)));
    }
}
