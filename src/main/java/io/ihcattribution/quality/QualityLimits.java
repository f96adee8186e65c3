package io.ihcattribution.quality;

import java.util.Map;
import java.util.OptionalDouble;

/**
 * From which share of rows a kind is worth a warning, and from which it stops a run.
 *
 * @param warnPercent for kinds that {@code warnKinds} does not name; empty: never
 * @param stopPercent for kinds that {@code stopKinds} does not name; empty: never
 * @param warnKinds percent by the kind's code; empty: never
 * @param stopKinds percent by the kind's code; empty: never
 * @param mostListed the most rows of a kind that are listed
 */
public record QualityLimits(OptionalDouble warnPercent, OptionalDouble stopPercent,
        Map<String, OptionalDouble> warnKinds, Map<String, OptionalDouble> stopKinds, int mostListed) {

    /** Nothing warns or stops. */
    public static final QualityLimits NONE =
            new QualityLimits(OptionalDouble.empty(), OptionalDouble.empty(), Map.of(), Map.of(), 1_000);

    /** Whether any kind can stop a run. */
    public boolean canStop() {
        return stopPercent.isPresent() || stopKinds.values().stream().anyMatch(OptionalDouble::isPresent);
    }

    /** The setting that a share exceeds so that the run stops, with its value; null where it does not. */
    String stop(QualityKind kind, double percent) {
        return exceeded("ihc.quality.stop-", kind, percent, stopKinds, stopPercent);
    }

    /** The setting that a share exceeds so that the run warns, with its value; null where it does not. */
    String warning(QualityKind kind, double percent) {
        return exceeded("ihc.quality.warn-", kind, percent, warnKinds, warnPercent);
    }

    private static String exceeded(String setting, QualityKind kind, double percent, Map<String, OptionalDouble> kinds,
            OptionalDouble all) {
        boolean named = kinds.containsKey(kind.code());
        OptionalDouble most = named ? kinds.get(kind.code()) : kind.isNormal() ? OptionalDouble.empty() : all;
        return most.isPresent() && percent > most.getAsDouble()
                ? setting + (named ? "kinds" : "percent") + " (" + most.getAsDouble() + " %)" : null;
    }
}
