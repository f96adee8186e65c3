package io.ihcattribution.boot;

import io.ihcattribution.database.SqliteFile;
import io.ihcattribution.explain.Cell;
import io.ihcattribution.explain.Explanations;
import io.ihcattribution.ledger.DatabaseLocations;
import io.ihcattribution.ledger.LedgerCopy;
import io.ihcattribution.explain.ReportCells;
import io.ihcattribution.control.Faults;
import io.ihcattribution.control.RunOutcome;
import io.ihcattribution.run.Mode;
import io.ihcattribution.run.Refusal;
import io.ihcattribution.run.RunRequest;
import io.ihcattribution.run.Source;
import io.ihcattribution.sample.SampleDatabase;
import io.ihcattribution.sample.ShopProfile;
import io.ihcattribution.settings.InvalidSettings;
import io.ihcattribution.settings.Settings;
import io.ihcattribution.text.Quoted;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line: the daemon, or one run with {@code --once}. */
@Command(
        name = "ihc-attribution",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Given.Version.class,
        description = "From a shop's sessions, costs and orders to a report per channel and day, by way of the IHC "
                + "Attribution API.",
        footer = {"", "Any setting of application.properties: --ihc.<area>.<name>=VALUE", "",
                "Exit status: 0 done; 1 not done, or none of what was sent was attributed;",
                "2 bad arguments or settings; 3 done, but journeys failed, credits are",
                "outdated, or dirty data exceeds a threshold."})
public final class CommandLine implements Callable<Integer> {

    /** One run that is done, but journeys failed, credits are outdated, or the data is dirty beyond a threshold. */
    public static final int SOME_FAILED = 3;

    @Option(names = "--once",
            description = "Run once and exit; otherwise watch the trigger folder and keep the schedule.")
    private boolean once;

    @Mixin
    private RunOptions run;

    @Option(names = "--train",
            description = "Learn the embedded IHC service's parameters for --conv-type-id from the window's journeys, "
                    + "write their file into ihc.embedded.parameters-dir, print the report, and exit.")
    private boolean train;

    @Option(names = "--explain",
            description = "Say what the report's cell of --channel and --date is made of, and exit.")
    private boolean explain;

    @Option(names = "--channel", paramLabel = "NAME",
            description = "With --explain: the channel, as the report names it.")
    private String channel;

    @Option(names = "--date", paramLabel = "YYYY-MM-DD", description = "With --explain: the date.")
    private String date;

    @Option(names = "--format", paramLabel = "FORMAT", description = "With --explain: text (default) or json.")
    private String format;

    @Option(names = "--make-sample", paramLabel = "FILE",
            description = "Make a sample shop's database there, where no file is yet, and exit.")
    private Path sample;

    @Option(names = DatabaseLocations.COPY_OPTION, paramLabel = "FILE",
            description = "Copy the ledger and the result tables into a database of their own there, and exit.")
    private Path copy;

    @Spec
    private CommandSpec spec;

    private final Given given;

    private CommandLine(Given given) {
        this.given = given;
    }

    /**
     * Runs a command line.
     *
     * @param out where the summary goes
     * @param err where faults go
     * @param args the arguments
     * @return the exit status
     */
    public static int execute(PrintWriter out, PrintWriter err, String... args) {
        CommandLine command = new CommandLine(Given.of(args));
        return new picocli.CommandLine(command)
                .setOut(out).setErr(err)
                .setParameterExceptionHandler((fault, arguments) -> {
                    PrintWriter lines = fault.getCommandLine().getErr();
                    lines.println(fault.getMessage());
                    command.given.faults(command.runsRoutes()).forEach(lines::println);
                    lines.println("See --help.");
                    return ExitCode.USAGE;
                })
                .setExecutionExceptionHandler((fault, line, parsed) -> {
                    // The faults of settings are a line each.
                    boolean isOfSettings = fault instanceof InvalidSettings;
                    line.getErr().println(line.getColorScheme().errorText(
                            isOfSettings ? fault.getMessage() : new Faults(LogLine.key()).sentence(fault)));
                    return isOfSettings ? ExitCode.USAGE : ExitCode.SOFTWARE;
                })
                .execute(command.given.rest().toArray(String[]::new));
    }

