package io.ihcattribution.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.ihcattribution.api.ComputeIhcAnswer.SessionFigures;
import io.ihcattribution.batch.BatchLimits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The embedded IHC service: the API's contract, limits and refusals. For now it divides each journey's credit into
 * equal shares; it is not the vendor's model.
 */
public final class EmbeddedIhc {

    private final ObjectMapper json;
    private final BatchLimits limits;

    /** @param limits what one request may hold */
    public EmbeddedIhc(ObjectMapper json, BatchLimits limits) {
        this.json = json;
        this.limits = limits;
    }

    /**
     * Answers a request; a refusal is an answer with the reason in {@code message}, never an exception.
     *
     * @param convTypeId the query parameter {@code conv_type_id}
     * @param key the header {@code x-api-key}
     * @param body the request's body
     */
    public ComputeIhcAnswer compute(String convTypeId, String key, byte[] body) {
        if (key == null || key.isBlank()) {
            return refusal(403, "Forbidden: the header x-api-key is missing");
        }
        if (convTypeId == null || convTypeId.isBlank()) {
            return refusal(400, "the query parameter conv_type_id is missing");
        }
        JsonNode tree;
        try {
            tree = json.readTree(body == null ? new byte[0] : body);
        } catch (IOException e) {
            return refusal(400, "the body is not JSON");
        }
        JsonNode sessions = tree == null ? null : tree.get("customer_journeys");
        if (sessions == null || !sessions.isArray() || sessions.isEmpty()) {
            return refusal(400, "customer_journeys is missing or empty; expected a list of sessions");
        }
        Map<String, List<JsonNode>> journeys = new LinkedHashMap<>();
        for (JsonNode session : sessions) {
            journeys.computeIfAbsent(session.path("conversion_id").asText(), id -> new ArrayList<>()).add(session);
        }
        if (journeys.size() > limits.maxJourneys()) {
            return refusal(400, journeys.size() + " journeys are more than the limit of " + limits.maxJourneys());
        }
        if (sessions.size() > limits.maxSessions()) {
            return refusal(400, sessions.size() + " sessions are more than the limit of " + limits.maxSessions());
        }
        List<SessionFigures> value = new ArrayList<>(sessions.size());
        journeys.forEach((convId, journey) -> value.addAll(equalShares(convId, journey)));
        return new ComputeIhcAnswer(200, value, List.of(), null);
    }

    /** Shares of four decimals that sum to exactly 1: the remainder goes to the first sessions. */
    private static List<SessionFigures> equalShares(String convId, List<JsonNode> journey) {
        int share = 10_000 / journey.size();
        int remainder = 10_000 % journey.size();
        List<SessionFigures> figures = new ArrayList<>(journey.size());
        for (int i = 0; i < journey.size(); i++) {
            double credit = (share + (i < remainder ? 1 : 0)) / 10_000.0;
            figures.add(new SessionFigures(
                    convId, journey.get(i).path("session_id").asText(), credit, credit, credit, credit));
        }
        return figures;
    }

    private static ComputeIhcAnswer refusal(int status, String reason) {
        return new ComputeIhcAnswer(status, null, null, TextNode.valueOf(reason));
    }
}
