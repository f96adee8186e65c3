package io.ihcattribution.run;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.StringJoiner;

/** Reads a trigger file: JSON, YAML or properties, told apart by the ending of its name; an empty one asks nothing. */
public final class TriggerFile {

    private final ObjectMapper json = JsonMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();
    private final ObjectMapper yaml = YAMLMapper.builder().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).build();

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
                return properties(text);
            }
            return lower.endsWith(".json") ? members(json.readTree(text), "JSON") : members(yaml.readTree(text), "YAML");
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
            throw new IllegalArgumentException("cannot be read: " + e.getOriginalMessage() + where
                    + "; expected the keys " + RunRequest.KEYS, e);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot be read: " + e.getMessage(), e);
        }
    }

    private static Map<String, String> properties(String text) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        Map<String, String> keys = new LinkedHashMap<>();
        properties.stringPropertyNames().stream().sorted().forEach(key -> keys.put(key, properties.getProperty(key)));
        return keys;
    }

    private static Map<String, String> members(JsonNode tree, String format) {
        if (tree == null || tree.isMissingNode() || tree.isNull()) {
            return Map.of();
        }
        if (!tree.isObject()) {
            throw new IllegalArgumentException("is not a " + format + " object; expected the keys " + RunRequest.KEYS);
        }
        Map<String, String> keys = new LinkedHashMap<>();
        tree.fields().forEachRemaining(member -> keys.put(member.getKey(), text(member.getKey(), member.getValue())));
        return keys;
    }

    private static String text(String key, JsonNode value) {
        if (value.isArray()) {
            StringJoiner words = new StringJoiner(",");
            value.forEach(word -> words.add(text(key, word)));
            return words.toString();
        }
        if (!value.isTextual() && !value.isNumber()) {
            throw new IllegalArgumentException(key + ": " + value + " is not usable; expected text");
        }
        return value.asText();
    }
}