    @Override
    public Integer call() throws Exception {
        if (given.isDamaged()) {
            throw new ParameterException(spec.commandLine(), "an argument came damaged, for this process's locale has"
                    + " other letters than it; start with LC_ALL=C.UTF-8");
        }
        if (sample != null) {
            return TempFolder.with(given.read(false).temp(), this::makeSample);
        }
        if (copy != null) {
            return TempFolder.with(given.read(false).temp(), this::copyLedger);
        }
        if (explain) {
            return explain();
        }
        requireNone("--explain", "--channel", channel, "--date", date, "--format", format);
        if (train) {
            requireNoOther("--mode", run.mode);
            requireNoOther("--steps", run.steps);
            once = true;
            run.mode = Mode.TRAIN.code();
        }
        RunRequest request = request();
        Settings read = given.read(true);
        try (Daemon daemon = once && request.mode().isDry() ? Daemon.startToRead(read) : Daemon.start(read, !once)) {
            if (once) {
                return runOnce(daemon, request);
            }
            daemon.await();
            return ExitCode.OK;
        }
    }

    private boolean runsRoutes() {
        return sample == null && copy == null && !explain;
    }

    /** One run. Told to end meanwhile, the process finishes what is in flight and leaves the rest to the next start. */
    private int runOnce(Daemon daemon, RunRequest request) {
        Thread end = new Thread(daemon::close, "end");
        Runtime.getRuntime().addShutdownHook(end);
        try {
            RunOutcome outcome = daemon.run(request);
            if (outcome.summary() == null) {
                spec.commandLine().getErr().println(outcome.reason());
                return ExitCode.SOFTWARE;
            }
            PrintWriter out = spec.commandLine().getOut();
            out.print(outcome.summary().text());
            out.flush();
            return !outcome.isOfUse() ? ExitCode.SOFTWARE : outcome.isClean() ? ExitCode.OK : SOME_FAILED;
        } finally {
            try {
                Runtime.getRuntime().removeShutdownHook(end);
            } catch (IllegalStateException e) {
                // the process is ending
            }
        }
    }

    private int makeSample() throws IOException {
        SampleDatabase.Counts counts;
        try {
            counts = SampleDatabase.write(ShopProfile.demo(), sample);
        } catch (FileAlreadyExistsException e) {
            throw new IllegalArgumentException("--make-sample: " + e.getMessage(), e);
        }
        spec.commandLine().getOut().printf(Locale.ROOT,
                "%s: %,d users, %,d conversions, %,d sessions, %,d of them with a cost%n",
                sample, counts.users(), counts.conversions(), counts.sessions(), counts.costs());
        return ExitCode.OK;
    }

    private int copyLedger() {
        Settings read = given.read(false);
        DatabaseLocations databases = StartWait.until(() -> Databases.locate(read));
        PrintWriter out = spec.commandLine().getOut();
        StartWait.until(() -> LedgerCopy.copy(new SqliteFile(databases.ledgerUrl()), SqliteFile.of(copy),
                read.ledger().busyTimeout(), read.ledger().lease())).forEach(out::println);
        out.printf("the copy equals the ledger; from now on set%nihc.db.url = %s%nihc.source.url = %s%n",
                SqliteFile.of(copy).url(), databases.sourceUrl());
        return ExitCode.OK;
    }

    /** Reads the database and nothing else, so that a run may be under way meanwhile. */
    private int explain() throws IOException {
        boolean json = "json".equals(format);
        if (format != null && !json && !format.equals("text")) {
            throw new ParameterException(
                    spec.commandLine(), "--format: " + Quoted.of(format) + " is not one of text, json");
        }
        if (once || train) {
            throw new ParameterException(spec.commandLine(), "--explain and a run exclude each other");
        }
        Cell cell;
        try {
            cell = Cell.of(channel, date);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--" + e.getMessage());
        }
        Settings read = given.read(false);
        try (Databases databases = Databases.open(read, true)) {
            if (!databases.ledger().hasLedger()) {
                throw new Refusal(
                        "no run has come to the database yet, so that there is no report to explain");
            }
            PrintWriter out = spec.commandLine().getOut();
            boolean known =
                    new Explanations(new ReportCells(databases.source().dataSource(), databases.ledger().reading(),
                            read.report().calendar()), new Faults(LogLine.key()))
                            .explain(cell, json, out, Explanations.MAX_ROWS);
            out.flush();
            return known ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private void requireNone(String of, String... optionsAndValues) {
        for (int i = 0; i < optionsAndValues.length; i += 2) {
            if (optionsAndValues[i + 1] != null) {
                throw new ParameterException(spec.commandLine(), optionsAndValues[i] + " belongs to " + of);
            }
        }
    }

    private void requireNoOther(String option, String value) {
        if (value != null) {
            throw new ParameterException(spec.commandLine(), option + " and --train exclude each other");
        }
    }

    private RunRequest request() {
        Map<String, String> keys = run.keys();
        if (!once && !keys.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--" + keys.keySet().iterator().next().replace('_', '-')
                    + " belongs to one run; add --once");
        }
        try {
            return RunRequest.of(Source.COMMAND_LINE, null, keys);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }
}
