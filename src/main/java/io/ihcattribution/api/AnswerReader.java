package io.ihcattribution.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ihcattribution.api.ComputeIhcAnswer.SessionFigures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads an answer's body as far as its shape holds. The figures of {@code value}, thousands of them, are read as they
 * stream by; all else becomes a tree. What does not have the promised shape is left out rather than refused: the
 * journeys it was for then fail the check, and the others of the batch, which are paid for, stand.
 */
final class AnswerReader {

    private final ObjectMapper json;

    AnswerReader(ObjectMapper json) {
        this.json = json;
    }

    /**
     * A body.
     *
     * @param rest all but the figures; missing where the body is empty
     * @param figures the items of {@code value}; null where it is no list
     */
    record Body(JsonNode rest, List<SessionFigures> figures) {}

    /** @throws IOException when the body is not JSON */
    Body read(byte[] body) throws IOException {
        try (JsonParser parser = json.createParser(body)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                return new Body(MissingNode.getInstance(), null);
            }
            if (first != JsonToken.START_OBJECT) {
                return new Body(parser.readValueAsTree(), null);
            }
            ObjectNode rest = json.createObjectNode();
            List<SessionFigures> figures = null;
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String field = parser.currentName();
                JsonToken value = parser.nextToken();
                if (field.equals("value") && value == JsonToken.START_ARRAY) {
                    figures = figures(parser);
                } else {
                    rest.set(field, parser.<JsonNode>readValueAsTree());
                }
            }
            return new Body(rest, figures);
        }
    }

    private static List<SessionFigures> figures(JsonParser parser) throws IOException {
        List<SessionFigures> figures = new ArrayList<>();
        for (JsonToken item = parser.nextToken(); item != JsonToken.END_ARRAY; item = parser.nextToken()) {
            if (item == JsonToken.START_OBJECT) {
                SessionFigures read = item(parser);
                if (read.conversionId() != null) {
                    figures.add(read);
                }
            } else {
                parser.skipChildren();
            }
        }
        return figures;
    }

    private static SessionFigures item(JsonParser parser) throws IOException {
        String conversionId = null;
        String sessionId = null;
        Object initializer = null;
        Object holder = null;
        Object closer = null;
        Object ihc = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "conversion_id" -> conversionId = text(parser);
                case "session_id" -> sessionId = text(parser);
                case "initializer" -> initializer = figure(parser);
                case "holder" -> holder = figure(parser);
                case "closer" -> closer = figure(parser);
                case "ihc" -> ihc = figure(parser);
                default -> parser.skipChildren();
            }
        }
        return new SessionFigures(conversionId, sessionId, initializer, holder, closer, ihc);
    }

    /** A scalar as text; null for null, a list and an object. */
    private static String text(JsonParser parser) throws IOException {
        if (parser.currentToken().isScalarValue() && parser.currentToken() != JsonToken.VALUE_NULL) {
            return parser.getText();
        }
        parser.skipChildren();
        return null;
    }

    /** A number as it is; anything else as it was written. */
    private static Object figure(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_STRING -> parser.getText();
            case VALUE_NULL -> null;
            default -> parser.<JsonNode>readValueAsTree();
        };
    }
}
