package io.ihcattribution.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import io.ihcattribution.journey.Conversion;
import io.ihcattribution.journey.Journey;
import io.ihcattribution.journey.Session;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A journey as a request has it: read, or with the reason why it cannot be.
 *
 * @param convId the conversion's id
 * @param journey the journey in order of time; null where there is a fault
 * @param fault why it cannot be parsed; null where it can
 */
record SentJourney(String convId, Journey journey, String fault) {

    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter WITH_ZONE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xx").withResolverStyle(ResolverStyle.STRICT);
    private static final int LONGEST_FOUND = 60;
    private static final int LENGTH_WITHOUT_ZONE = "2026-01-31 10:00:00".length();

    /** Reads the items with one {@code conversion_id}. */
    static SentJourney read(String convId, List<JsonNode> items) {
        List<Session> sessions = new ArrayList<>(items.size());
        Set<String> ids = new HashSet<>();
        LocalDateTime last = null;
        try {
            for (JsonNode item : items) {
                Session session = session(item);
                if (!ids.add(session.sessionId())) {
                    throw new IllegalArgumentException("session_id \"" + session.sessionId() + "\" comes twice");
                }
                sessions.add(session);
                last = last == null || session.startedAt().isAfter(last) ? session.startedAt() : last;
            }
        } catch (IllegalArgumentException e) {
            return new SentJourney(convId, null, e.getMessage());
        }
        return new SentJourney(convId, new Journey(new Conversion(convId, "", last, 0), sessions), null);
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
                String text = node.asText();
                return text.length() == LENGTH_WITHOUT_ZONE
                        ? LocalDateTime.parse(text, LOCAL)
                        : OffsetDateTime.parse(text, WITH_ZONE).withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
            }
        } catch (DateTimeParseException e) {
            // the sentence below says it
        }
        throw fault("timestamp", "YYYY-MM-DD HH:MM:SS, optionally followed by +HHMM", node);
    }

    private static IllegalArgumentException fault(String key, String expected, JsonNode found) {
        String text = found.isMissingNode() ? "nothing" : found.toString();
        return new IllegalArgumentException(key + ": expected " + expected + ", found "
                + (text.length() <= LONGEST_FOUND ? text : text.substring(0, LONGEST_FOUND) + "…"));
    }
}
