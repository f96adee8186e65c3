package io.ihcattribution.run;

import io.ihcattribution.model.RedistributionParameter;
import io.ihcattribution.text.Quoted;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What is asked of a run, by whoever asks.
 *
 * @param source what asked
 * @param name the trigger file's name; null for the other sources
 * @param window the conversion dates it covers
 * @param convTypeId the conversion type, or null for the one in the settings
 * @param mode how it chooses what to buy
 * @param steps the stages it goes through
 * @param retriesFailed whether it is confined to what the ledger holds as failed
 * @param redistribution the redistribution parameter as it is sent, empty for none; null for the one in the settings
 * @param accepted what it may lose of what was paid for, whatever the guard's limits
 */
public record RunRequest(
        Source source, String name, Window window, String convTypeId, Mode mode, Steps steps,
        boolean retriesFailed, String redistribution, Set<Loss> accepted) {

    /** The keys that a trigger file may hold; the command line has options of the same names. */
    private static final List<String> KEYS =
            List.of("start_date", "end_date", "conv_type_id", "mode", "steps", "retry", "redistribution",
                    "accept");

    /** The keys, for sentences. */
    static final String EXPECTED = String.join(", ", KEYS);

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT);

    /** A request that is not confined to what has failed. */
    public RunRequest(Source source, String name, Window window, String convTypeId, Mode mode, Steps steps) {
        this(source, name, window, convTypeId, mode, steps, false, null, Set.of());
    }

    /** The same over another window. */
    public RunRequest over(Window other) {
        return new RunRequest(source, name, other, convTypeId, mode, steps, retriesFailed, redistribution, accepted);
    }

    /**
     * Reads the keys of a request; each is optional.
     *
     * @throws IllegalArgumentException naming the key that is unknown or whose value cannot be used
     */
    public static RunRequest of(Source source, String name, Map<String, String> keys) {
        keys.keySet().stream().filter(key -> !KEYS.contains(key)).findFirst().ifPresent(key -> {
            throw new IllegalArgumentException(Quoted.of(key) + " is not a key of a run; expected " + EXPECTED);
        });
        Mode mode = value(keys, "mode", Mode::of, Mode.INCREMENTAL);
        if (mode == Mode.TRAIN && keys.containsKey("steps")) {
            throw new IllegalArgumentException("steps: a run of mode train has none");
        }
        return new RunRequest(source, name,
                new Window(value(keys, "start_date", text -> date("start_date", text), null),
                        value(keys, "end_date", text -> date("end_date", text), null)),
                value(keys, "conv_type_id", RunRequest::convTypeId, null), mode,
                value(keys, "steps", Steps::of, Steps.BOTH), value(keys, "retry", RunRequest::retry, false),
                value(keys, "redistribution", RunRequest::redistribution, null),
                value(keys, "accept", Loss::of, Set.of()));
    }

    private static <T> T value(Map<String, String> keys, String key, Function<String, T> reader, T otherwise) {
        return keys.containsKey(key) ? reader.apply(keys.get(key).trim()) : otherwise;
    }

    private static boolean retry(String value) {
        if (!value.equals("failed")) {
            throw new IllegalArgumentException("retry: " + Quoted.of(value) + " is not usable; expected failed");
        }
        return true;
    }

    /** The API's own shape, as JSON; or "none", where the settings have one that is not to be sent. */
    private static String redistribution(String value) {
        return value.equals("none")
                ? ""
                : RedistributionParameter.text(RedistributionParameter.parse("redistribution", value));
    }

    private static LocalDate date(String key, String value) {
        try {
            return LocalDate.parse(value, DATE);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    key + ": " + Quoted.of(value) + " is not a date; expected YYYY-MM-DD, such as 2026-01-31", e);
        }
    }

    private static String convTypeId(String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("conv_type_id: is empty; expected the name of a conversion type");
        }
        return value;
    }
}
