package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The whole job with the embedded service against the report that follows from the API's recorded answers. */
@EnabledIf(value = "recordedAnswersExist", disabledReason = "no recorded answers in ../shared/recorded")
@WholeApplication
class RecordedReportTest {

    private static final Path RECORDED = Path.of("..", "shared", "recorded");

    @TempDir
    Path folder;

    static boolean recordedAnswersExist() {
        return Files.isReadable(RECORDED.resolve("challenge.db"));
    }

    @Test
    void theEmbeddedServiceReportsWhatTheApiDid() {
        Shop.copyOf(RECORDED.resolve("challenge.db"), folder);
        Application application = Application.in(folder);

        assertThat(application.once().status()).isZero();

        Map<String, Double> expected = ihc(Application.read(RECORDED.resolve("expected_channel_reporting.csv")));
        Map<String, Double> reported = ihc(application.report("channel_reporting.csv"));
        assertThat(reported.keySet()).isEqualTo(expected.keySet());
        reported.forEach((place, ihc) -> assertThat(ihc).as(place).isCloseTo(expected.get(place), within(0.002)));
    }

    /** The column ihc by channel and date. */
    private static Map<String, Double> ihc(String csv) {
        Map<String, Double> rows = new TreeMap<>();
        csv.lines().skip(1).map(line -> line.split(","))
                .forEach(cells -> rows.put(cells[0] + " " + cells[1], Double.parseDouble(cells[3])));
        return rows;
    }
}
