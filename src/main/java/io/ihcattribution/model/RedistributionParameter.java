package io.ihcattribution.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The API's {@code redistribution_parameter} as JSON: an object with {@code initializer}, {@code holder} and
 * {@code closer}, each with {@code direction}, {@code receive_threshold} and {@code redistribution_channel_labels}. A
 * phase that is left out keeps its credit; all else that is missing, unknown or out of range is refused.
 */
public final class RedistributionParameter {

    private static final List<String> PHASES = List.of("initializer", "holder", "closer");
    private static final String DIRECTION = "direction";
    private static final String THRESHOLD = "receive_threshold";
    private static final String LABELS = "redistribution_channel_labels";
    private static final List<String> KEYS = List.of(DIRECTION, THRESHOLD, LABELS);

    private static final RedistributionRule NOTHING =
            new RedistributionRule(RedistributionDirection.ANY_SESSION, 0, Set.of());

    private static final ObjectMapper JSON = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private RedistributionParameter() {}

    /**
     * Reads the parameter.
     *
     * @param name what the sentence of a refusal calls it
     * @param node the parameter; null or JSON's null for none
     * @throws IllegalArgumentException with a sentence that names the phase, the key and what was expected
     */
    public static Redistribution read(String name, JsonNode node) {
        if (node == null || node.isNull() || node.isMissingNode()) {
            return Redistribution.NONE;
        }
        requireKeys(name, node, PHASES);
        Map<String, Optional<RedistributionRule>> rules = new TreeMap<>();
        for (String phase : PHASES) {
            rules.put(phase, rule(name + "." + phase, node.get(phase)));
        }
        return new Redistribution(rules.get("initializer"), rules.get("holder"), rules.get("closer"));
    }

    /**
     * Reads the parameter from the text of a JSON object.
     *
     * @param name what the sentence of a refusal calls it
     * @throws IllegalArgumentException with a sentence that names the phase, the key and what was expected
     */
    public static Redistribution parse(String name, String text) {
        try {
            return read(name, JSON.readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    name + ": cannot be read: " + e.getOriginalMessage() + "; expected a JSON object", e);
        }
    }

    /**
     * The parameter as it is sent, one text for all ways to write the same rules: all three phases, with the labels in
     * order, and one that hands over nothing with an empty list. Empty where no phase hands over anything.
     */
    public static String text(Redistribution redistribution) {
        List<Optional<RedistributionRule>> rules =
                List.of(redistribution.initializer(), redistribution.holder(), redistribution.closer());
        if (rules.stream().flatMap(Optional::stream).allMatch(rule -> rule.channelLabels().isEmpty())) {
            return "";
        }
        ObjectNode parameter = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < PHASES.size(); i++) {
            RedistributionRule rule = rules.get(i).filter(given -> !given.channelLabels().isEmpty()).orElse(NOTHING);
            ObjectNode phase = parameter.putObject(PHASES.get(i));
            phase.put(DIRECTION, rule.direction().wireName());
            phase.put(THRESHOLD, rule.receiveThreshold());
            rule.channelLabels().stream().sorted().forEach(phase.putArray(LABELS)::add);
        }
        return parameter.toString();
    }

    private static Optional<RedistributionRule> rule(String name, JsonNode node) {
        if (node == null || node.isNull()) {
            return Optional.empty();
        }
        requireKeys(name, node, KEYS);
        JsonNode direction = node.path(DIRECTION);
        JsonNode threshold = node.path(THRESHOLD);
        JsonNode labels = node.path(LABELS);
        require(direction.isTextual(), name, DIRECTION, "text", direction);
        require(threshold.isNumber(), name, THRESHOLD, "a number from 0 to 1", threshold);
        require(labels.isArray(), name, LABELS, "a list of channel labels", labels);
        List<String> channels = new ArrayList<>();
        for (JsonNode label : labels) {
            require(label.isTextual(), name, LABELS, "a list of channel labels", label);
            channels.add(label.asText());
        }
        try {
            return Optional.of(RedistributionRule.of(direction.asText(), threshold.asDouble(), channels));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
        }
    }

    private static void requireKeys(String name, JsonNode node, List<String> keys) {
        if (!node.isObject()) {
            throw new IllegalArgumentException(name + ": expected an object with " + String.join(", ", keys)
                    + ", found " + found(node));
        }
        node.fieldNames().forEachRemaining(key -> {
            if (!keys.contains(key)) {
                throw new IllegalArgumentException(
                        name + "." + key + ": is not a key; expected " + String.join(", ", keys));
            }
        });
    }

    private static void require(boolean holds, String name, String key, String expected, JsonNode node) {
        if (!holds) {
            throw new IllegalArgumentException(name + "." + key + ": expected " + expected + ", found " + found(node));
        }
    }

    private static String found(JsonNode node) {
        return node.isMissingNode() ? "nothing" : node.toString();
    }
}
