package io.ihcattribution.bench;

import io.ihcattribution.sample.SampleDatabase;
import io.ihcattribution.sample.ShopProfile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures the packaged product as a process against a server that gives equal shares: time, memory, requests, and how
 * they grow. Every figure is the median of several runs with the least and the most beside it. Prints, and keeps the
 * same in {@code target/bench/results.txt}.
 *
 * <p>Arguments: the number of runs, then sizes ({@code S}, {@code M}, {@code L}). What the JVM is started with comes
 * from the system property {@code bench.java.options}.
 */
public final class Bench {

    private static final Path FOLDER = Path.of("target", "bench");
    private static final Path JAR = Path.of("target", "ihc-attribution.jar").toAbsolutePath();
    private static final Pattern DURATION = Pattern.compile("(?m)^duration +([0-9.]+) s$");
    private static final Pattern RSS = Pattern.compile("VmHWM:\\s+(\\d+) kB");

    private final int runs;
    private final EqualShareServer server;
    private final PrintStream out;
    private final List<String> javaOptions;
    private Path triggerFolder = FOLDER.resolve("triggers");

    /**
     * What one process took.
     *
     * @param wall from the start of the process to its end, seconds
     * @param run the run's own duration, seconds
     * @param peakMegabytes peak resident memory, MB
     * @param requests counted at the server
     */
    private record Measured(double wall, double run, double peakMegabytes, double requests) {}

    private Bench(int runs, EqualShareServer server, PrintStream out) {
        this.runs = runs;
        this.server = server;
        this.out = out;
        this.javaOptions = Arrays.stream(System.getProperty("bench.java.options", "").split(" "))
                .filter(o -> !o.isBlank()).toList();
    }

    public static void main(String[] args) throws Exception {
        Files.createDirectories(FOLDER);
        try (EqualShareServer server = new EqualShareServer();
                PrintStream file = new PrintStream(Files.newOutputStream(FOLDER.resolve("results.txt")), true,
                        StandardCharsets.UTF_8)) {
            Bench bench = new Bench(Integer.parseInt(args[0]), server, file);
            bench.header();
            for (String size : List.of(args).subList(1, args.length)) {
                bench.measure(ShopSize.valueOf(size));
            }
        }
    }

    private void header() throws IOException {
        String cpu = Files.exists(Path.of("/proc/cpuinfo"))
                ? Files.readString(Path.of("/proc/cpuinfo")).lines().filter(line -> line.startsWith("model name"))
                        .findFirst()
                        .map(line -> line.substring(line.indexOf(':') + 2)).orElse("")
                : "";
        say("IHC Attribution " + version() + ", " + Instant.now() + "; " + Runtime.getRuntime().availableProcessors()
                + " cores " + cpu + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.version") + ", Java "
                + Runtime.version());
        say("java " + String.join(" ", javaOptions) + "; settings: defaults, but the API's URL; median of " + runs
                + " runs (least to most)");
    }

