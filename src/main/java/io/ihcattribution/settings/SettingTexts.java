package io.ihcattribution.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ihcattribution.files.FileFault;
import io.ihcattribution.files.TextFile;
import io.ihcattribution.text.Quoted;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the texts of the settings come from: the defaults, then the file of the working directory, then environment
 * variables, then Java system properties, then the command line; the last one wins.
 */
final class SettingTexts {

    /** Camel's own keys, with their comments: the beginning of the settings' file. */
    static final String CAMEL = "camel.properties";

    private static final Logger LOG = LoggerFactory.getLogger(SettingTexts.class);
    private static final Pattern FROM_ENVIRONMENT = Pattern.compile("\\{\\{env:([A-Za-z0-9_]+)(?::([^}]*))?}}");

    private final Map<String, String> environment;
    private final SettingFaults faults;
    private final SortedMap<String, String> texts = defaults();

    private SettingTexts(Map<String, String> environment, SettingFaults faults) {
        this.environment = environment;
        this.faults = faults;
    }

    /** All keys, each with its text, without space around it. */
    static SortedMap<String, String> read(
            Path file, Map<String, String> environment, Map<String, String> overrides, SettingFaults faults) {
        SettingTexts read = new SettingTexts(environment, faults);
        if (Files.exists(file)) {
            read.addFile(file);
        }
        for (String key : defaults().keySet()) {
            String variable = environment.get(variableOf(key));
            read.requireWhole(key, System.getProperty(key, variable == null ? "" : variable));
            read.texts.put(key, System.getProperty(key, variable != null ? variable : read.texts.get(key)).trim());
        }
        read.warnOfVariables();
        overrides.forEach((key, text) -> {
            read.requireWhole(key, text);
            read.add(key, text, "the command line");
        });
        read.texts.replaceAll(read::fromEnvironment);
        return read.texts;
    }

    /** What a locale cannot tell comes with replacement characters; it would name nothing that there is. */
    private void requireWhole(String key, String text) {
        if (text.contains("\uFFFD")) {
            faults.add(key + ": its text came damaged, for " + locale(environment) + ", has other letters than it;"
                    + " start with LC_ALL=C.UTF-8, or set it in " + Settings.FILE);
        }
    }

    /** This process's locale, for people. */
    static String locale(Map<String, String> environment) {
        return "this process's locale, " + Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .filter(name -> !environment.getOrDefault(name, "").isEmpty()).findFirst()
                .map(name -> name + "=" + environment.get(name)).orElse("of which nothing is set");
    }

    /** All keys and their defaults. */
    static SortedMap<String, String> defaults() {
        SortedMap<String, String> defaults = new TreeMap<>();
        try (InputStream camel = SettingTexts.class.getResourceAsStream(CAMEL)) {
            defaults.putAll(TextFile.properties(new String(camel.readAllBytes(), UTF_8), key -> {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        SettingsReader.components(Settings.class, "")
                .forEach((key, component) -> defaults.put(key, component.getAnnotation(Setting.class).byDefault()));
        return defaults;
    }

    /** The environment variable that overrides a key: {@code ihc.db.url} is {@code IHC_DB_URL}. */
    private static String variableOf(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    private void addFile(Path file) {
        try {
            TextFile.properties(TextFile.read(file),
                    key -> faults.add(Quoted.plain(key) + " (" + file + "): is there twice; expected"
                            + " it once"))
                    .forEach((key, text) -> add(key, text, file.toString()));
        } catch (TextFile.NotText e) {
            faults.add(file + " (line " + e.line() + ") " + e.getMessage());
        } catch (IOException e) {
            faults.add("the settings cannot be read: " + FileFault.sentence(file, e));
        } catch (IllegalArgumentException e) {
            faults.add(file + " cannot be read: " + e.getMessage());
        }
    }

    private void add(String key, String text, String where) {
        // Camel has many keys of its own and checks them itself.
        if (texts.containsKey(key) || key.startsWith("camel.")) {
            texts.put(key, text.trim());
            return;
        }
        String tail = key.substring(key.lastIndexOf('.') + 1);
        faults.add(Quoted.plain(key) + " (" + where + ") is not a setting" + texts.keySet().stream()
                .filter(known -> known.startsWith("ihc.") && known.endsWith(tail)).findFirst()
                .map(known -> "; did you mean " + known + "?").orElse(""));
    }

    /** Not faults: the environment is not ours alone. */
    private void warnOfVariables() {
        environment.keySet().stream()
                .filter(name -> name.startsWith("IHC_"))
                .filter(name -> texts.keySet().stream().noneMatch(key -> variableOf(key).equals(name)))
                .filter(name -> texts.values().stream().noneMatch(text -> text.contains("{{env:" + name)))
                .forEach(name -> LOG.warn("the environment variable {} names no setting and is ignored", name));
    }

    private String fromEnvironment(String key, String text) {
        return FROM_ENVIRONMENT.matcher(text).replaceAll(named -> {
            String found = environment.getOrDefault(named.group(1), named.group(2));
            if (found == null) {
                faults.add(key + ": the environment variable " + named.group(1) + " that it names is not set");
            }
            return Matcher.quoteReplacement(found == null ? "" : found);
        });
    }
}
