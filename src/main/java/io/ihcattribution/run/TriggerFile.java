package io.ihcattribution.run;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.StringReader;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Reads a trigger file: JSON, YAML or properties, told apart by the ending of its name; an empty one asks nothing. */
public final class TriggerFile {

    /** What a trigger may hold at most; it holds a few keys. */
    public static final long MAX_BYTES = 1_000_000;

    private static final String REDISTRIBUTION = "redistribution";

    private final ObjectMapper json = new JsonMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    private final ObjectMapper yaml = new YAMLMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    /**
     * The run that a trigger file asks for.
     *
     * @param name the file's name, with its ending
     * @param text what it holds
     * @throws IllegalArgumentException naming the key at fault and what was expected
     */
    public RunRequest read(String name, String text) {
        return RunRequest.of(Source.TRIGGER, name, text.isBlank() ? Map.of() : keys(name, text));
    }

    private Map<String, String> keys(String name, String text) {
        String lower = name.toLowerCase(Locale.ROOT);
        try {
            if (lower.endsWith(".properties")) {
                return members(properties(text), "properties");
            }
            return lower.endsWith(".json")
                    ? members(json.readTree(text), "JSON")
                    : members(yaml.readTree(text), "YAML");
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
            throw new IllegalArgumentException("cannot be read: " + e.getOriginalMessage() + where
                    + "; expected the keys " + RunRequest.EXPECTED, e);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot be read: " + e.getMessage(), e);
        }
    }

    private static JsonNode properties(String text) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        ObjectNode keys = JsonNodeFactory.instance.objectNode();
        ObjectNode redistribution = JsonNodeFactory.instance.objectNode();
        for (String key : new TreeSet<>(properties.stringPropertyNames())) {
            if (key.startsWith(REDISTRIBUTION + ".")) {
                redistribution(redistribution, key, properties.getProperty(key).trim());
            } else {
                keys.put(key, properties.getProperty(key));
            }
        }
        return redistribution.isEmpty() ? keys : keys.set(REDISTRIBUTION, redistribution);
    }

    /** A key such as {@code redistribution.holder.direction} into the object that the other formats write. */
    private static void redistribution(ObjectNode parameter, String key, String value) {
        String[] parts = key.split("\\.", 3);
        if (parts.length < 3) {
            throw new IllegalArgumentException(
                    key + ": is not a key; expected one such as redistribution.holder.direction");
        }
        ObjectNode phase = parameter.withObjectProperty(parts[1]);
        switch (parts[2]) {
            case "redistribution_channel_labels" -> Arrays.stream(value.split(",")).map(String::trim)
                    .filter(label -> !label.isEmpty()).forEach(phase.putArray(parts[2])::add);
            case "receive_threshold" -> phase.set(parts[2], number(value));
            default -> phase.put(parts[2], value);
        }
    }

    private static JsonNode number(String value) {
        try {
            return DoubleNode.valueOf(Double.parseDouble(value));
        } catch (NumberFormatException e) {
            return TextNode.valueOf(value);
        }
    }

    private static Map<String, String> members(JsonNode tree, String format) {
        if (tree == null || tree.isMissingNode() || tree.isNull()) {
            return Map.of();
        }
        if (!tree.isObject()) {
            throw new IllegalArgumentException(
                    "is not a " + format + " object; expected the keys " + RunRequest.EXPECTED);
        }
        Map<String, String> keys = new LinkedHashMap<>();
        tree.fields().forEachRemaining(member -> keys.put(member.getKey(),
                member.getKey().equals(REDISTRIBUTION) && member.getValue().isObject()
                        ? member.getValue().toString()
                        : text(member.getKey(), member.getValue())));
        return keys;
    }

    private static String text(String key, JsonNode value) {
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false).map(word -> text(key, word))
                    .collect(Collectors.joining(","));
        }
        if (!value.isTextual() && !value.isNumber()) {
            throw new IllegalArgumentException(key + ": " + value + " is not usable; expected text");
        }
        return value.asText();
    }
}
