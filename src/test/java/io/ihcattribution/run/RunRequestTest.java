package io.ihcattribution.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RunRequestTest {

    @Test
    void asksForAnIncrementalRunOverAllDatesWhereNothingIsSaid() {
        assertThat(request(Map.of())).isEqualTo(
                new RunRequest(Source.TRIGGER, "a.yaml", Window.ALL, null, Mode.INCREMENTAL, Steps.BOTH));
    }

    @Test
    void readsEveryKey() {
        assertThat(request(Map.of("start_date", "2026-01-01", "end_date", " 2026-01-31 ", "conv_type_id", "new",
                "mode", "full", "steps", "report", "retry", "failed", "redistribution", "none", "accept",
                "shorter, deleted")))
                .isEqualTo(new RunRequest(Source.TRIGGER, "a.yaml",
                        new Window(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 1, 31)), "new", Mode.FULL,
                        new Steps(false, true), true, "", Set.of(Loss.DELETED, Loss.SHORTER)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            start_date   | 2026-02-30 | start_date: "2026-02-30" is not a date; expected YYYY-MM-DD
            conv_type_id | ' '        | conv_type_id: is empty; expected the name of a conversion type
            mode         | FULL       | mode: "FULL" is not one of incremental, full, dry-run, dry-run-full, train
            steps        | send       | steps: "send" is not one of attribute, report
            steps        | ','        | steps: names none; expected attribute, report or both
            accept       | all        | accept: "all" is not a loss; expected one or more of deleted,outdated,shorter
            retry        | all        | retry: "all" is not usable; expected failed
            end          | 2026-01-31 | "end" is not a key of a run; expected start_date, end_date, conv_type_id, mode,
            """)
    void namesTheKeyAtFaultAndWhatIsExpected(String key, String value, String sentence) {
        assertThatThrownBy(() -> request(Map.of(key, value))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(sentence);
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void everyModeIsReadFromItsCode(Mode mode) {
        assertThat(Mode.of(mode.code())).isEqualTo(mode);
    }

    @ParameterizedTest
    @EnumSource(Source.class)
    void everySourceIsReadFromItsCode(Source source) {
        assertThat(Source.of(source.code())).isEqualTo(source);
    }

    private static RunRequest request(Map<String, String> keys) {
        return RunRequest.of(Source.TRIGGER, "a.yaml", keys);
    }
}
