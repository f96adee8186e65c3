package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ihcattribution.control.RunOutcome;
import io.ihcattribution.report.RunSummary;
import io.ihcattribution.routes.PlainReport.Causes;
import io.ihcattribution.routes.PlainReport.Cell;
import io.ihcattribution.routes.PlainReport.Rules;
import io.ihcattribution.run.RunRequest;
import io.ihcattribution.run.Source;
import io.ihcattribution.boot.Daemon;
import io.ihcattribution.settings.Settings;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Generated shops, real runs: what is bought, kept and reported is what {@link PlainReport} computes in memory. Each
 * number is a shop; the first are the smallest. {@code -Dihc.test.databases=500} looks at more than the suite does.
 */
@WholeApplication
class GeneratedDatabasesTest {

    private static final int DATABASES = Integer.getInteger("ihc.test.databases", 24);

    /**
     * A running product on a file whose rows are replaced from shop to shop; it starts once, for that takes longest.
     */
    private static final class Bench {
        final Rules rules;
        final Path folder;
        final Shop shop;
        final Daemon daemon;

        Bench(Path folder, Rules rules) throws IOException {
            this.rules = rules;
            this.folder = Files.createDirectories(folder);
            new GeneratedShop(0, 1, false).write(folder.resolve("shop.db"));
            shop = Shop.at(folder.resolve("shop.db"));
            daemon = Daemon.start(Settings.read(Path.of(""), Map.of(), settings()), false);
        }

        private Map<String, String> settings() {
            Map<String, String> settings = new LinkedHashMap<>(Shop.settings(folder));
            settings.put("ihc.report.dir", folder.resolve("reports").toString());
            settings.put("ihc.trigger.dir", folder.resolve("triggers").toString());
            settings.put("ihc.console.port", "0");
            settings.put("ihc.poll.period", "off");
            settings.put("ihc.api.url", server.url());
            settings.put("ihc.journey.lookback-days", Integer.toString(rules.lookbackDays()));
            settings.put("ihc.journey.boundary", rules.atConversion() ? "at-or-before" : "before");
            settings.put("ihc.journey.oversize", rules.keepsNewest() ? "newest" : "reject");
            settings.put("ihc.batch.max-sessions", Integer.toString(rules.maxSessions()));
            settings.put("ihc.batch.max-journeys", "4");
            settings.put("ihc.journey.page-size", "5");
            // What the guard stops is another test's.
            settings.put("ihc.guard.max-percent", "100");
            return settings;
        }

        RunSummary run(String... keys) {
            Map<String, String> map = new LinkedHashMap<>();
            for (int i = 0; i < keys.length; i += 2) {
                if (!keys[i + 1].isEmpty()) {
                    map.put(keys[i], keys[i + 1]);
                }
            }
            RunOutcome outcome = daemon.run(RunRequest.of(Source.COMMAND_LINE, null, map));
            assertThat(outcome.reason()).isNull();
            return outcome.summary();
        }

        /** Nothing of an earlier shop is left, in the file or in the report folder. */
        void empty() throws IOException {
            shop.deleteRows();
            Files.deleteIfExists(folder.resolve("reports").resolve("channel_reporting.csv"));
        }

        String csv(String name) {
            return Application.read(folder.resolve("reports").resolve(name));
        }

        boolean has(String name) {
            return Files.exists(folder.resolve("reports").resolve(name));
        }

        List<String> table() {
            return shop.rows("select channel_name, date, cost, ihc, ihc_revenue from channel_reporting order by 2, 1");
        }
    }

    /** Of every session of a journey the credit that was answered last; a map without entries is a refusal. */
    private static final Map<String, Map<String, Double>> ANSWERS = new ConcurrentHashMap<>();

    private static final Map<String, List<String>> ASKED = new ConcurrentHashMap<>();

    private static IhcServer server;
    private static long answerSeed;
    private static boolean refuses;
    private static List<Bench> benches;
    private static Bench rebuilding;

    @TempDir
    static Path folder;

