package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The dates of the report: of the session or of the conversion, in a time zone. */
@WholeApplication
class ReportDatesTest {

    @TempDir
    Path folder;

    private Shop shop;

    @BeforeEach
    void makeShop() {
        shop = Shop.empty(folder);
    }

    @Test
    void aCreditIsDatedByItsSessionOrByItsConversionAndACostByItsSessionAlways() throws IOException {
        shop.session("s1", "u", "2026-01-30 10:00:00", "Search", 3)
                .session("s2", "u", "2026-01-31 10:00:00", "Email", 4)
                .conversion("c", "u", "2026-02-02 10:00:00", 100);
        try (IhcServer server = IhcServer.givingEqualShares()) {
            run(server, "session", "UTC");
            assertThat(report()).containsExactly("Search,2026-01-30,3,0.5,50,6,16.666667",
                    "Email,2026-01-31,4,0.5,50,8,12.5");

            run(server, "conversion", "UTC");
            assertThat(report()).containsExactly("Search,2026-01-30,3,0,0,,0", "Email,2026-01-31,4,0,0,,0",
                    "Email,2026-02-02,0,0.5,50,0,", "Search,2026-02-02,0,0.5,50,0,");
            assertThat(server.requests()).as("dates cost no call").hasSize(1);

            run(server, "conversion", "UTC", "--start-date", "2026-02-01", "--end-date", "2026-02-28");
            assertThat(Files.readAllLines(folder.resolve("reports/channel_reporting_2026-02-01_2026-02-28.csv")))
                    .containsExactly("channel_name,date,cost,ihc,ihc_revenue,CPO,ROAS",
                            "Email,2026-02-02,0,0.5,50,0,", "Search,2026-02-02,0,0.5,50,0,");
            run(server, "session", "UTC");
            assertThat(report()).as("and back").hasSize(2);
        }
    }

    @Test
    void aDateIsThatOfTheTimeZoneAtThatMoment() throws IOException {
        shop.session("s1", "u", "2026-01-31 22:59:59", "X", 1).session("s2", "u", "2026-01-31 23:00:00", "X", 2)
                .session("s3", "u", "2026-06-30 21:59:59", "X", 4).session("s4", "u", "2026-06-30 22:00:00", "X", 8)
                .session("s5", "v", "2026-03-29 00:59:59", "X", 16);
        try (IhcServer server = IhcServer.givingEqualShares()) {
            run(server, "session", "Europe/Berlin");

            assertThat(report()).extracting(row -> row.split(",")[1] + " " + row.split(",")[2]).containsExactly(
                    "2026-01-31 1", "2026-02-01 2", "2026-03-29 16", "2026-06-30 4", "2026-07-01 8");
        }
    }

    @Test
    void whatHasNoTimeKeepsItsDate() throws IOException {
        shop.session("s1", "u", "2026-01-31 23:30:00", "X", 1);
        shop.all(List.of("insert into session_sources values ('s2', 'u', '2026-01-31', 'late', 'X', 1, 1, 0)",
                "insert into session_sources values ('s3', 'u', '', '', 'X', 1, 1, 0)",
                "insert into session_costs values ('s2', 2), ('s3', 4)"));
        try (IhcServer server = IhcServer.givingEqualShares()) {
            run(server, "session", "Europe/Berlin");

            assertThat(report()).extracting(row -> row.split(",")[1] + " " + row.split(",")[2])
                    .containsExactly("(no date) 4", "2026-01-31 2", "2026-02-01 1");
        }
    }

    /** Generated shops around changes of clocks, against sums that are made in another way. */
    @ParameterizedTest
    @CsvSource({"session, Europe/Berlin, 2026-03-27", "conversion, Europe/Berlin, 2026-10-23",
            "session, America/St_Johns, 2010-11-05", "conversion, Pacific/Apia, 2011-12-28",
            "session, Asia/Kathmandu, 2026-01-01",
            "conversion, Pacific/Kiritimati, 2026-01-01", "conversion, UTC, 2026-01-01", "session, -03:30, 2026-01-01"})
    void theReportIsWhatAPlainSumOverSessionsAndConversionsGives(String accounting, String zone, String day)
            throws IOException {
        Generated generated = Generated.of(shop, LocalDate.parse(day), zone, accounting.equals("conversion"));
        try (IhcServer server = IhcServer.givingEqualShares()) {
            Application.Result result = run(server, accounting, zone);

            assertThat(result.status()).as(result.err()).isZero();
            assertFigures(report(), generated.cells, "", "~");

            String start = LocalDate.parse(day).plusDays(2).toString();
            String end = LocalDate.parse(day).plusDays(4).toString();
            assertThat(run(server, accounting, zone, "--start-date", start, "--end-date", end).status())
                    .as("the gate of a window").isZero();
            List<String> rows =
                    Files.readAllLines(folder.resolve("reports/channel_reporting_" + start + "_" + end + ".csv"));
            assertFigures(rows.subList(1, rows.size()), generated.cells, start, end);
        }
    }

