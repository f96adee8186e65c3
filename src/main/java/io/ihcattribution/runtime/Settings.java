package io.ihcattribution.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings of one start, sealed: the defaults of the jar, then the file {@code application.properties} of the
 * working directory, then environment variables, then Java system properties, then the command line; the last one
 * wins. The file in the jar is the list of all keys there are: any other {@code ihc.*} key is a fault.
 */
public final class Settings {

    /** The name of the file, in the working directory and in the jar. */
    public static final String FILE = "application.properties";

    private static final Logger LOG = LoggerFactory.getLogger(Settings.class);
    private static final Pattern FROM_ENVIRONMENT = Pattern.compile("\\{\\{env:([A-Za-z0-9_]+)(?::([^}]*))?}}");
    private static final Pattern DURATION = Pattern.compile("(\\d+)(ms|s|m|h|d)");

    private final SortedMap<String, String> values;

    private Settings(SortedMap<String, String> values) {
        this.values = values;
    }

    /**
     * Reads the settings.
     *
     * @param directory where {@code application.properties} is looked for; it may be absent
     * @param environment the environment variables
     * @param overrides keys and values of the command line
     * @throws InvalidSettings when a key is unknown or the file cannot be read; every fault at once
     */
    public static Settings read(Path directory, Map<String, String> environment, Map<String, String> overrides) {
        SortedMap<String, String> values = new TreeMap<>(defaults());
        List<String> faults = new ArrayList<>();
        Path file = directory.resolve(FILE);
        if (Files.exists(file)) {
            readFile(file, values, faults);
        }
        for (String key : defaults().keySet()) {
            String variable = environment.get(variableOf(key));
            if (variable != null) {
                values.put(key, variable.trim());
            }
            String property = System.getProperty(key);
            if (property != null) {
                values.put(key, property.trim());
            }
        }
        // Not a fault: the environment is not ours alone.
        environment.keySet().stream()
                .filter(name -> name.startsWith("IHC_"))
                .filter(name -> values.keySet().stream().noneMatch(key -> variableOf(key).equals(name)))
                .filter(name -> values.values().stream().noneMatch(value -> value.contains("{{env:" + name)))
                .forEach(name -> LOG.warn("the environment variable {} names no setting", name));
        overrides.forEach((key, value) -> put(key, value, "the command line", values, faults));
        values.replaceAll((key, value) -> fromEnvironment(key, value, environment, faults));
        if (!faults.isEmpty()) {
            throw new InvalidSettings(faults);
        }
        return new Settings(values);
    }

    /** All keys and their defaults, as the jar's copy of the settings' file has them. */
    public static SortedMap<String, String> defaults() {
        try (InputStream in = Settings.class.getResourceAsStream(FILE)) {
            SortedMap<String, String> defaults = new TreeMap<>();
            load(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .forEach((key, value) -> defaults.put(key.toString(), value.toString()));
            return defaults;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The environment variable that overrides a key: {@code ihc.db.url} is {@code IHC_DB_URL}. */
    public static String variableOf(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** A copy in which one key has another value; for what is only known at the start, such as a free port. */
    public Settings with(String key, String value) {
        SortedMap<String, String> copy = new TreeMap<>(values);
        copy.put(key, value);
        return new Settings(copy);
    }

    /** All keys and values, in the order of the keys; the secrets among them. */
    public SortedMap<String, String> all() {
        return new TreeMap<>(values);
    }

    /** The value of a key, without surrounding space; empty where nothing is set. */
    public String text(String key) {
        String value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("no such setting: " + key);
        }
        return value;
    }

    /** A whole number within bounds, both inclusive. */
    public int number(String key, int least, int most) {
        try {
            int value = Integer.parseInt(text(key));
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // the sentence below says it
        }
        throw fault(key, most == Integer.MAX_VALUE
                ? "a whole number, at least " + least
                : "a whole number from " + least + " to " + most);
    }

    /** A figure within bounds, both inclusive. */
    public double figure(String key, double least, double most) {
        try {
            double value = Double.parseDouble(text(key));
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // the sentence below says it
        }
        throw fault(key, "a figure from " + least + " to " + most);
    }

    /** A duration with its unit, such as {@code 500ms}, {@code 20s}, {@code 5m}, {@code 1h}, {@code 1d}; more than 0. */
    public Duration duration(String key) {
        Matcher matcher = DURATION.matcher(text(key));
        if (!matcher.matches() || matcher.group(1).length() > 9 || Long.parseLong(matcher.group(1)) == 0) {
            throw fault(key, "a duration above 0 with its unit, such as 500ms, 20s, 5m, 1h");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    /** One of several words. */
    public String choice(String key, String... choices) {
        if (List.of(choices).contains(text(key))) {
            return text(key);
        }
        throw fault(key, "one of " + String.join(", ", choices));
    }

    /** A list separated by commas, without blanks; empty where nothing is set. */
    public List<String> list(String key) {
        return Pattern.compile(",").splitAsStream(text(key)).map(String::trim).filter(s -> !s.isEmpty()).toList();
    }

    /** The fault of a key's value: names the key, the value unless it is a secret, and what was expected. */
    public InvalidSettings fault(String key, String expected) {
        boolean secret = key.endsWith(".key") || key.endsWith(".password");
        String value = secret ? "its value" : "\"" + text(key) + "\"";
        return new InvalidSettings(List.of(key + ": " + value + " is not usable; expected " + expected));
    }

    private static void readFile(Path file, SortedMap<String, String> values, List<String> faults) {
        try {
            Properties properties = load(Files.readString(file));
            properties.stringPropertyNames().stream().sorted().forEach(key ->
                    put(key, properties.getProperty(key), file.toString(), values, faults));
        } catch (IOException | IllegalArgumentException e) {
            faults.add(file + " cannot be read: " + e.getMessage());
        }
    }

    private static Properties load(String text) {
        Properties properties = new Properties();
        try (Reader reader = new StringReader(text)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Properties trimmed = new Properties();
        properties.forEach((key, value) -> trimmed.put(key, value.toString().trim()));
        return trimmed;
    }

    private static void put(
            String key, String value, String where, SortedMap<String, String> values, List<String> faults) {
        // Camel has many keys of its own and checks them itself.
        if (!values.containsKey(key) && !key.startsWith("camel.")) {
            faults.add(key + " (" + where + ") is not a setting" + nearest(key, values));
        } else {
            values.put(key, value.trim());
        }
    }

    private static String nearest(String key, SortedMap<String, String> values) {
        String tail = key.substring(key.lastIndexOf('.') + 1);
        return values.keySet().stream()
                .filter(known -> known.startsWith("ihc.") && known.endsWith(tail))
                .findFirst()
                .map(known -> "; did you mean " + known + "?")
                .orElse("");
    }

    private static String fromEnvironment(
            String key, String value, Map<String, String> environment, List<String> faults) {
        Matcher matcher = FROM_ENVIRONMENT.matcher(value);
        StringBuilder resolved = new StringBuilder();
        while (matcher.find()) {
            String variable = environment.get(matcher.group(1));
            if (variable == null && matcher.group(2) == null) {
                faults.add(key + ": the environment variable " + matcher.group(1) + " that it names is not set");
            }
            String replacement = variable != null ? variable : matcher.group(2) != null ? matcher.group(2) : "";
            matcher.appendReplacement(resolved, Matcher.quoteReplacement(replacement));
        }
        return matcher.appendTail(resolved).toString();
    }
}
