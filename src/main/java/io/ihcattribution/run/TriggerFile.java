package io.ihcattribution.run;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.ihcattribution.files.TextFile;
import io.ihcattribution.text.KeyMask;
import io.ihcattribution.text.Quoted;
import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Reads a trigger file: JSON, YAML or properties, told apart by the ending of its name; an empty one asks nothing. */
public final class TriggerFile {

    /** What a trigger may hold at most; it holds a few keys. */
    public static final long MAX_BYTES = 1_000_000;

    private static final String REDISTRIBUTION = "redistribution";
    private static final String EXPECTED = "; expected the keys " + RunRequest.EXPECTED;

    private final KeyMask key;
    private final ObjectMapper json = new JsonMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    private final ObjectMapper yaml = new YAMLMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    /** @param key what no trigger may hold: what a run was asked is kept and shown */
    public TriggerFile(KeyMask key) {
        this.key = key;
    }

    /**
     * The run that a trigger file asks for.
     *
     * @param name the file's name, with its ending
     * @param file where it lies
     * @throws IllegalArgumentException naming the key at fault and what was expected
     * @throws IOException when it cannot be read
     */
    public RunRequest read(String name, File file) throws IOException {
        String text;
        try {
            text = TextFile.read(file.toPath());
        } catch (TextFile.NotText e) {
            throw new IllegalArgumentException("it " + e.getMessage(), e);
        }
        if (key.isIn(text) || key.isIn(name)) {
            throw new IllegalArgumentException("it holds the API's key, which belongs in IHC_API_KEY or a file of"
                    + " its own");
        }
        return RunRequest.of(Source.TRIGGER, name, text.isBlank() ? Map.of() : keys(name, text));
    }

    private Map<String, String> keys(String name, String text) throws IOException {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".properties")) {
            return members(properties(text), "properties");
        }
        return lower.endsWith(".json")
                ? members(document(json, text), "JSON")
                : members(document(yaml, text), "YAML");
    }

    /** The one document of a text. */
    private static JsonNode document(ObjectMapper mapper, String text) throws IOException {
        try (JsonParser parser = mapper.createParser(text)) {
            JsonNode document = mapper.readTree(parser);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException(
                        "it has more than one document; expected one, with the keys " + RunRequest.EXPECTED);
            }
            return document;
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
            // What follows in further lines is a picture of the place.
            throw new IllegalArgumentException("it cannot be read: " + (e instanceof JsonEOFException ? "it breaks off"
                    : Quoted.plain(e.getOriginalMessage().lines().findFirst().orElse(""))) + where + EXPECTED, e);
        }
    }

    private static JsonNode properties(String text) {
        SortedMap<String, String> properties = TextFile.properties(text, key -> {
            throw new IllegalArgumentException(Quoted.plain(key) + ": is there twice; expected it once");
        });
        ObjectNode keys = JsonNodeFactory.instance.objectNode();
        ObjectNode redistribution = JsonNodeFactory.instance.objectNode();
        properties.forEach((key, value) -> {
            if (key.startsWith(REDISTRIBUTION + ".")) {
                redistribution(redistribution, key, value);
            } else {
                keys.put(key, value);
            }
        });
        return redistribution.isEmpty() ? keys : keys.set(REDISTRIBUTION, redistribution);
    }

    /** A key such as {@code redistribution.holder.direction} into the object that the other formats write. */
    private static void redistribution(ObjectNode parameter, String key, String value) {
        String[] parts = key.split("\\.", 3);
        if (parts.length < 3) {
            throw new IllegalArgumentException(
                    Quoted.plain(key) + ": is not a key; expected one such as redistribution.holder.direction");
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
        if (tree == null || tree.isMissingNode()) {
            return Map.of();
        }
        if (!tree.isObject()) {
            throw new IllegalArgumentException(
                    "it is " + (tree.isNull() ? "null, and not a " : "not a ") + format + " object" + EXPECTED);
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
            throw new IllegalArgumentException(
                    Quoted.plain(key) + ": " + Quoted.plain(value) + " is not usable; expected text");
        }
        return value.asText();
    }
}
