package io.ihcattribution.settings;

import static java.util.Map.entry;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the text of a setting is read, by the type of its component, and what is expected of it, in words. */
final class SettingForms {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final String A_DURATION = "a duration with its unit, such as 500ms, 20s, 1h";

    /** @param parser throws an unchecked exception where the text cannot be read */
    private record Form(String expected, BiFunction<Setting, String, Object> parser) {}

    private static final Map<Class<?>, Form> FORMS = Map.ofEntries(
            entry(int.class, new Form("a whole number", (s, text) -> (int) within(s, Integer.parseInt(text)))),
            entry(double.class, new Form("a number", (s, text) -> within(s, Double.parseDouble(text)))),
            entry(boolean.class, new Form("one of true, false",
                    (s, text) -> Boolean.valueOf(word(text, "true", "false")))),
            entry(Duration.class, new Form(A_DURATION, (s, text) -> duration(text))),
            entry(Optional.class, new Form(A_DURATION + ", or off",
                    (s, text) -> text.equals("off") ? Optional.empty() : Optional.of(duration(text)))),
            entry(OptionalDouble.class, new Form("percent from 0 to 100, or off", (s, text) -> percent(text))),
            entry(LocalTime.class, new Form("a time of day, such as 22:00, or nothing",
                    (s, text) -> text.isEmpty() ? null : LocalTime.parse(text))),
            entry(ZoneId.class, new Form("a time zone, such as UTC, Europe/Berlin or +01:00",
                    (s, text) -> ZoneId.of(text))),
            entry(Path.class, new Form("a file, or nothing",
                    (s, text) -> present(s, text).isEmpty() ? null : Path.of(text))),
            entry(List.class, new Form("a list separated by commas, or nothing", (s, text) -> list(text))),
            entry(String.class, new Form("a text",
                    (s, text) -> s.words().length > 0 ? word(text, s.words()) : present(s, text))));

    private SettingForms() {}

    /**
     * The value of a text.
     *
     * @throws RuntimeException when the text is not what is {@link #expected}
     */
    static Object parse(Class<?> type, Setting setting, String text) {
        return !type.isEnum() ? FORMS.get(type).parser().apply(setting, text)
                : Arrays.stream(type.getEnumConstants()).filter(it -> code(it).equals(text)).findAny().orElseThrow();
    }

    /** What is expected of a text, such as "a whole number from 1 to 100"; for faults and documents. */
    static String expected(Class<?> type, Setting setting) {
        String[] words = type.isEnum()
                ? Arrays.stream(type.getEnumConstants()).map(SettingForms::code).toArray(String[]::new)
                : setting.words();
        boolean bounded = setting.max() < Double.POSITIVE_INFINITY;
        return words.length > 0 ? "one of " + String.join(", ", words)
                : !setting.expected().isEmpty() ? setting.expected()
                : FORMS.get(type).expected()
                        + (bounded ? " from " + plain(setting.min()) + " to " + plain(setting.max()) : "")
                        + (setting.unit().isEmpty() ? "" : ", in " + setting.unit());
    }

    /** Percent from 0 to 100, or {@code off}, which is empty. */
    static OptionalDouble percent(String text) {
        if (text.equals("off")) {
            return OptionalDouble.empty();
        }
        double percent = Double.parseDouble(text);
        return OptionalDouble.of(require(percent >= 0 && percent <= 100, percent));
    }

    private static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        require(matcher.matches() && Long.parseLong(matcher.group(1)) > 0, text);
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private static List<String> list(String text) {
        return Pattern.compile(",").splitAsStream(text).map(String::trim).filter(entry -> !entry.isEmpty()).toList();
    }

    private static String present(Setting setting, String text) {
        return require(!text.isEmpty() || setting.byDefault().isEmpty(), text);
    }

    private static double within(Setting setting, double value) {
        return require(value >= setting.min() && value <= setting.max(), value);
    }

    private static String word(String text, String... words) {
        return require(List.of(words).contains(text), text);
    }

    private static <T> T require(boolean usable, T value) {
        if (!usable) {
            throw new IllegalArgumentException();
        }
        return value;
    }

    private static String code(Object constant) {
        return constant.toString().toLowerCase(Locale.ROOT);
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
