package io.ihcattribution.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * The body that the API answers with.
 *
 * @param statusCode what the body says of itself: 200, 206 or 400; the HTTP status alone says little
 * @param value the figures, flat, an item a session; null where nothing was computed
 * @param partialFailureErrors the journeys that failed, in the API's own shape
 * @param message the API's words where it refuses
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ComputeIhcAnswer(
        @JsonProperty("statusCode") Integer statusCode, @JsonProperty("value") List<SessionFigures> value,
        @JsonProperty("partialFailureErrors") List<JsonNode> partialFailureErrors,
        @JsonProperty("message") JsonNode message) implements ApiVerdict {

    /**
     * The figures of one session. They are read as whatever JSON holds, since an answer is checked, not trusted.
     *
     * @param conversionId the journey
     * @param sessionId the session
     * @param initializer its share of the initializer phase, 0 to 1
     * @param holder its share of the holder phase, 0 to 1
     * @param closer its share of the closer phase, 0 to 1
     * @param ihc its credit, 0 to 1
     */
    public record SessionFigures(
            @JsonProperty("conversion_id") String conversionId, @JsonProperty("session_id") String sessionId,
            @JsonProperty("initializer") Object initializer, @JsonProperty("holder") Object holder,
            @JsonProperty("closer") Object closer, @JsonProperty("ihc") Object ihc) {}
}
