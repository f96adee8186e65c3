package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.ihcattribution.model.IhcParameterFile;
import io.ihcattribution.model.IhcParameters;
import io.ihcattribution.model.PhaseWeights;
import io.ihcattribution.boot.Daemon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training of the embedded service's parameters, from the command line and by a trigger. */
@WholeApplication
class TrainingRunTest {

    @TempDir
    Path folder;

    @Test
    void writesTheFileAndPrintsTheReportWithTheCurves() throws IOException {
        Shop shop = sample();

        Application.Result result = train("--conv-type-id", "new");

        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
        assertThat(result.out())
                .contains("before cleaning", "after cleaning", "Journeys by length", "Phase weights",
                        "Channel weights (heuristic)")
                .contains("Initializer membership by hours", "Closer membership by hours", "█")
                .contains("written      " + parameters("new"));
        IhcParameters trained = new IhcParameterFile().read(parameters("new"));
        assertThat(trained.origin()).contains("heuristically");
        assertThat(trained.channelWeights()).hasSizeGreaterThan(3);
        assertThat(shop.rows("select mode, state, conv_type_id from ihc_run")).containsExactly("train|completed|new");
        assertThat(shop.cell("select count(*) from ihc_batch")).isEqualTo("0");
        String run = "runs/" + shop.cell("select run_id from ihc_run") + "/";
        assertThat(result.out()).contains(application().report(run + "training.txt"));
        assertThat(application().report(run + "closer-curve.svg")).startsWith("<svg ");
        assertThat(application().report(run + "initializer-curve.svg")).startsWith("<svg ");
    }

    @Test
    void learnsTheSameAgain() throws Exception {
        sample();
        train("--conv-type-id", "new");
        byte[] first = Files.readAllBytes(parameters("new"));

        train("--conv-type-id", "new");

        assertThat(Files.readAllBytes(parameters("new"))).isEqualTo(first);
    }

    @Test
    void learnsFromTheWindowOnly() {
        Shop shop = sample();
        String date = shop.cell("select conv_date from conversions group by 1 order by 1 limit 1 offset 3");
        String conversions = shop.cell("select count(*) from conversions where conv_date >= '" + date + "'");
        assertThat(conversions).isNotEqualTo(shop.cell("select count(*) from conversions"));

        Application.Result result = train("--start-date", date);

        assertThat(result.err()).isEmpty();
        assertThat(result.out()).containsPattern("before cleaning +" + conversions + "\\b");
        assertThat(parameters("default")).exists();
    }

    @Test
    void whatWasLearnedIsComputedWithAndThePhaseWeightsStay() throws IOException {
        Shop shop = sample();
        IhcParameters shipped = new IhcParameterFile().readShipped();
        new IhcParameterFile().write(parameters("new"), new IhcParameters(new PhaseWeights(0.5, 0.25, 0.25),
                shipped.initializerMembership(), shipped.closerMembership(), Map.of(), 1, ""));

        train("--conv-type-id", "new");
        assertThat(new IhcParameterFile().read(parameters("new")).phaseWeights())
                .isEqualTo(new PhaseWeights(0.5, 0.25, 0.25));

        application().once();
        String sum =
                "select round(sum(ihc), 3) from attribution_customer_journey join session_sources using (session_id) "
                        + "where session_sources.channel_name = (select min(channel_name) from session_sources)";
        String untrained = shop.cell(sum);
        assertThat(application().once("--conv-type-id", "new").status()).isZero();
        assertThat(shop.cell(sum)).isNotEqualTo(untrained);
    }

    @Test
    void refusesTooLittleDataAndLeavesTheFileAlone() {
        Shop shop = Shop.empty(folder).singles(120, "2026-01-05");
        new IhcParameterFile().write(parameters("default"), new IhcParameterFile().readShipped());
        String before = Application.read(parameters("default"));

        Application.Result result = train();

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("at least 100 journeys of two or more sessions");
        assertThat(result.out()).isEmpty();
        assertThat(Application.read(parameters("default"))).isEqualTo(before);
        assertThat(shop.cell("select state || reason from ihc_run")).startsWith("failedtraining needs");
    }

    @Test
    void refusesWhatDoesNotGoTogether() {
        sample();

        assertThat(train("--mode", "full").status()).isEqualTo(2);
        assertThat(train("--steps", "report").err()).contains("--steps and --train exclude each other");
        assertThat(application().once("--mode", "train", "--steps", "report").err()).contains("steps");
        Application.Result escaping = train("--conv-type-id", "../shop");
        assertThat(escaping.status()).isEqualTo(1);
        assertThat(escaping.err()).contains("cannot name a parameter file");
    }

    @Test
    void aTriggerTrains() throws Exception {
        sample();
        Path triggers = Files.createDirectories(folder.resolve("triggers"));
        try (Daemon daemon = application().daemon()) {
            Files.writeString(triggers.resolve("learn.yaml"), "mode: train\nconv_type_id: returning\n");
            await(triggers.resolve(".done/learn.yaml.result.json"), triggers.resolve(".failed/learn.yaml.error.txt"));
        }

        assertThat(Application.read(triggers.resolve(".done").resolve("learn.yaml.result.json")))
                .contains("\"mode\" : \"train\"").contains("returning.json");
        assertThat(parameters("returning")).exists();
    }

    private static void await(Path... any) {
        Await.until(() -> List.of(any).stream().anyMatch(Files::exists));
    }

    private Application.Result train(String... arguments) {
        return application().train(arguments);
    }

    private Application application() {
        return Application.in(folder).with("ihc.embedded.parameters-dir", folder.resolve("parameters").toString());
    }

    private Path parameters(String type) {
        return folder.resolve("parameters").resolve(type + ".json");
    }

    private Shop sample() {
        Application.command("--make-sample", folder.resolve("shop.db").toString());
        return Shop.at(folder.resolve("shop.db"));
    }
}
