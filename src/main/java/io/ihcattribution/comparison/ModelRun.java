package io.ihcattribution.comparison;

import io.ihcattribution.api.CheckedAnswer;
import io.ihcattribution.journey.Candidate;
import io.ihcattribution.journey.JourneyOutcome;
import io.ihcattribution.journey.JourneyState;
import io.ihcattribution.journey.ReportCalendar;
import io.ihcattribution.run.Run;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The models' part in a run's pass over the journeys. They see exactly the conversions that IHC credits are stored of:
 * those that the ledger holds as attributed when they stream by, and those that the run buys, once their answer is to
 * be stored. So both sides of the comparison have the same conversions, also where journeys failed.
 */
public final class ModelRun {

    private static final double ABSOLUTE = 1e-6;
    private static final double RELATIVE = 1e-9;

    private final ComparedModels models;
    private final ReportCalendar calendar;
    private final Set<Integer> batches = new HashSet<>();
    private ModelTally tally;

    /**
     * With these models.
     *
     * @param calendar the report's dates
     */
    public ModelRun(ComparedModels models, ReportCalendar calendar) {
        this.models = models;
        this.calendar = calendar;
        this.tally = new ModelTally(models, calendar);
    }

    /** A run begins its pass, from the first journey on. */
    public synchronized void begin() {
        tally = new ModelTally(models, calendar);
        batches.clear();
    }

    /** Whether a run computes models. */
    public boolean takesPart(Run run) {
        return !models.isNone() && !run.isDry();
    }

    /** A conversion streams by with which nothing need be done; see {@link io.ihcattribution.batch.JourneySelection}. */
    public synchronized void passBy(Candidate candidate, Run run) {
        if (takesPart(run) && candidate.journey() != null
                && candidate.entry().state() == JourneyState.ATTRIBUTED) {
            tally.add(candidate.journey());
        }
    }

    /** An answer is to be stored; a second try to store it changes nothing. */
    public synchronized void answered(CheckedAnswer answer) {
        if (models.isNone() || !batches.add(answer.batch().number())) {
            return;
        }
        Set<String> attributed = answer.outcomes().stream().filter(JourneyOutcome::isAttributed)
                .map(JourneyOutcome::convId).collect(Collectors.toSet());
        answer.batch().journeys().stream().filter(sent -> attributed.contains(sent.convId()))
                .forEach(sent -> tally.add(sent.journey()));
    }

    /**
     * What the models make of the run's conversions.
     *
     * @param attributed the row of {@code select_attributed_totals.sql}: the same conversions along another path
     * @throws ModelsDoNotReconcile when a model does not credit every conversion and its revenue once
     */
    public synchronized List<ModelCredit> credits(Map<String, Object> attributed) {
        List<ModelCredit> credits = tally.credits();
        long expected = ((Number) attributed.get("journeys")).longValue();
        double revenue = ((Number) attributed.get("revenue")).doubleValue();
        require("the journeys seen", "conversions", tally.journeys(), expected);
        require("the journeys seen", "revenue", tally.revenue(), revenue);
        Map<String, double[]> sums = new TreeMap<>();
        models.names().forEach(model -> sums.put(model, new double[2]));
        credits.forEach(credit -> {
            sums.get(credit.model())[0] += credit.conversions();
            sums.get(credit.model())[1] += credit.revenue();
        });
        sums.forEach((model, sum) -> {
            require(model, "conversions", sum[0], expected);
            require(model, "revenue", sum[1], revenue);
        });
        return credits;
    }

    /** What a run's pass covered. */
    public synchronized ModelPass pass(Run run) {
        return new ModelPass(run.id(), run.window().startText(), run.window().endIsOpen(), run.window().endText(),
                tally.journeys(), tally.revenue(), models.text());
    }

    private static void require(String model, String figure, double sum, double expected) {
        // Written so that a NaN is a fault, too.
        if (!(Math.abs(sum - expected) <= ABSOLUTE + RELATIVE * Math.abs(expected))) {
            throw new ModelsDoNotReconcile("model_reporting is not written: the " + figure + " of " + model + " sum to "
                    + sum + ", but those of the attributed conversions to " + expected);
        }
    }
}
