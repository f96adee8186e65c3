package io.ihcattribution.embedded;

import io.ihcattribution.batch.ConversionTyping;
import io.ihcattribution.journey.Candidate;
import io.ihcattribution.journey.Journey;
import io.ihcattribution.journey.JourneyState;
import io.ihcattribution.model.CurveChart;
import io.ihcattribution.model.IhcParameterFile;
import io.ihcattribution.model.IhcParameters;
import io.ihcattribution.model.PhaseWeights;
import io.ihcattribution.model.Training;
import io.ihcattribution.model.TrainingReport;
import io.ihcattribution.run.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Trains the parameters of a conversion type from the journeys of a run's window, and writes their file. The phase
 * weights are those in use for the conversion type before: no rule to learn them is known. One run at a time.
 */
public final class ParameterTraining {

    private final ParameterFolder folder;
    private final ConversionTyping typing;
    private final IhcParameterFile files = new IhcParameterFile();
    private final Path temp;
    private JourneySpool spool;
    private Run run;
    private long rejected;

    /**
     * @param folder where the parameter files are
     * @param typing which type each conversion has
     * @param temp the folder of temporary files, for the journeys that it learns from
     */
    public ParameterTraining(ParameterFolder folder, ConversionTyping typing, Path temp) {
        this.folder = folder;
        this.typing = typing;
        this.temp = temp;
    }

    /**
     * What a training came to.
     *
     * @param file the parameter file
     * @param report what was learned and from what, for people
     * @param parameters what the file holds
     */
    public record Trained(Path file, String report, IhcParameters parameters) {}

    /**
     * Begins.
     *
     * @throws IllegalArgumentException with a sentence, where the conversion type cannot name a file
     */
    public void begin(Run run) {
        if (run.isOfAllTypes()) {
            throw new IllegalArgumentException("conv_type_id: a training is of one conversion type; expected its name");
        }
        folder.file(run.convTypeId());
        end();
        this.run = run;
        spool = new JourneySpool(temp);
        rejected = 0;
    }

    /** Takes note of a page of conversions, but for those of another type. */
    public void take(List<Candidate> page) {
        page.forEach(this::take);
    }

    private void take(Candidate candidate) {
        if (typing.isSeveral() && !run.convTypeId().equals(typing.typeOf(candidate.convId()))) {
            return;
        }
        if (candidate.journey() != null) {
            spool.add(candidate.journey());
        } else if (candidate.state() == JourneyState.UNATTRIBUTABLE) {
            spool.add(new Journey(null, List.of()));
        } else {
            rejected++;
        }
    }

    /** The files that a run keeps of its training: their names within the report folder, and what they hold. */
    public List<Map.Entry<String, String>> files(Trained trained, Run run) {
        String path = "runs/" + run.id() + "/";
        return List.of(Map.entry(path + "training.txt", trained.report()),
                Map.entry(path + "initializer-curve.svg",
                        new CurveChart(trained.parameters().initializerMembership()).svg()),
                Map.entry(path + "closer-curve.svg", new CurveChart(trained.parameters().closerMembership()).svg()));
    }

    /**
     * Trains and writes the file, whole or not at all.
     *
     * @throws io.ihcattribution.model.TrainingRefusedException with a sentence, where there is too little to learn from
     */
    public Trained learn(Run run) throws IOException {
        try {
            PhaseWeights phases = folder.parameters(run.convTypeId()).map(IhcParameters::phaseWeights)
                    .orElse(Training.PHASE_WEIGHTS);
            TrainingReport report = new Training(phases).train(spool);
            Path file = folder.file(run.convTypeId());
            files.write(file, report.parameters());
            String head = rejected == 0 ? ""
                    : "Not looked at: " + rejected + " conversions whose journey cannot be sent\n\n";
            return new Trained(file, head + report.text(), report.parameters());
        } finally {
            end();
        }
    }

    private void end() {
        if (spool != null) {
            spool.close();
            spool = null;
        }
    }
}
