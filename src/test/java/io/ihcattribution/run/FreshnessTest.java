package io.ihcattribution.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ihcattribution.run.Freshness.SessionDay;
import io.ihcattribution.run.Freshness.Unfinished;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreshnessTest {

    private static final LocalDate MONDAY = LocalDate.parse("2026-01-05");

    @Test
    void aWindowThatEndsAfterTheNewestSessionIsRefused() {
        Freshness freshness = new Freshness(Unfinished.REFUSE, 0.5, 7, null);
        List<SessionDay> days = days(100, 100, 100);

        assertThatThrownBy(() -> freshness.judge(window(null, 3), days, null)).isInstanceOf(Refusal.class)
                .hasMessageContaining("2026-01-08").hasMessageContaining("2026-01-07").hasMessageContaining("refuse");
        assertThat(freshness.judge(window(null, 2), days, null).window()).isEqualTo(window(null, 2));
    }

    @Test
    void anOpenEndIsTheDayOfTheNewestConversion() {
        Freshness freshness = new Freshness(Unfinished.REFUSE, 0.5, 7, null);

        assertThatThrownBy(() -> freshness.judge(window(0, null), days(100, 100), day(2)))
                .hasMessageContaining("2026-01-07").hasMessageContaining("2026-01-06");
        assertThat(freshness.judge(window(0, null), days(100, 100), day(1)).window()).isEqualTo(window(0, null));
        assertThat(freshness.judge(window(0, null), days(100, 3), day(0)).window())
                .as("nothing of the last day is bought")
                .isEqualTo(window(0, null));
        assertThat(freshness.judge(window(0, null), days(), null).reason()).as("there is nothing to buy").isNull();
    }

    @Test
    void aDayHasAShareOfTheMedianOfTheDaysBeforeIt() {
        Freshness freshness = new Freshness(Unfinished.REFUSE, 0.5, 4, null);

        // The first is too far back; an empty day counts: the median of 10, 0, 20, 30 is 15.
        assertThat(freshness.judge(window(null, 5), days(1_000, 10, 0, 20, 30, 8), null).reason()).isNull();
        assertThatThrownBy(() -> freshness.judge(window(null, 5), days(1_000, 10, 0, 20, 30, 7), null))
                .hasMessageContaining("2026-01-10 has 7 sessions").hasMessageContaining("0.5")
                .hasMessageContaining("15")
                .hasMessageContaining("2026-01-06 to 2026-01-09");
        assertThatThrownBy(() -> freshness.judge(window(null, 1), days(10, 4), null))
                .as("days before the first do not count")
                .hasMessageContaining("10, the median of 2026-01-05 to 2026-01-05");
        assertThat(freshness.judge(window(null, 0), days(1), null).reason()).as("nothing to compare with").isNull();
        assertThat(new Freshness(Unfinished.REFUSE, 0, 4, null).judge(window(null, 1), days(100, 1), null).reason())
                .isNull();
    }

    @Test
    void aDaysNewestSessionIsLateEnough() {
        Freshness freshness = new Freshness(Unfinished.REFUSE, 0, 7, LocalTime.of(22, 0));

        assertThat(freshness.judge(window(null, 0), List.of(new SessionDay(MONDAY, 1, LocalTime.of(22, 0))), null)
                .reason()).isNull();
        assertThatThrownBy(() -> freshness.judge(
                window(null, 0), List.of(new SessionDay(MONDAY, 7, LocalTime.of(21, 59, 59))), null))
                .hasMessageContaining("7 sessions of 2026-01-05").hasMessageContaining("21:59:59")
                .hasMessageContaining("22:00");
        assertThatThrownBy(() -> freshness.judge(window(null, 0), List.of(new SessionDay(MONDAY, 7, null)), null))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void shortensAWindowToItsNewestFinishedDay() {
        Freshness freshness = new Freshness(Unfinished.SHORTEN, 0.5, 7, null);

        Freshness.Verdict verdict = freshness.judge(window(0, null), days(100, 100, 10, 2), day(9));
        assertThat(verdict.window()).isEqualTo(window(0, 1));
        assertThat(verdict.reason()).contains("2026-01-14", "2026-01-08");
        assertThat(freshness.judge(window(null, 3), days(100, 100, 100, 2), null).window()).isEqualTo(window(null, 2));
        assertThat(freshness.judge(window(null, 2), days(100, 100, 100, 2), null).window()).as("as it is")
                .isEqualTo(window(null, 2));
        assertThatThrownBy(() -> freshness.judge(window(2, null), days(100, 100, 10, 2), day(3)))
                .isInstanceOf(Refusal.class).hasMessageContaining("no day before it that is finished");
        assertThatThrownBy(() -> freshness.judge(window(7, 9), days(100, 100), null)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> freshness.judge(window(null, 1), days(), null)).hasMessageContaining("no session");
    }

    private static List<SessionDay> days(long... sessions) {
        List<SessionDay> days = new ArrayList<>();
        for (int i = 0; i < sessions.length; i++) {
            if (sessions[i] > 0) {
                days.add(new SessionDay(day(i), sessions[i], LocalTime.of(23, 0)));
            }
        }
        return days;
    }

    private static LocalDate day(int number) {
        return MONDAY.plusDays(number);
    }

    private static Window window(Integer start, Integer end) {
        return new Window(start == null ? null : day(start), end == null ? null : day(end));
    }
}
