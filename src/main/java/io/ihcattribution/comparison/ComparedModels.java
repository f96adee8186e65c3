package io.ihcattribution.comparison;

import io.ihcattribution.model.AttributionModel;
import io.ihcattribution.model.Markov;
import io.ihcattribution.model.PathModel;
import io.ihcattribution.model.Shapley;
import io.ihcattribution.text.Quoted;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The models that are computed beside IHC.
 *
 * @param names their names, in the order asked for
 * @param local those that credit a journey's sessions knowing no other journey
 * @param paths those that need all journeys; an empty one for each pass
 */
public record ComparedModels(List<String> names, List<AttributionModel> local, List<Supplier<PathModel>> paths) {

    /**
     * What the models leave to choose.
     *
     * @param halfLifeDays of time-decay
     * @param positionFirst the first session's share in position-based
     * @param positionLast the last session's share in position-based
     * @param markovOrder how many sessions back the Markov chain looks
     * @param directChannels the channels that last-non-direct-touch passes over
     */
    public record Choices(
            double halfLifeDays, double positionFirst, double positionLast, int markovOrder,
            Set<String> directChannels) {}

    public ComparedModels {
        names = List.copyOf(names);
        local = List.copyOf(local);
        paths = List.copyOf(paths);
    }

    /**
     * The models with these names; a name given twice counts once.
     *
     * @throws IllegalArgumentException with a sentence that names what is no model, or a choice that is impossible
     */
    public static ComparedModels of(List<String> names, Choices choices) {
        Map<String, AttributionModel> local = new LinkedHashMap<>();
        List.of(AttributionModel.firstTouch(), AttributionModel.lastTouch(),
                AttributionModel.lastNonDirectTouch(choices.directChannels()), AttributionModel.linear(),
                AttributionModel.timeDecay(choices.halfLifeDays()),
                AttributionModel.positionBased(choices.positionFirst(), choices.positionLast()))
                .forEach(model -> local.put(model.name(), model));
        Map<String, Supplier<PathModel>> paths = new LinkedHashMap<>();
        List.<Supplier<PathModel>>of(() -> new Markov(choices.markovOrder()), Shapley::new)
                .forEach(model -> paths.put(model.get().name(), model));
        List<String> known = Stream.of(local, paths).flatMap(models -> models.keySet().stream()).toList();
        List<String> asked = names.stream().distinct().toList();
        asked.stream().filter(name -> !known.contains(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException(
                    Quoted.of(name) + " is not a model; expected any of " + String.join(", ", known));
        });
        return new ComparedModels(asked,
                asked.stream().filter(local::containsKey).map(local::get).toList(),
                asked.stream().filter(paths::containsKey).map(paths::get).toList());
    }

    /** Whether there are none. */
    public boolean isNone() {
        return names.isEmpty();
    }
}
