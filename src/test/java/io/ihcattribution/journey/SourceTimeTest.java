package io.ihcattribution.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a date and a time of the source say, in the forms that databases and exports give them. */
class SourceTimeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", ignoreLeadingAndTrailingWhitespace = true, value = {
            // pandas, DBeaver, Shopify, JavaScript, PostgreSQL, BigQuery, SQLite, spreadsheets
            "2026-02-28 | 10:00:00", "2026-02-28 | 10:00:00.000000", "2026-02-28 | 10:00:00,123", "2026-02-28 | 10:00",
            "2026-02-28 | 10:00:00Z", "2026-02-28 | 10:00:00 UTC", "2026-02-28 | 12:00:00+0200",
            "2026-02-28 | 12:00:00+02:00", "2026-02-28 | 12:00:00 +0200", "2026-02-28 | 12:00+02",
            "2026-02-28 | 04:30:00.5-05:30", "2026-02-28 00:00:00 | 10:00:00", "2026-02-28T00:00:00.000Z | 10:00:00",
            "2026-02-28T10:00:00Z | null", "2026-02-28T10:00:00.000Z | ''", "2026-02-28t10:00:00z | ' '",
            "2026-02-28 10:00:00 | null", "2026-02-28 10:00 | null", "2026-02-28 10:00:00.123456+00 | null",
            "2026-02-28T12:00:00+02:00 | null", "2026-02-28 12:00:00 +0200 | null", "2026-02-28 10:00:00 UTC | null",
            "2026-02-28T10:00:00Z | 10:00:00", "2026-02-28T12:00:00+02:00 | 12:00:00",
            "2026-02-28T12:00:00+02:00 | 10:00:00", "2026-02-28T10:00:00Z | 12:00:00+02:00",
            "2026-02-28 | 2026-02-28T10:00:00Z", "2026-02-28 | 2026-02-28 10:00:00", "null | 2026-02-28T10:00:00Z",
            "2026-02-28T10:00:00Z | 2026-02-28T10:00:00Z", "2026-02-28 00:00:00 | 2026-02-28 10:00:00",
            "2026-03-01 | 2026-03-01T00:30:00+14:30", "2026-02-28 | 2026-03-01T00:30:00+14:30",
            // Numbers, and the same as text
            "20260228 | 10:00:00", "20260228.0 | 10:00:00", "1772272800 | null", "1772272800.0 | null",
            "1772272800.999 | null", "1772272800000 | null", "1772272800999.0 | null", "1772236800 | 10:00:00",
            "2026-02-28 | 1772272800", "null | 1772272800000", "1772272800 | 10:00:00", "1772272800 | 1772272800123"})
    void saysTheSecondInUtc(String date, String time) {
        SourceTime read = SourceTime.of(date, time);

        assertThat(read.at()).isEqualTo(LocalDateTime.of(2026, 2, 28, 10, 0));
        assertThat(read.dayText() + ' ' + read.timeText()).isEqualTo("2026-02-28 10:00:00");
        assertThat(SourceTime.moment(date, time)).isEqualTo(read.at());
    }

    @ParameterizedTest
    @CsvSource({"2026-02-28, 2:02:21, 2026-02-28T02:02:21", "2026-02-28, 0:51, 2026-02-28T00:51",
            "2026-02-28, 23:30:00-01:00, 2026-03-01T00:30", "2026-03-01, 00:30:00+01:00, 2026-02-28T23:30",
            "2026-03-01T00:30:00+01:00, , 2026-02-28T23:30", "19000101, 00:00:00, 1900-01-01T00:00",
            "21001231, 23:59:59, 2100-12-31T23:59:59", "1000000000, , 2001-09-09T01:46:40",
            "9999999999, , 2286-11-20T17:46:39", "0000-01-01, 00:00:00, 0000-01-01T00:00"})
    void readsTheForm(String date, String time, LocalDateTime at) {
        assertThat(SourceTime.of(date, time).at()).isEqualTo(at);
        assertThat(SourceTime.of(date, time).day()).isEqualTo(at.toLocalDate());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", value = {"2026-02-28 | null", "2026-02-28 | noon",
            "2026-02-28 | 24:00:00", "2026-02-28 | 10:60:00", "2026-02-28 | 10:00:00 AM", "2026-02-28 | 10",
            "2026-02-28 | 36000", "2026-02-28 | 2026-02-28", "2026-02-28 | 10:00:00+19:00", "2026-02-28 | 10:00:00+",
            "2026-02-28T08:00:00 | 10:00:00", "2026-02-28T08:00:00Z | noon", "2026-02-28 | 2026-02-27 10:00:00",
            "20260228 | null", "1772272800 | 11:00:00"})
    void knowsTheDayWhereTheTimeCannotBeRead(String date, String time) {
        assertThat(SourceTime.of(date, time)).isEqualTo(
                new SourceTime(null, java.time.LocalDate.of(2026, 2, 28)));
        assertThat(SourceTime.of(date, time).timeText()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", value = {"null | null", "null | 10:00:00", "'' | 10:00:00",
            "2026-02-30 | 10:00:00", "2026-13-01 | 10:00:00", "2026-2-8 | 10:00:00", "28.02.2026 | 10:00:00",
            "02/28/2026 | 10:00:00", "yesterday | 10:00:00", "10:00:00 | 2026-02-28 10:00:00", "2026-02-28T | 10:00:00",
            "20260230 | 10:00:00", "18991231 | 10:00:00", "21010101 | 10:00:00", "20260228.5 | 10:00:00",
            "177227280 | null", "17722728001 | null", "-1772272800 | null", "46081 | 10:00:00", "2026 | 10:00:00",
            "2026-02-28garbage | 10:00:00", "0000-01-01 | 00:00:00+01:00", "9999-12-31 | 23:59:59-01:00"})
    void saysNothingWhereTheDateCannotBeRead(String date, String time) {
        SourceTime read = SourceTime.of(date, time);

        assertThat(read.isRead()).isFalse();
        assertThat(read.at()).isNull();
        assertThat(SourceTime.moment(date, time)).isNull();
    }

    @Test
    void theUsualFormNeedsNoReading() {
        assertThat(SourceTime.isUsual("2026-02-28", "10:00:00")).isTrue();
        assertThat(SourceTime.isUsual("2026-02-28", "10:00+02")).isFalse();
        assertThat(SourceTime.isUsual("2026-02-28", "2:02:21Z")).isFalse();
        assertThat(SourceTime.isUsual("2026-02-28", null)).isFalse();
        assertThat(SourceTime.isUsual(null, "10:00:00")).isFalse();
    }
}
