package io.ihcattribution.settings;

import io.ihcattribution.files.TextFile;
import io.ihcattribution.run.Run;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The settings of one start, sealed and checked: a record an area.
 *
 * @param texts every key, Camel's among them, with its text; without the secret ones
 */
public record Settings(
        SourceSettings source, LedgerSettings ledger, ApiSettings api, NetworkSettings network, BatchSettings batch,
        JourneySettings journey,
        PollSettings poll, TriggerSettings trigger, ReportSettings report, ConsoleSettings console,
        ChannelsSettings channels, TypesSettings types, RedistributionSettings redistribution,
        FreshnessSettings freshness, QualitySettings quality, GuardSettings guard, ModelsSettings models,
        EmbeddedSettings embedded, AuditSettings audit, TempSettings temp, SortedMap<String, String> texts)
        implements SettingsReader.Checked {

    /** The name of the settings' file, in the working directory. */
    public static final String FILE = "application.properties";

    private static final Pattern CAMELS_PROXY =
            Pattern.compile("camel\\.component\\.https?\\.(proxy|nonProxy|non-p).*");
    private static final Pattern SECRET_PARAMETER =
            Pattern.compile("(?i)([?&;][\\w.-]*(?:password|passphrase|secret|token|jaas|credential)[\\w.-]*=)[^&]*");

    private static final String ROUTES = "camel.main.routes-include-pattern";

    public Settings {
        texts = Collections.unmodifiableSortedMap(texts);
    }

    /**
     * Reads the settings of a start that runs routes.
     *
     * @param directory where the settings' file is looked for; it may be absent
     * @param environment the environment variables
     * @param overrides keys and values of the command line
     * @throws InvalidSettings when a key is unknown, a value or the routes' folder cannot be used; every fault at once
     */
    public static Settings read(Path directory, Map<String, String> environment, Map<String, String> overrides) {
        return read(directory, environment, overrides, true);
    }

    /** Reads the settings as {@link #read(Path, Map, Map)} does; only a start that runs routes needs their folder. */
    public static Settings read(
            Path directory, Map<String, String> environment, Map<String, String> overrides, boolean runsRoutes) {
        return read(directory, environment, overrides, runsRoutes, settings -> List.of());
    }

    /** The same; {@code further} finds the faults that show only together with what lies outside, a sentence each. */
    public static Settings read(
            Path directory, Map<String, String> environment, Map<String, String> overrides, boolean runsRoutes,
            Function<Settings, List<String>> further) {
        SettingFaults faults = new SettingFaults();
        SortedMap<String, String> texts = SettingTexts.read(directory.resolve(FILE), environment, overrides, faults);
        if (runsRoutes && texts.get(ROUTES).startsWith("file:")) {
            requireRoutes(texts.get(ROUTES), faults);
        }
        Settings settings = new SettingsReader(texts, faults).read(Settings.class, "");
        further.apply(settings).forEach(faults::add);
        faults.requireNone();
        return settings;
    }

    /** All keys and their defaults. */
    public static SortedMap<String, String> defaults() {
        return SettingTexts.defaults();
    }

    /**
     * What a report says of the settings that it was made with: our own keys and their texts, and where the two are.
     */
    public SortedMap<String, String> shown(String sourceUrl, String ledgerUrl) {
        SortedMap<String, String> shown = new TreeMap<>(texts.tailMap("ihc."));
        // A broker's endpoint may have them.
        shown.replaceAll((key, text) -> SECRET_PARAMETER.matcher(text).replaceAll("$1***"));
        shown.put("ihc.source.url", sourceUrl);
        shown.put("ihc.db.url", ledgerUrl);
        return shown;
    }

    /** The files that are read anew at every run. */
    public RuleFiles ruleFiles() {
        return new RuleFiles(Stream.of(channels.file(), types.query()).filter(Objects::nonNull).toList());
    }

    /** The conversion type of a run that names none: where conversions have their own, all of them. */
    public String runType() {
        return types.source().isNone() ? api.convTypeId() : Run.ALL_TYPES;
    }

    /** The conversion types that the embedded service need have no file for. */
    public String[] namedTypes() {
        return Stream.concat(Stream.of(api.convTypeId()), types.source().values().values().stream())
                .toArray(String[]::new);
    }

    @Override
    public void check(SettingFaults faults) {
        texts.keySet().stream().filter(key -> CAMELS_PROXY.matcher(key).matches())
                .forEach(key -> faults.add(key + ": is not a setting of this product; the proxy is ihc.api.proxy"));
        if (!api.isEmbedded() && !embedded.faults().isEmpty()) {
            faults.add("ihc.embedded.faults: is set, but ihc.api.url names another API; faults are for the embedded "
                    + "service only, so empty one of the two");
        }
    }

    private static void requireRoutes(String pattern, SettingFaults faults) {
        Path path = Path.of(pattern.substring("file:".length())).toAbsolutePath();
        PathMatcher named = path.getFileSystem().getPathMatcher("glob:" + path.getFileName());
        String[] found = path.getParent().toFile().list((folder, name) -> named.matches(Path.of(name)));
        if (found == null || found.length == 0) {
            faults.add("no routes found at " + path
                    + "; start in the folder that holds routes/ and application.properties");
            return;
        }
        for (String name : found) {
            if (TextFile.hasMark(path.resolveSibling(name))) {
                faults.add(path.resolveSibling(name) + " begins with a byte order mark, which Camel does not read;"
                        + " expected text in UTF-8 without");
            }
        }
    }
}