    private static void assertFigures(List<String> rows, Map<String, double[]> cells, String start, String end) {
        Map<String, double[]> expected = new TreeMap<>(cells);
        expected.keySet()
                .removeIf(cell -> cell.split(",")[1].compareTo(start) < 0 || cell.split(",")[1].compareTo(end) > 0);
        assertThat(rows).hasSize(expected.size()).allSatisfy(row -> {
            String[] parts = row.split(",");
            double[] cell = expected.get(parts[0] + "," + parts[1]);
            assertThat(cell).as(row).isNotNull();
            for (int i = 0; i < 3; i++) {
                assertThat(Double.parseDouble(parts[2 + i])).as(row).isCloseTo(cell[i],
                        org.assertj.core.data.Offset.offset(2e-6));
            }
        });
    }

    /** A shop of a week, and its report as a plain sum: channel and date to cost, ihc and ihc_revenue. */
    private record Generated(Map<String, double[]> cells) {

        static Generated of(Shop shop, LocalDate first, String zone, boolean byConversion) {
            Random random = new Random(first.toEpochDay());
            Map<String, double[]> cells = new TreeMap<>();
            List<String> statements = new ArrayList<>();
            for (int user = 0; user < 60; user++) {
                LocalDateTime converted = moment(first, random);
                int revenue = random.nextInt(200);
                List<String[]> journey = new ArrayList<>();
                for (int s = 0; s < 4; s++) {
                    LocalDateTime started = moment(first, random);
                    String channel = List.of("A", "B", "C").get(random.nextInt(3));
                    int cost = random.nextInt(50);
                    statements.add("insert into session_sources values ('s" + user + "-" + s + "', 'u" + user + "', '"
                            + started.toLocalDate() + "', '" + time(started) + "', '" + channel + "', 1, 1, 0)");
                    statements.add("insert into session_costs values ('s" + user + "-" + s + "', " + cost + ")");
                    cells.computeIfAbsent(channel + "," + date(started, zone), cell -> new double[3])[0] += cost;
                    if (!started.isAfter(converted)) {
                        journey.add(new String[] {channel, date(byConversion ? converted : started, zone).toString()});
                    }
                }
                statements.add(
                        "insert into conversions values ('c" + user + "', 'u" + user + "', '" + converted.toLocalDate()
                                + "', '" + time(converted) + "', " + revenue + ")");
                for (String[] session : journey) {
                    double[] cell = cells.computeIfAbsent(session[0] + "," + session[1], key -> new double[3]);
                    cell[1] += 1.0 / journey.size();
                    cell[2] += (double) revenue / journey.size();
                }
            }
            shop.all(statements);
            return new Generated(cells);
        }

        private static LocalDateTime moment(LocalDate first, Random random) {
            return first.atStartOfDay().plusSeconds(random.nextInt(7 * 24 * 3600));
        }

        private static String time(LocalDateTime moment) {
            return moment.toLocalTime().toString().length() == 5 ? moment.toLocalTime() + ":00"
                    : moment.toLocalTime().toString();
        }

        private static LocalDate date(LocalDateTime utc, String zone) {
            return utc.toInstant(ZoneOffset.UTC).atZone(ZoneId.of(zone)).toLocalDate();
        }
    }

    @Test
    void settingsThatCannotBeUsedStopTheStart() {
        try (IhcServer server = IhcServer.givingEqualShares()) {
            assertThat(run(server, "order", "Mars/Olympus").err())
                    .contains(
                            "ihc.report.accounting-date: \"order\" is not usable; expected one of session, conversion");
            assertThat(run(server, "session", "Mars/Olympus").err())
                    .contains("ihc.report.time-zone: \"Mars/Olympus\" is not usable; expected a time zone");
        }
    }

    private Application.Result run(IhcServer server, String accounting, String zone, String... arguments) {
        return Application.in(folder).calling(server).with("ihc.report.accounting-date", accounting)
                .with("ihc.report.time-zone", zone).once(arguments);
    }

    private List<String> report() throws IOException {
        List<String> rows = Files.readAllLines(folder.resolve("reports/channel_reporting.csv"));
        return rows.subList(1, rows.size());
    }
}
