package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The whole job with the embedded service against the report that follows from the API's recorded answers. */
@EnabledIf(value = "recordedAnswersExist", disabledReason = "no recorded answers in ../shared/recorded")
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

        List<String> expected = Application.read(RECORDED.resolve("expected_channel_reporting.csv"))
                .lines().skip(1).toList();
        List<String> rows = application.rows();
        assertThat(rows).hasSameSizeAs(expected);
        for (int i = 0; i < rows.size(); i++) {
            String[] ours = rows.get(i).split(",");
            String[] theirs = expected.get(i).split(",");
            assertThat(List.of(ours).subList(0, 2)).isEqualTo(List.of(theirs).subList(0, 2));
            assertThat(Double.parseDouble(ours[3])).as(rows.get(i))
                    .isCloseTo(Double.parseDouble(theirs[3]), within(0.002));
        }
    }
}
