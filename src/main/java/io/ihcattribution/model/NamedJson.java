package io.ihcattribution.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ihcattribution.journey.SourceValues;
import java.util.List;

/**
 * A value of JSON that a user wrote. Each refusal is an {@link IllegalArgumentException} with a sentence that names the
 * value, what was expected and what was found.
 *
 * @param name what sentences call it: its path; empty for the whole file
 * @param node the value
 */
record NamedJson(String name, JsonNode node) {

    /** Reads strictly: no key comes twice, and nothing follows the value. */
    static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final int LONGEST_FOUND = 120;

    /** The value of a key; a missing node where there is none. */
    NamedJson at(String key) {
        return new NamedJson(name.isEmpty() ? key : name + "." + key, node.path(key));
    }

    /** An element of a list. */
    NamedJson at(int index) {
        return new NamedJson(name + "[" + index + "]", node.path(index));
    }

    /** Whether there is no value. */
    boolean isAbsent() {
        return node == null || node.isNull() || node.isMissingNode();
    }

    /** The object, once it is one and has no other key than these. */
    NamedJson requireObject(List<String> keys) {
        require(node.isObject(), "an object");
        node.fieldNames().forEachRemaining(key -> {
            if (!keys.contains(key)) {
                throw new IllegalArgumentException(at(key).name + ": expected only the keys "
                        + String.join(", ", keys.stream().sorted().toList()) + ", found another");
            }
        });
        return this;
    }

    /** The number. */
    double number() {
        require(node.isNumber(), "a number");
        return node.doubleValue();
    }

    /** Refuses the value where a condition does not hold. */
    void require(boolean holds, String expected) {
        if (!holds) {
            throw new IllegalArgumentException((name.isEmpty() ? "the file" : name) + ": expected " + expected
                    + ", found "
                    + (node.isMissingNode() ? "nothing" : SourceValues.cut(node.toString(), LONGEST_FOUND)));
        }
    }
}
