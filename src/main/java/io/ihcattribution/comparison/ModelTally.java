package io.ihcattribution.comparison;

import io.ihcattribution.figures.ExactSum;
import io.ihcattribution.journey.Conversion;
import io.ihcattribution.journey.Journey;
import io.ihcattribution.journey.ReportCalendar;
import io.ihcattribution.journey.Session;
import io.ihcattribution.model.AttributionModel;
import io.ihcattribution.model.PathModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Sums what the models make of journeys, per channel and day, while the journeys stream by: it holds sums and counts,
 * never the journeys. The order in which journeys come does not change the sums.
 *
 * <p>Two conventions for the models that need all journeys (Markov, Shapley), which credit channels and know neither
 * days nor revenue: a channel's conversions are spread over the days in proportion to its linear-touch credits, and a
 * channel's share of the revenue is its share of the conversions. They are fed converting journeys only; for the
 * Markov chain that means that every journey ends in a conversion, see
 * {@link io.ihcattribution.model.Markov}.
 */
public final class ModelTally {

    /** Whose credits spread a path model's channel over its days; computed whether it is asked for or not. */
    private static final AttributionModel SPREAD = AttributionModel.linear();

    private static final SortedMap<ChannelDay, Cell> NO_CELLS = Collections.emptySortedMap();

    private final ComparedModels models;
    private final ReportCalendar calendar;
    private final List<PathModel> paths;
    private final Map<String, SortedMap<ChannelDay, Cell>> cells = new TreeMap<>();
    private final ExactSum revenue = new ExactSum();
    private long journeys;

    /** A channel on a day, in the order of the report. */
    private record ChannelDay(String channel, String date) {
        private static final Comparator<ChannelDay> IN_ORDER =
                Comparator.comparing(ChannelDay::channel).thenComparing(ChannelDay::date);
    }

    private static final class Cell {
        private final ExactSum conversions = new ExactSum();
        private final ExactSum revenue = new ExactSum();
    }

    /**
     * An empty tally of these models.
     *
     * @param calendar the report's dates
     */
    public ModelTally(ComparedModels models, ReportCalendar calendar) {
        this.models = models;
        this.calendar = calendar;
        this.paths = models.paths().stream().map(Supplier::get).toList();
    }

    /** Adds an attributed journey of at least one session. */
    public void add(Journey journey) {
        journeys++;
        revenue.add(journey.conversion().revenue());
        List<ChannelDay> places = journey.sessions().stream()
                .map(session -> place(session, journey.conversion())).toList();
        for (AttributionModel model : models.local()) {
            add(model.name(), places, model.credits(journey), journey.conversion().revenue());
        }
        if (!paths.isEmpty()) {
            add("", places, SPREAD.credits(journey), 0);
            List<String> path = journey.sessions().stream().map(Session::channel).toList();
            paths.forEach(model -> model.add(path, 1, 0));
        }
    }

    /** What the models make of the journeys so far: by model in the order asked for, then channel, then day. */
    public List<ModelCredit> credits() {
        List<ModelCredit> credits = new ArrayList<>();
        for (String name : models.names()) {
            PathModel path = paths.stream().filter(model -> model.name().equals(name)).findFirst().orElse(null);
            if (path == null) {
                cells.getOrDefault(name, NO_CELLS).forEach((place, cell) -> credits.add(new ModelCredit(name,
                        place.channel(), place.date(), cell.conversions.value(), cell.revenue.value())));
            } else {
                spread(path, credits);
            }
        }
        return credits;
    }

    private void add(String model, List<ChannelDay> places, double[] shares, double conversionRevenue) {
        SortedMap<ChannelDay, Cell> sums = cells.computeIfAbsent(model, name -> new TreeMap<>(ChannelDay.IN_ORDER));
        for (int i = 0; i < shares.length; i++) {
            if (shares[i] != 0) {
                Cell cell = sums.computeIfAbsent(places.get(i), place -> new Cell());
                cell.conversions.add(shares[i]);
                cell.revenue.add(shares[i] * conversionRevenue);
            }
        }
    }

    private void spread(PathModel model, List<ModelCredit> credits) {
        SortedMap<ChannelDay, Cell> linear = cells.getOrDefault("", NO_CELLS);
        Map<String, Double> linearByChannel = new TreeMap<>();
        linear.forEach((place, cell) -> linearByChannel.merge(place.channel(), cell.conversions.value(), Double::sum));
        Map<String, Double> conversions = model.credits();
        double revenueOfOne = journeys == 0 ? 0 : revenue.value() / journeys;
        linear.forEach((place, cell) -> {
            double credit = conversions.getOrDefault(place.channel(), 0.0)
                    * cell.conversions.value() / linearByChannel.get(place.channel());
            credits.add(new ModelCredit(model.name(), place.channel(), place.date(), credit, credit * revenueOfOne));
        });
    }

    private ChannelDay place(Session session, Conversion conversion) {
        return new ChannelDay(session.channel(), calendar.creditDate(session, conversion).toString());
    }
}
