package io.ihcattribution.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf(value = "recordedAnswersExist", disabledReason = "no recorded answers in ../shared/recorded")
class RecordedAccuracyTest {

    static boolean recordedAnswersExist() {
        return RecordedAnswers.exist();
    }

    @Test
    void reproducesTheRecordedAnswersOfTheApi(TestReporter reporter) throws Exception {
        AccuracyReport report = AccuracyReport.compare(
                new IhcModel(new IhcParameterFile().readShipped()),
                RecordedAnswers.journeys(), RecordedAnswers.answers());

        reporter.publishEntry("accuracy", System.lineSeparator() + report.text());
        assertThat(report.uncompared()).isZero();
        AccuracyReport.Row ihc = report.row("ihc");
        assertThat(ihc.sessions()).isGreaterThan(1000);
        assertThat(ihc.within(0.0002)).isGreaterThanOrEqualTo(0.985);
        assertThat(ihc.largest()).isLessThanOrEqualTo(0.002);
        assertThat(Stream.of("initializer", "holder", "closer").map(report::row))
                .allSatisfy(row -> assertThat(row.within(0.001)).isGreaterThanOrEqualTo(0.985));
    }
}
