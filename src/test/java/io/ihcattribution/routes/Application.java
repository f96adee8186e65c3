package io.ihcattribution.routes;

import io.ihcattribution.boot.CommandLine;
import io.ihcattribution.boot.Daemon;
import io.ihcattribution.settings.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The product with the real routes and settings, in this process, on a test's folder. */
final class Application {

    /** The exit status of a run of which journeys failed. */
    static final int SOME_FAILED = CommandLine.SOME_FAILED;

    /** How a command ended. */
    record Result(int status, String out, String err) {}

    private final Path folder;
    private final Map<String, String> settings = new LinkedHashMap<>();

    private Application(Path folder) {
        this.folder = folder;
        settings.putAll(Shop.settings(folder));
        settings.put("ihc.report.dir", folder.resolve("reports").toString());
        settings.put("ihc.trigger.dir", folder.resolve("triggers").toString());
        settings.put("ihc.console.port", "0");
        settings.put("ihc.poll.period", "off");
        // In a shop of three rows any is more than one percent: a test that is about thresholds sets them.
        settings.put("ihc.quality.warn-percent", "off");
        settings.put("ihc.api.retry-delay", "20ms");
        settings.put("ihc.api.retry-delay-max", "100ms");
        settings.put("ihc.api.breaker-open", "1s");
    }

    /** On the database {@code shop.db} of a folder, with the embedded service. */
    static Application in(Path folder) {
        return new Application(folder);
    }

    /** Calling a server in the API's place. */
    Application calling(IhcServer server) {
        return with("ihc.api.url", server.url()).with("ihc.api.key", "test-key");
    }

    Application with(String key, String value) {
        settings.put(key, value);
        return this;
    }

    /** Runs {@code --once} with further arguments. */
    Result once(String... arguments) {
        return run("--once", arguments);
    }

    /** Runs {@code --train} with further arguments. */
    Result train(String... arguments) {
        return run("--train", arguments);
    }

    /** Runs {@code --explain} with further arguments. */
    Result explain(String... arguments) {
        return run("--explain", arguments);
    }

    /** Copies the ledger into a file. */
    Result copyLedger(Path file) {
        return run("--copy-ledger", file.toString());
    }

    private Result run(String option, String... arguments) {
        List<String> all = new ArrayList<>(List.of(option));
        settings.forEach((key, value) -> all.add("--" + key + "=" + value));
        all.addAll(List.of(arguments));
        return command(all.toArray(String[]::new));
    }

    /** Runs a command line as it is. */
    static Result command(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = CommandLine.execute(new PrintWriter(out), new PrintWriter(err), arguments);
        return new Result(status, out.toString(), err.toString());
    }

    /** Makes the product's tables, as any start does but that of a dry run. */
    void makeTables() {
        daemon().close();
    }

    /** Starts the daemon. */
    Daemon daemon() {
        return Daemon.start(Settings.read(Path.of(""), Map.of(), settings), true);
    }

    /** A file of the trigger folder, such as {@code .done/name}; it need not exist. */
    Path trigger(String name) {
        return folder.resolve("triggers").resolve(name);
    }

    /** Every file of the report folder, as relative paths in order. */
    List<String> reportFiles() {
        Path reports = folder.resolve("reports");
        if (!Files.isDirectory(reports)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(reports)) {
            return files.filter(Files::isRegularFile).map(file -> reports.relativize(file).toString()).sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of a file of the report folder. */
    String report(String name) {
        return read(folder.resolve("reports").resolve(name));
    }

    /** The newest report over all dates, without its header. */
    List<String> rows() {
        return report("channel_reporting.csv").lines().skip(1).toList();
    }

    boolean hasReport(String name) {
        return Files.exists(folder.resolve("reports").resolve(name));
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
