package io.ihcattribution.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.ihcattribution.api.ComputeIhcAnswer;
import io.ihcattribution.api.ComputeIhcAnswer.SessionFigures;
import io.ihcattribution.batch.BatchLimits;
import io.ihcattribution.model.IhcModel;
import io.ihcattribution.model.IhcParameters;
import io.ihcattribution.model.InvalidParameterFileException;
import io.ihcattribution.model.Redistribution;
import io.ihcattribution.model.RedistributionParameter;
import io.ihcattribution.text.Quoted;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The embedded IHC service: the API's contract, limits and refusals, computed with {@link IhcModel}, which estimates
 * the API's figures and is not the vendor's code. Safe for use by several threads.
 */
public final class EmbeddedIhc {

    private static final int FORBIDDEN = 403;
    private static final int BAD_REQUEST = 400;
    private static final int PARTIAL = 206;
    private static final int UNPARSABLE = 406;

    private final ObjectMapper json;
    private final BatchLimits limits;
    private final ParameterFolder folder;
    private final OptionalDouble inactivityHours;

    /**
     * The service.
     *
     * @param limits what one request may hold
     * @param folder the parameters of the conversion types that it knows
     * @param inactivityHours see {@link IhcModel}; empty for none
     */
    public EmbeddedIhc(ObjectMapper json, BatchLimits limits, ParameterFolder folder, OptionalDouble inactivityHours) {
        this.json = json;
        this.limits = limits;
        this.folder = folder;
        this.inactivityHours = inactivityHours;
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
            return refusal(FORBIDDEN, "Forbidden: the header x-api-key is missing");
        }
        try {
            IhcParameters parameters = parameters(convTypeId);
            JsonNode request = request(body);
            Map<String, List<JsonNode>> items = items(request.path("customer_journeys"));
            Redistribution redistribution = RedistributionParameter.read(
                    "redistribution_parameter", request.get("redistribution_parameter"));
            return answer(new IhcModel(parameters, redistribution, inactivityHours), items);
        } catch (IllegalArgumentException e) {
            return refusal(BAD_REQUEST, e.getMessage());
        }
    }

    private static ComputeIhcAnswer refusal(int status, String reason) {
        return new ComputeIhcAnswer(status, null, null, TextNode.valueOf(reason));
    }

    private IhcParameters parameters(String convTypeId) {
        if (convTypeId == null || convTypeId.isBlank()) {
            throw new IllegalArgumentException("the query parameter conv_type_id is missing");
        }
        try {
            return folder.parameters(convTypeId).orElseThrow(() -> new IllegalArgumentException(
                    "conv_type_id: unknown conversion type " + Quoted.of(convTypeId)));
        } catch (InvalidParameterFileException e) {
            throw new IllegalArgumentException("conv_type_id: the parameters of " + Quoted.of(convTypeId)
                    + " cannot be used: "
                    + e.getMessage());
        }
    }

    private JsonNode request(byte[] body) {
        try {
            JsonNode request = json.readTree(body == null ? new byte[0] : body);
            if (!request.isObject()) {
                throw new IllegalArgumentException("the body is not a JSON object");
            }
            return request;
        } catch (IOException e) {
            throw new IllegalArgumentException("the body is not JSON");
        }
    }

    /** The items of each journey, in the order sent; within the limits. */
    private Map<String, List<JsonNode>> items(JsonNode sessions) {
        if (!sessions.isArray() || sessions.isEmpty()) {
            throw new IllegalArgumentException("customer_journeys is missing or empty; expected a list of sessions");
        }
        Map<String, List<JsonNode>> journeys = new LinkedHashMap<>();
        for (int i = 0; i < sessions.size(); i++) {
            String convId = SentJourney.id(sessions.get(i).path("conversion_id"));
            if (convId == null) {
                // It may belong to any journey of the request, so that none can be trusted.
                throw new IllegalArgumentException(
                        "customer_journeys[" + i + "]: conversion_id is missing; expected text that is not blank");
            }
            journeys.computeIfAbsent(convId, id -> new ArrayList<>()).add(sessions.get(i));
        }
        requireAtMost(limits.maxJourneys(), journeys.size(), "journeys");
        requireAtMost(limits.maxSessions(), sessions.size(), "sessions");
        return journeys;
    }

    private static void requireAtMost(int limit, int number, String what) {
        if (number > limit) {
            throw new IllegalArgumentException(number + " " + what + " are more than the limit of " + limit);
        }
    }

    private ComputeIhcAnswer answer(IhcModel model, Map<String, List<JsonNode>> items) {
        List<SessionFigures> value = new ArrayList<>();
        List<JsonNode> errors = new ArrayList<>();
        items.forEach((convId, sessions) -> {
            try {
                model.credits(SentJourney.read(convId, sessions)).forEach(credits -> value.add(new SessionFigures(
                        convId, credits.sessionId(), credits.initializer(), credits.holder(), credits.closer(),
                        credits.ihc())));
            } catch (IllegalArgumentException e) {
                errors.add(json.createObjectNode().put("statusCode", UNPARSABLE).put("conversion_id", convId)
                        .put("message", e.getMessage()));
            }
        });
        return new ComputeIhcAnswer(errors.isEmpty() ? 200 : PARTIAL, value, errors, null);
    }
}