    @BeforeAll
    static void start() throws IOException {
        server = IhcServer.answering((number, request) -> answer(number, request));
        benches = List.of(
                new Bench(folder.resolve("a"), new Rules(10, true, 6, false)),
                new Bench(folder.resolve("b"), new Rules(0, false, 4, true)));
        rebuilding = new Bench(folder.resolve("c"), benches.get(0).rules);
    }

    @AfterAll
    static void stop() {
        benches.forEach(bench -> bench.daemon.close());
        rebuilding.daemon.close();
        server.close();
    }

    static LongStream databases() {
        return LongStream.rangeClosed(1, DATABASES);
    }

    static LongStream sequences() {
        return LongStream.rangeClosed(1, Math.max(1, DATABASES / 2));
    }

    @ParameterizedTest(name = "database {0}")
    @MethodSource("databases")
    void whatIsBoughtKeptAndReportedIsThePlainComputation(long number) throws IOException {
        Random random = begin(number);
        Bench bench = benches.get((int) (number % benches.size()));
        bench.empty();
        GeneratedShop shop = new GeneratedShop(number, 1 + (int) (number / 2), number % 3 == 0);
        shop.write(bench.shop.file());
        PlainReport plain = new PlainReport(bench.rules);

        run(bench, shop, plain, window(random), false);
        run(bench, shop, plain, new String[] {"", ""}, false);
    }

    @ParameterizedTest(name = "sequence {0}")
    @MethodSource("sequences")
    void afterEveryChangeTheReportIsThatOfARebuildFromScratch(long number) throws IOException {
        Random random = begin(-number);
        Bench bench = benches.get(0);
        bench.empty();
        GeneratedShop shop = new GeneratedShop(-number, 2 + (int) (number % 12), number % 3 == 0);
        shop.write(bench.shop.file());
        PlainReport plain = new PlainReport(bench.rules);
        run(bench, shop, plain, new String[] {"", ""}, false);

        for (int round = 0; round < 4; round++) {
            shop.change();
            shop.write(bench.shop.file());
            run(bench, shop, plain, round % 2 == 0 ? window(random) : new String[] {"", ""}, random.nextInt(6) == 0);
            rebuilding.shop.copyRows(bench.shop);
            rebuilding.shop.execute("delete from channel_reporting");
            rebuilding.run("steps", "report");

            assertThat(bench.table()).as("as a rebuild has it").isEqualTo(rebuilding.table());
            assertThat(bench.csv("channel_reporting.csv")).isEqualTo(rebuilding.csv("channel_reporting.csv"));
        }
    }

    /** One run, compared with the plain computation in everything that it bought, kept and reported. */
    private static void run(Bench bench, GeneratedShop shop, PlainReport plain, String[] window, boolean full)
            throws IOException {
        String start = window[0];
        String end = window[1];
        Map<String, List<String>> expected = plain.toBuy(shop, start, end, full);
        List<CSVRecord> published =
                bench.has("channel_reporting.csv") ? lines(bench.csv("channel_reporting.csv")) : List.of();
        ASKED.clear();
        refuses = !full;

        RunSummary summary = bench.run("start_date", start, "end_date", end, "mode", full ? "full" : "incremental");

        assertThat(new TreeMap<>(ASKED)).as("what was bought").isEqualTo(expected);
        Map<String, Map<String, Double>> answers = new TreeMap<>();
        expected.keySet().forEach(conversion -> answers.put(conversion,
                ANSWERS.get(conversion).isEmpty() ? null : ANSWERS.get(conversion)));
        plain.keep(shop, start, end, answers);
        assertThat(new TreeSet<>(bench.shop.rows("select conv_id, session_id, ihc from attribution_customer_journey")))
                .as("credits").isEqualTo(plain.credits());
        TreeMap<Cell, double[]> cells = plain.cells(shop);
        requireTable(bench, cells);
        requireCsv(bench.csv("channel_reporting.csv"), cells);
        requireRestatements(bench, summary.run().id(), published, plain.causes(shop), plain.outdatedCells(shop));
        plain.publish(shop);
        if (!start.isEmpty() || !end.isEmpty()) {
            NavigableMap<Cell, double[]> inWindow = new TreeMap<>(cells);
            inWindow.keySet().removeIf(cell -> !PlainReport.isWithin(cell.date(), start, end));
            requireCsv(bench.csv("channel_reporting_" + (start.isEmpty() ? "begin" : start) + "_"
                    + (end.isEmpty() ? "now" : end) + ".csv"), inWindow);
        }
        assertThat(summary.counts().journeysSent()).isEqualTo(expected.size());
    }