    /** The jar's version, and the commit that the working copy is at, where there is one. */
    private static String version() throws IOException {
        String version;
        try (JarFile jar = new JarFile(JAR.toFile())) {
            version = jar.getManifest().getMainAttributes().getValue("Implementation-Version");
        }
        try {
            Process git =
                    new ProcessBuilder("git", "describe", "--always", "--dirty").redirectErrorStream(true).start();
            String commit = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return git.waitFor() == 0 ? version + " (" + commit + ")" : version;
        } catch (IOException e) {
            return version;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void measure(ShopSize size) throws Exception {
        ShopProfile profile = size.profile();
        Path sample = FOLDER.resolve(size + ".db");
        if (!Files.exists(sample)) {
            SampleDatabase.write(profile, sample);
        }
        say("");
        say(String.format(Locale.ROOT, "size %s: %,d conversions, %,d sessions, %d MB", size, profile.conversions(),
                profile.sessions(), Files.size(sample) / 1_000_000));

        List<Measured> whole = new ArrayList<>();
        List<Measured> floor = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            floor.add(floor(sample));
            whole.add(once(fresh(sample)));
        }
        line("sqlite3 alone, whole", "s", floor, Measured::wall);
        line("first run, whole process", "s", whole, Measured::wall);
        line("first run, run time", "s", whole, Measured::run);
        line("first run, peak memory", "MB", whole, Measured::peakMegabytes);
        line("first run, requests", "", whole, Measured::requests);
        say(String.format(Locale.ROOT, "  %-42s %8.2f", "whole process / sqlite3 alone",
                median(whole, Measured::wall) / median(floor, Measured::wall)));

        incremental();
        daemon();
        latency(sample, whole);
    }

    /** On the database of the last whole run. */
    private void incremental() throws Exception {
        List<Measured> nothing = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            nothing.add(once(FOLDER.resolve("shop.db")));
        }
        line("nothing new, whole process", "s", nothing, Measured::wall);
        line("nothing new, requests", "", nothing, Measured::requests);
        List<Measured> little = new ArrayList<>();
        List<Measured> window = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            addConversions(2 * i);
            little.add(once(FOLDER.resolve("shop.db")));
            addConversions(2 * i + 1);
            window.add(once(FOLDER.resolve("shop.db"), "--start-date", "2025-12-31"));
        }
        line("1 % new, no window, whole process", "s", little, Measured::wall);
        line("1 % new, no window, requests", "", little, Measured::requests);
        line("1 % new, window of their day, whole process", "s", window, Measured::wall);
        line("1 % new, window of their day, requests", "", window, Measured::requests);
    }

    /** One percent of the conversions again, by the same users, in the year's last second. */
    private void addConversions(int round) throws Exception {
        sqlite(FOLDER.resolve("shop.db"),
                "insert into conversions select 'new' || " + round + " || conv_id, user_id, '2025-12-31', "
                        + "'23:59:59', revenue from conversions where conv_id not like 'new%' and rowid % 100 = "
                        + round + ";");
    }

    /** A daemon that has run once; the database is that of the last run. */
    private void daemon() throws Exception {
        // A folder of its own: results of an earlier bench are not those of this one.
        Path triggers = FOLDER.resolve("triggers-" + ProcessHandle.current().pid() + "-" + System.nanoTime());
        triggerFolder = triggers;
        long begun = System.nanoTime();
        Process process = start(FOLDER.resolve("shop.db"), List.of());
        try {
            await(triggers, "00-ready.json", "{\"steps\": \"report\", \"start_date\": \"2025-12-31\"}", begun);
            List<Double> full = new ArrayList<>();
            List<Double> poll = new ArrayList<>();
            for (int i = 0; i < runs + 1; i++) {
                double seconds = await(triggers, "full" + i + ".json", "{\"mode\": \"full\"}", System.nanoTime());
                if (i > 0) {
                    full.add(seconds);
                }
            }
            for (int i = 0; i < runs; i++) {
                poll.add(await(triggers, "poll" + i + ".json", "{\"start_date\": \"2025-12-02\"}", System.nanoTime()));
            }
            say(text("warm daemon, all bought anew, run time", "s", full));
            say(text("warm daemon, 30 days, nothing new, run time", "s", poll));
            server.takeRequests();
        } finally {
            process.destroy();
            process.waitFor(60, TimeUnit.SECONDS);
        }
    }

    /** Drops a trigger and waits for its result: the run's duration, seconds. */
    private double await(Path triggers, String name, String content, long begun) throws Exception {
        Files.createDirectories(triggers);
        Files.writeString(triggers.resolve(name), content);
        Path result = triggers.resolve(".done").resolve(name + ".result.json");
        while (!Files.exists(result)) {
            if (Files.exists(triggers.resolve(".failed").resolve(name))
                    || System.nanoTime() - begun > 3_600_000_000_000L) {
                throw new IllegalStateException("the run of " + name + " failed; see " + FOLDER.resolve("product.log"));
            }
            Thread.sleep(20);
        }
        if (name.startsWith("00")) {
            say(String.format(Locale.ROOT, "  %-42s %8.2f s", "daemon, start to the first result",
                    (System.nanoTime() - begun) / 1e9));
        }
        String json = Files.readString(result);
        return Duration.between(time(json, "started_at"), time(json, "ended_at")).toMillis() / 1000.0;
    }

    private static Instant time(String json, String key) {
        Matcher matcher = Pattern.compile("\"" + key + "\"\\s*:\\s*\"([^\"]+)\"").matcher(json);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + key + " in " + json);
        }
        return Instant.parse(matcher.group(1));
    }

    private void latency(Path sample, List<Measured> whole) throws Exception {
        server.delay(200);
        List<Measured> slow = new ArrayList<>();
        List<Measured> fast = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            slow.add(once(fresh(sample), "--ihc.api.concurrency=16"));
        }
        server.delay(0);
        for (int i = 0; i < runs; i++) {
            fast.add(once(fresh(sample), "--ihc.api.concurrency=16"));
        }
        line("200 ms a request, 16 in flight, run time", "s", slow, Measured::run);
        line("no latency, 16 in flight, run time", "s", fast, Measured::run);
        double waiting = median(whole, Measured::requests) * 0.2 / 16;
        say(String.format(Locale.ROOT, "  %-42s %8.2f", "of requests x 0.2 s / 16 + run without",
                median(slow, Measured::run) / (waiting + median(fast, Measured::run))));
    }

    private Measured floor(Path sample) throws Exception {
        Path database = fresh(sample);
        long begun = System.nanoTime();
        sqlite(database,
                new String(Bench.class.getResourceAsStream("floor.sql").readAllBytes(), StandardCharsets.UTF_8));
        return new Measured((System.nanoTime() - begun) / 1e9, 0, 0, 0);
    }

    private static void sqlite(Path database, String sql) throws Exception {
        Process process = new ProcessBuilder("sqlite3", "-bail", database.toString())
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        process.getOutputStream().write(sql.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("sqlite3 failed");
        }
    }

    private Path fresh(Path sample) throws IOException {
        Path database = FOLDER.resolve("shop.db");
        for (String end : List.of("", "-wal", "-shm")) {
            Files.deleteIfExists(FOLDER.resolve("shop.db" + end));
        }
        return Files.copy(sample, database, StandardCopyOption.REPLACE_EXISTING);
    }

    private Measured once(Path database, String... arguments) throws Exception {
        server.takeRequests();
        List<String> all = new ArrayList<>(List.of("--once"));
        all.addAll(List.of(arguments));
        long begun = System.nanoTime();
        Process process = start(database, all);
        double peak = 0;
        while (process.isAlive()) {
            peak = Math.max(peak, peak(process));
            process.waitFor(10, TimeUnit.MILLISECONDS);
        }
        double wall = (System.nanoTime() - begun) / 1e9;
        String log = Files.readString(FOLDER.resolve("product.log"));
        Matcher matcher = DURATION.matcher(log);
        if (process.exitValue() != 0 || !matcher.find()) {
            throw new IllegalStateException("the product ended with " + process.exitValue() + ":\n" + log);
        }
        return new Measured(wall, Double.parseDouble(matcher.group(1)), peak, server.takeRequests());
    }

    private Process start(Path database, List<String> arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(javaOptions);
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(arguments);
        Map.of("ihc.db.url", "jdbc:sqlite:" + database, "ihc.api.url", server.url(), "ihc.api.key", "bench",
                "ihc.report.dir", FOLDER.resolve("reports").toString(), "ihc.trigger.dir", triggerFolder.toString(),
                "ihc.trigger.settle", "20ms", "ihc.console.port", "0", "ihc.poll.period", "off")
                .forEach((key, value) -> command.add("--" + key + "=" + value));
        return new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(FOLDER.resolve("product.log").toFile()).start();
    }

    /** The most memory that a process has had, MB; 0 where the system does not tell. */
    private static double peak(Process process) {
        try {
            Matcher matcher = RSS.matcher(Files.readString(Path.of("/proc/" + process.pid() + "/status")));
            return matcher.find() ? Long.parseLong(matcher.group(1)) / 1024.0 : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private void line(String what, String unit, List<Measured> measured, ToDoubleFunction<Measured> figure) {
        say(text(what, unit, measured.stream().mapToDouble(figure).boxed().toList()));
    }

    private static String text(String what, String unit, List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return String.format(Locale.ROOT, "  %-42s %8.2f %s (%.2f to %.2f)", what, sorted[sorted.length / 2], unit,
                sorted[0],
                sorted[sorted.length - 1]);
    }

    private static double median(List<Measured> measured, ToDoubleFunction<Measured> figure) {
        double[] sorted = measured.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private void say(String line) {
        System.out.println(line);
        out.println(line);
    }
}
