package io.ihcattribution.model;

/**
 * Prints how close the IHC model with the shipped parameters comes to recorded answers of the web API. The parameters
 * were fitted to answers of the same account, these among them: the table says how well the model can describe the
 * API, not how well it foretells it.
 */
public final class Accuracy {

    private Accuracy() {}

    public static void main(String[] args) throws Exception {
        if (!RecordedAnswers.exist()) {
            System.err.println("no recorded answers in ../shared/recorded (challenge.db, responses.json)");
            System.exit(1);
        }
        System.out.print(AccuracyReport.compare(new IhcModel(new IhcParameterFile().readShipped()),
                RecordedAnswers.journeys(), RecordedAnswers.answers()).text());
        System.out.println("The shipped parameters were fitted to answers of this account, these among them.");
    }
}