    private static void requireTable(Bench bench, TreeMap<Cell, double[]> cells) {
        Map<Cell, double[]> table = new TreeMap<>();
        bench.shop.rows("select channel_name || '|' || date, cost, ihc, ihc_revenue from channel_reporting")
                .forEach(row -> {
                    String[] parts = row.split("\\|");
                    double[] figures =
                            {Double.parseDouble(parts[2]), Double.parseDouble(parts[3]), Double.parseDouble(parts[4])};
                    table.put(new Cell(parts[0], parts[1]), figures);
                });
        assertThat(table.keySet()).isEqualTo(cells.keySet());
        cells.forEach((cell, figures) -> {
            for (int i = 0; i < 3; i++) {
                assertThat(table.get(cell)[i]).as("%s, figure %d", cell, i)
                        .isCloseTo(figures[i], within(1e-9 + 1e-12 * figures[i]));
            }
        });
    }

    /**
     * Every figure that was published before and is written otherwise now or is outdated, and no other, has its line
     * and its causes.
     */
    private static void requireRestatements(
            Bench bench, String run, List<CSVRecord> published, Map<Cell, Causes> causes, Set<Cell> outdated)
            throws IOException {
        List<String> expected = new ArrayList<>();
        Map<Cell, CSVRecord> now = new TreeMap<>();
        lines(bench.csv("channel_reporting.csv")).forEach(line -> now.put(new Cell(line.get(0), line.get(1)), line));
        for (CSVRecord before : published) {
            CSVRecord after = now.get(new Cell(before.get(0), before.get(1)));
            for (int i = 2; i < 5; i++) {
                boolean moved = !(after == null ? "0" : after.get(i)).equals(before.get(i));
                boolean isOutdated = i > 2 && outdated.contains(new Cell(before.get(0), before.get(1)));
                if (moved || isOutdated) {
                    Causes why =
                            causes.getOrDefault(new Cell(before.get(0), before.get(1)), new Causes(Set.of(), Set.of()));
                    Set<String> cause = new TreeSet<>(!moved ? Set.of()
                            : i == 2 ? Set.of("changed cost") : i == 3 ? why.ofIhc() : why.ofRevenue());
                    if (isOutdated) {
                        cause.add("outdated credits");
                    }
                    expected.add(String.join("|", before.get(0), before.get(1),
                            List.of("cost", "ihc", "ihc_revenue").get(i - 2),
                            before.get(i), after == null ? "" : after.get(i), new TreeSet<>(cause).toString()));
                }
            }
        }
        String file = "runs/" + run + "/restatements.csv";
        assertThat(bench.has(file)).isEqualTo(!expected.isEmpty());
        if (!expected.isEmpty()) {
            assertThat(lines(bench.csv(file))).extracting(line -> String.join("|", line.toList().subList(0, 5)) + "|"
                    + new TreeSet<>(List.of(line.get(5).split("; ")))).isEqualTo(expected);
        }
    }

    private static List<CSVRecord> lines(String csv) throws IOException {
        List<CSVRecord> records = CSVFormat.DEFAULT.parse(new StringReader(csv)).getRecords();
        return records.subList(1, records.size());
    }

