package io.ihcattribution.settings;

import io.ihcattribution.settings.Setting.Rank;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes {@code application.properties} and {@code docs/settings.md} from the records of the settings: key, default and
 * range from their annotations, title and meaning from their comments.
 */
public final class SettingsDocuments {

    /** The settings' file, which the user edits. */
    public static final Path FILE = Path.of("application.properties");

    /** The page of all settings. */
    public static final Path PAGE = Path.of("docs", "settings.md");

    private static final Path RECORDS = Path.of("src/main/java/io/ihcattribution/settings");
    private static final Path CAMEL = Path.of("src/main/resources/io/ihcattribution/settings/camel.properties");
    private static final Pattern PARAM = Pattern.compile("(?s)@param (\\w+) (.*?)(?=@param|\\z)");
    private static final int WIDTH = 118;

    private record Declared(String key, RecordComponent component) {
        Setting setting() {
            return component.getAnnotation(Setting.class);
        }

        String expected() {
            return SettingForms.expected(component.getType(), setting());
        }
    }

    private SettingsDocuments() {}

    /** Writes both. */
    public static void main(String[] args) throws IOException {
        Files.writeString(FILE, file());
        Files.writeString(PAGE, page());
    }

    /** The text of the settings' file: Camel's keys, then ours by rank and area. */
    public static String file() {
        StringBuilder text = new StringBuilder(text(CAMEL));
        for (Rank rank : Rank.values()) {
            String name = rank.name().charAt(0) + rank.name().substring(1).toLowerCase(java.util.Locale.ROOT);
            text.append("# === " + name + " " + "=".repeat(WIDTH - name.length() - 7) + "\n");
            areas(setting -> setting.setting().rank() == rank).forEach((area, settings) -> {
                text.append(rank == Rank.ESSENTIAL ? "" : "\n" + comment("--- " + title(area)));
                settings.forEach(setting -> text.append(comment(meaning(setting) + " [" + setting.expected() + "]"))
                        .append((setting.key() + " = " + setting.setting().byDefault()).strip()).append('\n'));
            });
            text.append(rank == Rank.RARE ? "" : "\n");
        }
        return text.toString();
    }

    /** The text of the page: a table an area. */
    public static String page() {
        StringBuilder text = new StringBuilder("""
                # Settings

                All settings, with their defaults. `make settings` makes this page from the records in
                `src/main/java/io/ihcattribution/settings`; what is changed by hand is lost.

                A setting is taken from the last of these places that has it:

                1. the default below
                2. `application.properties` in the working directory
                3. an environment variable of the same name in capitals, with underscores for dots and hyphens:
                   `ihc.db.url` is `IHC_DB_URL`
                4. a Java system property of the same name
                5. the command line: `--ihc.db.url=…`

                `{{env:NAME}}` in a value is replaced by the environment variable `NAME`, `{{env:NAME:default}}` by the
                default where it is not set. Unknown keys and values that cannot be used stop the start; all faults are
                told together. The units of a duration are `ms`, `s`, `m`, `h` and `d`.

                Camel's own keys (`camel.*`) stand first in `application.properties`, with comments; Camel documents
                them.
                """);
        areas(setting -> true).forEach((area, settings) -> {
            text.append("\n## ").append(escaped(title(area)))
                    .append("\n\n| key | default | expected | meaning |\n|---|---|---|---|\n");
            settings.forEach(setting -> {
                String byDefault = setting.setting().byDefault();
                text.append("| `" + setting.key() + "` | " + (byDefault.isEmpty() ? "empty" : "`" + byDefault + "`")
                        + " | " + escaped(setting.expected()) + " | " + escaped(meaning(setting)) + " |\n");
            });
        });
        return text.toString();
    }

    private static Map<Class<?>, List<Declared>> areas(Predicate<Declared> filter) {
        return SettingsReader.components(Settings.class, "").entrySet().stream()
                .map(setting -> new Declared(setting.getKey(), setting.getValue())).filter(filter)
                .collect(Collectors.groupingBy(
                        setting -> area(setting.component().getDeclaringRecord()), LinkedHashMap::new,
                        Collectors.toList()));
    }

    private static Class<?> area(Class<?> record) {
        return record.getNestHost();
    }

    private static String title(Class<?> area) {
        String title = doc(area).split("@param", 2)[0].strip();
        return title.substring(0, title.length() - 1);
    }

    private static String meaning(Declared setting) {
        Class<?> record = setting.component().getDeclaringRecord();
        for (Matcher matcher = PARAM.matcher(doc(record)); matcher.find();) {
            if (matcher.group(1).equals(setting.component().getName())) {
                return matcher.group(2).strip();
            }
        }
        throw new IllegalStateException(record.getSimpleName() + " has no @param " + setting.component().getName());
    }

    /** The comment above a record, in one line. */
    private static String doc(Class<?> record) {
        String source = text(RECORDS.resolve(area(record).getSimpleName() + ".java"));
        String before = source.substring(0, source.indexOf(" record " + record.getSimpleName() + "("));
        String doc = before.substring(before.lastIndexOf("/**") + 3, before.lastIndexOf("*/"));
        return doc.lines().map(line -> line.replaceFirst("^\\s*\\* ?", "").strip()).filter(line -> !line.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String comment(String text) {
        List<String> lines = new ArrayList<>(List.of("#"));
        for (String word : Arrays.asList(text.split(" "))) {
            String line = lines.get(lines.size() - 1) + " " + word;
            if (line.length() > WIDTH) {
                lines.add("# " + word);
            } else {
                lines.set(lines.size() - 1, line);
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static String escaped(String text) {
        return text.replace("<", "&lt;").replace("*", "\\*").replace("|", "\\|");
    }
}
