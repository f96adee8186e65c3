package io.ihcattribution.run;

import io.ihcattribution.model.RedistributionParameter;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Map;

/**
 * What is asked of a run, by whoever asks.
 *
 * @param source what asked
 * @param name the trigger file's name; null for the other sources
 * @param window the conversion dates it covers
 * @param convTypeId the conversion type, or null for the one in the settings
 * @param mode how it chooses what to buy
 * @param steps the stages it goes through
 * @param retry whether it is confined to what has failed
 * @param redistribution the redistribution parameter as it is sent, empty for none; null for the one in the settings
 */
public record RunRequest(
        Source source, String name, Window window, String convTypeId, Mode mode, Steps steps, Retry retry,
        String redistribution) {

    /** The keys that a trigger file may hold; the command line has options of the same names. */
    public static final String KEYS = "start_date, end_date, conv_type_id, mode, steps, retry, redistribution";

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(ResolverStyle.STRICT);

    /** A request that is not confined to what has failed. */
    public RunRequest(Source source, String name, Window window, String convTypeId, Mode mode, Steps steps) {
        this(source, name, window, convTypeId, mode, steps, Retry.NONE, null);
    }

    /** The same over another window. */
    public RunRequest over(Window other) {
        return new RunRequest(source, name, other, convTypeId, mode, steps, retry, redistribution);
    }

    /**
     * Reads the keys of a request; each is optional.
     *
     * @throws IllegalArgumentException naming the key that is unknown or whose value cannot be used
     */
    public static RunRequest of(Source source, String name, Map<String, String> keys) {
        LocalDate start = null;
        LocalDate end = null;
        String convTypeId = null;
        Mode mode = Mode.INCREMENTAL;
        Steps steps = Steps.BOTH;
        Retry retry = Retry.NONE;
        String redistribution = null;
        for (Map.Entry<String, String> entry : keys.entrySet()) {
            String value = entry.getValue().trim();
            switch (entry.getKey()) {
                case "start_date" -> start = date("start_date", value);
                case "end_date" -> end = date("end_date", value);
                case "conv_type_id" -> convTypeId = convTypeId(value);
                case "mode" -> mode = Mode.of(value);
                case "steps" -> steps = Steps.of(value);
                case "retry" -> retry = Retry.of(value);
                case "redistribution" -> redistribution = redistribution(value);
                default -> throw new IllegalArgumentException(
                        "\"" + entry.getKey() + "\" is not a key of a run; expected " + KEYS);
            }
        }
        if (mode == Mode.TRAIN && keys.containsKey("steps")) {
            throw new IllegalArgumentException("steps: a run of mode train has none");
        }
        return new RunRequest(source, name, new Window(start, end), convTypeId, mode, steps, retry, redistribution);
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
                    key + ": \"" + value + "\" is not a date; expected YYYY-MM-DD, such as 2026-01-31", e);
        }
    }

    private static String convTypeId(String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("conv_type_id: is empty; expected the name of a conversion type");
        }
        return value;
    }
}