    private static void requireCsv(String csv, NavigableMap<Cell, double[]> cells) throws IOException {
        List<CSVRecord> records = CSVFormat.DEFAULT.parse(new StringReader(csv)).getRecords();
        assertThat(records.get(0)).containsExactly("channel_name", "date", "cost", "ihc", "ihc_revenue", "CPO", "ROAS");
        List<CSVRecord> lines = records.subList(1, records.size());
        assertThat(lines).as("lines, in order").extracting(line -> new Cell(line.get(0), line.get(1)))
                .containsExactlyElementsOf(cells.keySet());
        for (CSVRecord line : lines) {
            double[] figures = cells.get(new Cell(line.get(0), line.get(1)));
            for (int i = 0; i < 3; i++) {
                requireFigure(line, 2 + i, figures[i]);
            }
            requireRatio(line, 5, figures[0], figures[1]);
            requireRatio(line, 6, figures[2], figures[0]);
        }
    }

    private static void requireRatio(CSVRecord line, int column, double dividend, double divisor) {
        if (BigDecimal.valueOf(divisor).setScale(6, RoundingMode.HALF_UP).signum() == 0) {
            assertThat(line.get(column)).as("%s, divided by nothing", line).isEmpty();
        } else {
            requireFigure(line, column, dividend / divisor);
        }
    }

    /** Six decimals at most, and no exponent. */
    private static void requireFigure(CSVRecord line, int column, double expected) {
        assertThat(line.get(column)).as("%s", line).matches("-?[0-9]+(\\.[0-9]{1,6})?");
        assertThat(Double.parseDouble(line.get(column))).as("%s", line)
                .isCloseTo(expected, within(5.01e-7 + 1e-12 * Math.abs(expected)));
    }

    private static Random begin(long number) {
        answerSeed = number;
        ANSWERS.clear();
        return new Random(number);
    }

    /** A window's first and last date, either open, or both. */
    private static String[] window(Random random) {
        int first = random.nextInt(GeneratedShop.DAYS);
        int last = first + random.nextInt(GeneratedShop.DAYS - first);
        return new String[] {random.nextInt(4) == 0 ? "" : GeneratedShop.FIRST.plusDays(first).toString(),
                random.nextInt(4) == 0 ? "" : GeneratedShop.FIRST.plusDays(last).toString()};
    }

    /** Shares of four decimals that sum to about 1, others each time; some are 0, and some journeys are refused. */
    private static IhcServer.Reply answer(int number, IhcServer.Request request) {
        ObjectNode answer = IhcServer.JSON.createObjectNode().put("statusCode", 200);
        ArrayNode value = answer.putArray("value");
        ArrayNode errors = answer.putArray("partialFailureErrors");
        request.journeys().forEach((conversion, sessions) -> {
            Random random = new Random(answerSeed * 31 + number * 1_009L + conversion.hashCode());
            Map<String, Double> credits = new ConcurrentHashMap<>();
            ANSWERS.put(conversion, credits);
            List<String> ids = sessions.stream().map(session -> session.get("session_id").asText()).toList();
            List<String> lines = sessions.stream().map(s -> PlainReport.line(s.get("session_id").asText(),
                    s.get("timestamp").asText(), s.get("channel_label").asText(), s.get("holder_engagement").asInt(),
                    s.get("closer_engagement").asInt(), s.get("impression_interaction").asInt(),
                    s.get("conversion").asInt()))
                    .toList();
            // Sent twice in a run, it has its lines twice, and is not what was expected.
            ASKED.merge(conversion, lines, (first, second) -> Stream.concat(first.stream(), second.stream()).toList());
            if (refuses && random.nextInt(15) == 0) {
                answer.put("statusCode", 206);
                errors.addObject().put("conversion_id", conversion).put("statusCode", 406);
                return;
            }
            double[] weights = random.doubles(sessions.size(), 0, 1).map(w -> w < 0.2 ? 0 : w).toArray();
            weights[random.nextInt(weights.length)] = 1;
            double sum = DoubleStream.of(weights).sum();
            for (int i = 0; i < weights.length; i++) {
                double share = Math.round(10_000 * weights[i] / sum) / 10_000.0;
                credits.put(ids.get(i), share);
                JsonNode session = sessions.get(i);
                value.addObject().put("conversion_id", conversion).put("session_id", session.get("session_id").asText())
                        .put("initializer", share).put("holder", share).put("closer", share).put("ihc", share);
            }
        });
        return IhcServer.Reply.json(200, answer);
    }
}
