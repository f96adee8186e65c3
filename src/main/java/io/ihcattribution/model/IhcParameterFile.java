package io.ihcattribution.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

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
    private static final List<String> KEYS = List.of("phase_weights", "initializer_membership", "closer_membership",
            "channel_weights", "default_channel_weight", "fit");
    private static final List<String> CURVE_KEYS = List.of("axis", "table", "below", "above");
    private static final List<String> PHASES = List.of("initializer", "holder", "closer");

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
     * @throws IOException when the file cannot be read
     */
    public IhcParameters read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString());
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

    private static IhcParameters read(InputStream in, String name) throws IOException {
        try {
            NamedJson root = new NamedJson("", NamedJson.MAPPER.readTree(in)).requireObject(KEYS);
            return new IhcParameters(
                    weights(root.at("phase_weights")), curve(root.at("initializer_membership")),
                    curve(root.at("closer_membership")), channelWeights(root.at("channel_weights")),
                    root.at("default_channel_weight").number(), root.at("fit").node().asText(""));
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
            throw new InvalidParameterFileException(
                    name + where + ": expected JSON, but " + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new InvalidParameterFileException(name + ": " + e.getMessage(), e);
        }
    }

    private static MembershipCurve curve(NamedJson curve) {
        NamedJson table = curve.requireObject(CURVE_KEYS).at("table");
        table.require(table.node().isArray(), "a list of [hours, membership]");
        List<MembershipCurve.Knot> knots = IntStream.range(0, table.node().size())
                .mapToObj(i -> knot(table.at(i))).toList();
        double below = curve.at("below").number();
        double above = curve.at("above").number();
        try {
            return new MembershipCurve(knots, below, above);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(curve.name() + ": " + e.getMessage(), e);
        }
    }

    private static MembershipCurve.Knot knot(NamedJson knot) {
        knot.require(knot.node().isArray() && knot.node().size() == 2, "[hours, membership]");
        return new MembershipCurve.Knot(knot.at(0).number(), knot.at(1).number());
    }

    private static Map<String, PhaseWeights> channelWeights(NamedJson channels) {
        channels.require(channels.node().isObject(), "an object");
        Map<String, PhaseWeights> weights = new TreeMap<>();
        channels.node().fieldNames().forEachRemaining(label -> weights.put(label, weights(channels.at(label))));
        return weights;
    }

    private static PhaseWeights weights(NamedJson weights) {
        weights.requireObject(PHASES);
        return new PhaseWeights(
                weights.at("initializer").number(), weights.at("holder").number(), weights.at("closer").number());
    }

    private static String text(IhcParameters parameters) throws IOException {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("phase_weights", parameters.phaseWeights());
        root.put("initializer_membership",
                curve(parameters.initializerMembership(), "hours since the previous session"));
        root.put("closer_membership",
                curve(parameters.closerMembership(), "hours to the last session of the journey"));
        root.put("channel_weights", parameters.channelWeights());
        root.put("default_channel_weight", parameters.defaultChannelWeight());
        if (!parameters.origin().isEmpty()) {
            root.put("fit", parameters.origin());
        }
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                .withArrayIndenter(new DefaultIndenter("  ", "\n"));
        return NamedJson.MAPPER.writer(printer).writeValueAsString(root) + "\n";
    }

    private static Map<String, Object> curve(MembershipCurve curve, String axis) {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("axis", axis);
        // Raw, so that the printer leaves each knot on a line of its own and a reader sees a table.
        keys.put("table", curve.knots().stream()
                .map(knot -> new RawValue("[ " + knot.hours() + ", " + knot.membership() + " ]")).toList());
        keys.put("below", curve.below());
        keys.put("above", curve.above());
        return keys;
    }
}
