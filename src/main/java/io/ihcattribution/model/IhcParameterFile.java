package io.ihcattribution.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The parameters of a conversion type as a JSON file that a user can read, replace and train anew.
 *
 * <p>Keys: {@code phase_weights} and each entry of {@code channel_weights} hold {@code initializer}, {@code holder} and
 * {@code closer}; {@code initializer_membership} and {@code closer_membership} hold {@code table} (a list of [hours,
 * membership]), {@code below} and {@code above}, and optionally {@code axis}, a remark; {@code default_channel_weight};
 * optionally {@code fit}, a remark on the origin. Other keys are errors.
 */
public final class IhcParameterFile {

    private static final String SHIPPED = "ihc-parameters.json";
    private static final Set<String> KEYS = Set.of("phase_weights", "initializer_membership", "closer_membership",
            "channel_weights", "default_channel_weight", "fit");
    private static final Set<String> CURVE_KEYS = Set.of("axis", "table", "below", "above");
    private static final Set<String> PHASES = Set.of("initializer", "holder", "closer");

    private final ObjectMapper json = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** The parameters that come with the program. */
    public IhcParameters readShipped() {
        try (InputStream in = IhcParameterFile.class.getResourceAsStream(SHIPPED)) {
            return read(in, SHIPPED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a file.
     *
     * @throws InvalidParameterFileException with a sentence that names the file, the key and what was expected
     */
    public IhcParameters read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString());
        } catch (IOException e) {
            throw new InvalidParameterFileException(file + ": expected a readable file with IHC parameters, but "
                    + e.getClass().getSimpleName() + " " + e.getMessage(), e);
        }
    }

    /**
     * Writes a file whole or not at all: beside the target first, then renamed. The same parameters give the same
     * bytes.
     *
     * @throws UncheckedIOException if the folder cannot be written to
     */
    public void write(Path file, IhcParameters parameters) {
        try {
            Path target = file.toAbsolutePath();
            Files.createDirectories(target.getParent());
            // Not a temporary file of the JDK's, which nobody else may read, and so neither the renamed one.
            Path beside = target.resolveSibling(target.getFileName() + ".tmp");
            try {
                Files.writeString(beside, text(parameters));
                Files.move(beside, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private IhcParameters read(InputStream in, String name) throws IOException {
        try {
            JsonNode root = json.readTree(in);
            requireObject("the file", root);
            requireKnownKeys("", root, KEYS);
            return new IhcParameters(weights("phase_weights", root.path("phase_weights")),
                    curve("initializer_membership", root.path("initializer_membership")),
                    curve("closer_membership", root.path("closer_membership")),
                    channelWeights(root.path("channel_weights")),
                    number("default_channel_weight", root.path("default_channel_weight")), root.path("fit").asText(""));
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
            throw new InvalidParameterFileException(name + where + ": expected JSON, but " + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new InvalidParameterFileException(name + ": " + e.getMessage(), e);
        }
    }

    private static MembershipCurve curve(String key, JsonNode node) {
        requireObject(key, node);
        requireKnownKeys(key + ".", node, CURVE_KEYS);
        JsonNode table = node.path("table");
        if (!table.isArray()) {
            throw unexpected(key + ".table", "a list of [hours, membership]", table);
        }
        List<MembershipCurve.Knot> knots = new ArrayList<>(table.size());
        for (int i = 0; i < table.size(); i++) {
            JsonNode knot = table.get(i);
            String at = key + ".table[" + i + "]";
            if (!knot.isArray() || knot.size() != 2) {
                throw unexpected(at, "[hours, membership]", knot);
            }
            knots.add(new MembershipCurve.Knot(number(at + "[0]", knot.get(0)), number(at + "[1]", knot.get(1))));
        }
        double below = number(key + ".below", node.path("below"));
        double above = number(key + ".above", node.path("above"));
        try {
            return new MembershipCurve(knots, below, above);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, PhaseWeights> channelWeights(JsonNode node) {
        requireObject("channel_weights", node);
        Map<String, PhaseWeights> weights = new TreeMap<>();
        node.properties().forEach(entry ->
                weights.put(entry.getKey(), weights("channel_weights." + entry.getKey(), entry.getValue())));
        return weights;
    }

    private static PhaseWeights weights(String key, JsonNode node) {
        requireObject(key, node);
        requireKnownKeys(key + ".", node, PHASES);
        return new PhaseWeights(number(key + ".initializer", node.path("initializer")),
                number(key + ".holder", node.path("holder")), number(key + ".closer", node.path("closer")));
    }

    private static double number(String key, JsonNode node) {
        if (!node.isNumber()) {
            throw unexpected(key, "a number", node);
        }
        return node.doubleValue();
    }

    private static void requireObject(String key, JsonNode node) {
        if (!node.isObject()) {
            throw unexpected(key, "an object", node);
        }
    }

    private static void requireKnownKeys(String prefix, JsonNode node, Set<String> known) {
        for (Iterator<String> names = node.fieldNames(); names.hasNext();) {
            String name = names.next();
            if (!known.contains(name)) {
                throw new IllegalArgumentException(prefix + name + ": expected only the keys "
                        + String.join(", ", known.stream().sorted().toList()) + ", found another");
            }
        }
    }

    private static IllegalArgumentException unexpected(String key, String expected, JsonNode found) {
        return new IllegalArgumentException(
                key + ": expected " + expected + ", found " + (found.isMissingNode() ? "nothing" : found.toString()));
    }

    private String text(IhcParameters parameters) throws IOException {
        ObjectNode root = json.createObjectNode();
        put(root.putObject("phase_weights"), parameters.phaseWeights());
        put(root.putObject("initializer_membership"), parameters.initializerMembership(),
                "hours since the previous session");
        put(root.putObject("closer_membership"), parameters.closerMembership(),
                "hours to the last session of the journey");
        ObjectNode channels = root.putObject("channel_weights");
        parameters.channelWeights().forEach((label, weights) -> put(channels.putObject(label), weights));
        root.put("default_channel_weight", parameters.defaultChannelWeight());
        if (!parameters.origin().isEmpty()) {
            root.put("fit", parameters.origin());
        }
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                .withArrayIndenter(new DefaultIndenter("  ", "\n"));
        return json.writer(printer).writeValueAsString(root) + "\n";
    }

    private static void put(ObjectNode node, PhaseWeights weights) {
        node.put("initializer", weights.initializer());
        node.put("holder", weights.holder());
        node.put("closer", weights.closer());
    }

    private static void put(ObjectNode node, MembershipCurve curve, String axis) {
        node.put("axis", axis);
        ArrayNode table = node.putArray("table");
        // Raw, so that the printer leaves each knot on a line of its own and a reader sees a table.
        curve.knots().forEach(knot -> table.addRawValue(
                new RawValue("[ " + knot.hours() + ", " + knot.membership() + " ]")));
        node.put("below", curve.below());
        node.put("above", curve.above());
    }
}
