package io.ihcattribution.settings;

import io.ihcattribution.text.Quoted;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the text of a setting is read, by the type of its component, and what is expected of it, in words. */
final class SettingForms {

    private static final Pattern DURATION = Pattern.compile("([1-9]\\d{0,8})(ms|s|m|h|d)");
    private static final Map<String, ChronoUnit> UNITS = Map.of("ms", ChronoUnit.MILLIS, "s", ChronoUnit.SECONDS,
            "m", ChronoUnit.MINUTES, "h", ChronoUnit.HOURS, "d", ChronoUnit.DAYS);

    private SettingForms() {}

    /**
     * The value of a text.
     *
     * @throws RuntimeException when the text is not what is {@link #expected}
     */
    static Object parse(Class<?> type, Setting setting, String text) {
        Object value = switch (type.getSimpleName()) {
            case "int" -> Integer.parseInt(text);
            case "double" -> Double.parseDouble(text);
            case "boolean" -> text.equals("true");
            case "Duration" -> duration(text);
            case "Optional" -> text.equals("off") ? Optional.empty() : Optional.of(duration(text));
            case "OptionalDouble" -> percent(text);
            case "LocalTime" -> text.isEmpty() ? null : LocalTime.parse(text);
            case "ZoneId" -> ZoneId.of(text);
            case "Path" -> text.isEmpty() ? null : Path.of(text);
            case "List" -> Arrays.stream(text.split(",")).map(String::trim).filter(entry -> !entry.isEmpty()).toList();
            case "String" -> text;
            default -> type.getEnumConstants()[words(type, setting).indexOf(text)];
        };
        boolean known = words(type, setting).isEmpty() || words(type, setting).contains(text);
        boolean present = !text.isEmpty() || setting.byDefault().isEmpty() || type == List.class;
        boolean inRange = !(value instanceof Number number)
                || number.doubleValue() >= setting.min() && number.doubleValue() <= setting.max();
        if (!known || !present || !inRange || !text.matches(setting.pattern())) {
            throw new IllegalArgumentException();
        }
        return value;
    }

    /** What is expected of a text, such as "a whole number from 1 to 100"; for faults and documents. */
    static String expected(Class<?> type, Setting setting) {
        List<String> words = words(type, setting);
        if (!words.isEmpty() || !setting.expected().isEmpty()) {
            return words.isEmpty() ? setting.expected() : "one of " + String.join(", ", words);
        }
        return switch (type.getSimpleName()) {
            case "int" -> "a whole number" + range(setting);
            case "double" -> "a number" + range(setting);
            case "Duration" -> "a duration with its unit, such as 500ms, 20s, 1h";
            case "Optional" -> "a duration with its unit, such as 500ms, 20s, 1h, or off";
            case "OptionalDouble" -> "percent from 0 to 100, or off";
            case "LocalTime" -> "a time of day, such as 22:00, or nothing";
            case "ZoneId" -> "a time zone, such as UTC, Europe/Berlin or +01:00";
            case "Path" -> setting.byDefault().isEmpty() ? "a file, or nothing" : "a folder";
            case "List" -> "a list separated by commas, or nothing";
            default -> "a text";
        };
    }

    /** Percent from 0 to 100, or {@code off}, which is empty. */
    static OptionalDouble percent(String text) {
        double percent = text.equals("off") ? 0 : Double.parseDouble(text);
        if (!(percent >= 0 && percent <= 100)) {
            throw new IllegalArgumentException(Quoted.of(text) + " is not percent from 0 to 100, or off");
        }
        return text.equals("off") ? OptionalDouble.empty() : OptionalDouble.of(percent);
    }

    private static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        // Where it does not match, the next line throws.
        matcher.matches();
        return Duration.of(Long.parseLong(matcher.group(1)), UNITS.get(matcher.group(2)));
    }

    /** The words that a text may be; empty for any. */
    private static List<String> words(Class<?> type, Setting setting) {
        return type == boolean.class ? List.of("true", "false") : !type.isEnum() ? List.of(setting.words())
                : Arrays.stream(type.getEnumConstants()).map(each -> each.toString().toLowerCase(Locale.ROOT)).toList();
    }

    private static String range(Setting setting) {
        return " from " + plain(setting.min()) + " to " + plain(setting.max())
                + (setting.unit().isEmpty() ? "" : ", in " + setting.unit());
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
