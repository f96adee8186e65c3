package io.ihcattribution.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The redistribution parameters of a run: one for all conversion types, or one for some types and another for the rest.
 *
 * @param text all of it as one text, as the ledger keeps it: a plain parameter where there is one for all types
 * @param otherwise the parameter of the types that are not named, as it is sent; empty where none is
 * @param byType type to parameter, as it is sent; empty where none is
 */
public record RedistributionByType(String text, String otherwise, Map<String, String> byType) {

    private static final String BY_TYPE = "by_type";
    private static final String OTHERWISE = "otherwise";
    private static final String EXPECTED = "expected a JSON object with a redistribution for each conversion type";

    public RedistributionByType {
        byType = Map.copyOf(byType);
    }

    /** One parameter for some types, and another for the rest. */
    public static RedistributionByType of(String otherwise, Map<String, String> byType) {
        if (byType.isEmpty()) {
            return new RedistributionByType(otherwise, otherwise, byType);
        }
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        ObjectNode types = all.putObject(BY_TYPE);
        new TreeMap<>(byType).forEach((type, parameter) -> types.set(type, tree(parameter)));
        all.set(OTHERWISE, tree(otherwise));
        return new RedistributionByType(all.toString(), otherwise, byType);
    }

    /** What a text says that {@link #text} gave, or a plain parameter as it is sent. */
    public static RedistributionByType parse(String text) {
        JsonNode all = tree(text);
        if (!all.has(BY_TYPE)) {
            return of(text, Map.of());
        }
        Map<String, String> byType = new TreeMap<>();
        all.get(BY_TYPE).fields().forEachRemaining(type -> byType.put(type.getKey(), sent(type.getValue())));
        return new RedistributionByType(text, sent(all.path(OTHERWISE)), byType);
    }

    /**
     * Reads a file: a JSON object with a parameter in the API's shape for each conversion type; null for none.
     *
     * @return type to parameter, as it is sent
     * @throws IllegalArgumentException with a sentence that names the file, the type, the key and what was expected
     * @throws IOException when the file cannot be read
     */
    public static Map<String, String> read(Path file) throws IOException {
        try {
            JsonNode all = NamedJson.MAPPER.readTree(Files.readAllBytes(file));
            if (!all.isObject()) {
                throw new IllegalArgumentException(file + ": " + EXPECTED);
            }
            Map<String, String> byType = new TreeMap<>();
            all.fields().forEachRemaining(type -> byType.put(type.getKey(), RedistributionParameter.text(
                    RedistributionParameter.read(file + ": " + type.getKey(), type.getValue()))));
            return byType;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(file + ", line " + e.getLocation().getLineNr() + ": "
                    + e.getOriginalMessage() + "; " + EXPECTED, e);
        }
    }

    /** The parameter of a conversion type, as it is sent; empty where none is. */
    public String of(String convTypeId) {
        return byType.getOrDefault(convTypeId, otherwise);
    }

    private static JsonNode tree(String parameter) {
        try {
            return parameter.isEmpty() ? JsonNodeFactory.instance.nullNode() : NamedJson.MAPPER.readTree(parameter);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the redistribution is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static String sent(JsonNode parameter) {
        return parameter.isNull() || parameter.isMissingNode() ? "" : parameter.toString();
    }
}
