package io.ihcattribution.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The stretches of a UTC day against the JDK's own answer for single seconds. */
class ReportCalendarTest {

    @Test
    void aDayIsCutAtTheZonesMidnight() {
        assertThat(in("Europe/Berlin").days("2026-01-31")).containsExactly(
                new ReportDay("2026-01-31", "00:00:00", "22:59:59", "2026-01-31"),
                new ReportDay("2026-01-31", "23:00:00", "23:59:59", "2026-02-01"));
        assertThat(in("Europe/Berlin").days("2026-06-30")).extracting(ReportDay::lastTime)
                .as("in summer").containsExactly("21:59:59", "23:59:59");
        assertThat(in("Asia/Kolkata").days("2026-01-31")).extracting(ReportDay::fromTime).containsExactly("00:00:00",
                "18:30:00");
    }

    @Test
    void aDateThatTheZoneSkippedIsSkipped() {
        assertThat(in("Pacific/Apia").days("2011-12-30")).extracting(ReportDay::reportDate)
                .containsExactly("2011-12-29", "2011-12-31");
    }

    @Test
    void clocksThatArePutBackOverMidnightBringTheDateBack() {
        assertThat(in("America/St_Johns").days("2010-11-07")).containsExactly(
                new ReportDay("2010-11-07", "00:00:00", "02:29:59", "2010-11-06"),
                new ReportDay("2010-11-07", "02:30:00", "02:30:59", "2010-11-07"),
                new ReportDay("2010-11-07", "02:31:00", "03:29:59", "2010-11-06"),
                new ReportDay("2010-11-07", "03:30:00", "23:59:59", "2010-11-07"));
    }

    @Test
    void whatIsNoDateHasNoStretches() {
        assertThat(List.of("", "2026-02-30", "2026-1-1", "yesterday")).allSatisfy(
                date -> assertThat(in("Europe/Berlin").days(date)).isEmpty());
    }

    @Test
    void utcHasOneStretchADay() {
        assertThat(ReportCalendar.DEFAULT.isUtc()).isTrue();
        assertThat(in("Etc/UTC").isUtc()).isTrue();
        assertThat(in("Europe/London").isUtc()).isFalse();
        assertThat(in("Etc/UTC").days("2026-01-31")).containsExactly(
                new ReportDay("2026-01-31", "00:00:00", "23:59:59", "2026-01-31"));
    }

    /** Every zone of the JDK, on days of every kind and on those around a change of its clocks. */
    @Test
    void everySecondOfEveryZoneFallsIntoTheStretchOfItsDate() {
        Random random = new Random(26);
        for (String id : ZoneId.getAvailableZoneIds().stream().sorted().toList()) {
            ZoneId zone = ZoneId.of(id);
            for (LocalDate day : days(zone, random)) {
                List<ReportDay> days = in(id).days(day.toString());
                assertThat(days.get(0).fromTime()).isEqualTo("00:00:00");
                assertThat(days.get(days.size() - 1).lastTime()).isEqualTo("23:59:59");
                for (int i = 1; i < days.size(); i++) {
                    assertThat(LocalTime.parse(days.get(i).fromTime()))
                            .isEqualTo(LocalTime.parse(days.get(i - 1).lastTime()).plusSeconds(1));
                    assertThat(days.get(i).reportDate()).isNotEqualTo(days.get(i - 1).reportDate());
                }
                for (ReportDay stretch : days) {
                    LocalDateTime from = LocalDateTime.parse(day + "T" + stretch.fromTime());
                    LocalDateTime last = LocalDateTime.parse(day + "T" + stretch.lastTime());
                    assertThat(List.of(date(zone, from), date(zone, last), date(zone, between(from, last, random))))
                            .as(id + " " + stretch).containsOnly(stretch.reportDate());
                }
            }
        }
    }

    private static List<LocalDate> days(ZoneId zone, Random random) {
        List<LocalDate> days = new ArrayList<>(List.of(LocalDate.of(1969, 12, 31), LocalDate.of(2026, 3, 29)));
        for (int i = 0; i < 3; i++) {
            days.add(LocalDate.ofEpochDay(random.nextInt(40_000) - 5_000));
        }
        List<ZoneOffsetTransition> changes = zone.getRules().getTransitions();
        for (int i = 0; i < 4 && !changes.isEmpty(); i++) {
            LocalDate day =
                    changes.get(random.nextInt(changes.size())).getInstant().atOffset(ZoneOffset.UTC).toLocalDate();
            if (day.getYear() > 0) {
                days.addAll(List.of(day.minusDays(1), day, day.plusDays(1)));
            }
        }
        return days;
    }

    private static LocalDateTime between(LocalDateTime from, LocalDateTime last, Random random) {
        return from.plusSeconds(random.nextInt((int) java.time.Duration.between(from, last).toSeconds() + 1));
    }

    private static String date(ZoneId zone, LocalDateTime utc) {
        return utc.toInstant(ZoneOffset.UTC).atZone(zone).toLocalDate().toString();
    }

    private static ReportCalendar in(String zone) {
        return new ReportCalendar(ZoneId.of(zone), false);
    }
}
