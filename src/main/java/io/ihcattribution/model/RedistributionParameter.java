package io.ihcattribution.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

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

    private RedistributionParameter() {}

    /**
     * Reads the parameter.
     *
     * @param name what the sentence of a refusal calls it
     * @param node the parameter; null or JSON's null for none
     * @throws IllegalArgumentException with a sentence that names the phase, the key and what was expected
     */
    public static Redistribution read(String name, JsonNode node) {
        NamedJson phases = new NamedJson(name, node);
        if (phases.isAbsent()) {
            return Redistribution.NONE;
        }
        phases.requireObject(PHASES);
        return new Redistribution(
                rule(phases.at("initializer")), rule(phases.at("holder")), rule(phases.at("closer")));
    }

    /**
     * Reads the parameter from the text of a JSON object.
     *
     * @param name what the sentence of a refusal calls it
     * @throws IllegalArgumentException with a sentence that names the phase, the key and what was expected
     */
    public static Redistribution parse(String name, String text) {
        try {
            return read(name, NamedJson.MAPPER.readTree(text));
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
        if (redistribution.isNone()) {
            return "";
        }
        ObjectNode parameter = JsonNodeFactory.instance.objectNode();
        put(parameter.putObject("initializer"), redistribution.initializer());
        put(parameter.putObject("holder"), redistribution.holder());
        put(parameter.putObject("closer"), redistribution.closer());
        return parameter.toString();
    }

    private static void put(ObjectNode phase, RedistributionRule given) {
        RedistributionRule rule = given.isNone() ? RedistributionRule.NONE : given;
        phase.put(DIRECTION, rule.direction().code());
        phase.put(THRESHOLD, rule.receiveThreshold());
        rule.channelLabels().stream().sorted().forEach(phase.putArray(LABELS)::add);
    }

    private static RedistributionRule rule(NamedJson phase) {
        if (phase.isAbsent()) {
            return RedistributionRule.NONE;
        }
        phase.requireObject(KEYS);
        NamedJson direction = phase.at(DIRECTION);
        NamedJson threshold = phase.at(THRESHOLD);
        NamedJson labels = phase.at(LABELS);
        direction.require(direction.node().isTextual(), "text");
        threshold.require(threshold.node().isNumber(), "a number from 0 to 1");
        labels.require(labels.node().isArray(), "a list of channel labels");
        List<String> channels = new ArrayList<>();
        for (JsonNode label : labels.node()) {
            new NamedJson(labels.name(), label).require(label.isTextual(), "a list of channel labels");
            channels.add(label.asText());
        }
        try {
            return RedistributionRule.of(direction.node().asText(), threshold.node().asDouble(), channels);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(phase.name() + ": " + e.getMessage(), e);
        }
    }
}
