package io.ihcattribution.runtime;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ihcattribution.api.AnswerCheck;
import io.ihcattribution.api.AnswerParts;
import io.ihcattribution.api.IhcApi;
import io.ihcattribution.batch.BatchLimits;
import io.ihcattribution.batch.JourneySelection;
import io.ihcattribution.batch.RunRedistribution;
import io.ihcattribution.channel.Channels;
import io.ihcattribution.embedded.ConversionTypes;
import io.ihcattribution.embedded.EmbeddedIhc;
import io.ihcattribution.embedded.FaultyAnswers;
import io.ihcattribution.embedded.ParameterTraining;
import io.ihcattribution.explain.ReportCells;
import io.ihcattribution.journey.JourneyAssembler;
import io.ihcattribution.ledger.ConversionCounts;
import io.ihcattribution.ledger.ConversionTypeIndex;
import io.ihcattribution.ledger.DurableTransactions;
import io.ihcattribution.ledger.ForeignCommits;
import io.ihcattribution.ledger.JourneyRowMapper;
import io.ihcattribution.ledger.Lease;
import io.ihcattribution.ledger.RecordParameters;
import io.ihcattribution.ledger.RowsParameters;
import io.ihcattribution.ledger.RunLedger;
import io.ihcattribution.ledger.ShopDatabase;
import io.ihcattribution.ledger.WriteTransactions;
import io.ihcattribution.quality.Quality;
import io.ihcattribution.report.DeletedConversions;
import io.ihcattribution.report.LedgerCopies;
import io.ihcattribution.report.ModelReporting;
import io.ihcattribution.report.ReportFiles;
import io.ihcattribution.report.ReportFill;
import io.ihcattribution.report.ReportRows;
import io.ihcattribution.report.Restatements;
import io.ihcattribution.report.RunSummary;
import io.ihcattribution.report.Sources;
import io.ihcattribution.report.SpreadsheetSafety;
import io.ihcattribution.report.TypeReport;
import io.ihcattribution.run.RunRequest;
import io.ihcattribution.run.TriggerFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.LoggingLevel;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.support.LoggingExceptionHandler;
import org.apache.camel.util.concurrent.SynchronousExecutorService;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process: the beans that the routes name, and Camel, which runs the routes. */
public final class Daemon implements AutoCloseable {

    /** Below the trigger folder: the files whose run is under way, and those whose run is to be taken up. */
    static final String CLAIMED = ".running";

    static final String INTERRUPTED = ".interrupted";

    /** A page for a database without an index on users, in which each page would read all sessions anew. */
    private static final int ALL_AT_ONCE = 1_000_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);

    private final Main main = new Main() {
        @Override
        protected void modelineRoutes(CamelContext context) {
            // Would read all routes once more, for settings in their comments and beans, of which they have none.
        }
    };

    private final ShopDatabase database;
    private final AnswerLimits answerLimits;

    private Daemon(ShopDatabase database, AnswerLimits answerLimits) {
        this.database = database;
        this.answerLimits = answerLimits;
    }

    /**
     * Starts the process.
     *
     * @param settings the settings
     * @param watching whether it watches the trigger folder, keeps the schedule and takes up unfinished runs; otherwise
     *     it runs only what {@link #run} is given
     * @throws InvalidSettings when a setting or the routes' folder cannot be used
     * @throws io.ihcattribution.ledger.UnusableDatabase when the database cannot be used
     */
    public static Daemon start(Settings settings, boolean watching) {
        return start(settings, watching, false);
    }

    /**
     * Starts the process for dry runs: it writes nothing, neither into the database, whose tables it does not even make,
     * nor into a folder.
     *
     * @throws InvalidSettings when a setting or the routes' folder cannot be used
     * @throws io.ihcattribution.ledger.UnusableDatabase when the database cannot be used
     */
    public static Daemon startToRead(Settings settings) {
        return start(settings, false, true);
    }

    private static Daemon start(Settings settings, boolean watching, boolean readOnly) {
        Configuration configuration = Configuration.of(settings);
        requireRoutes(settings);
        int port = port(configuration, watching);
        ShopDatabase database = readOnly
                ? ShopDatabase.openToRead(configuration.databaseUrl(), configuration.busyTimeout())
                : ShopDatabase.open(configuration.databaseUrl(), configuration.busyTimeout());
        Daemon daemon = new Daemon(database, new AnswerLimits(configuration.responseTimeout()));
        try {
            daemon.bind(configuration, settings, watching);
            daemon.main.setDefaultPropertyPlaceholderLocation("false");
            daemon.main.setOverrideProperties(properties(configuration, settings, port, watching));
            if (!watching) {
                // Camel's own way to end waits for its run(), in which a command that runs once never is.
                daemon.main.setShutdownStrategy(new SimpleMainShutdownStrategy());
            }
            // While the database gets ready. Nothing runs before the start.
            daemon.main.init();
            daemon.main.getCamelContext().init();
            database.await();
            if (!readOnly) {
                makeFolders(configuration, watching, new RunLedger(database.writing(), database.reading(), Clock.systemUTC()));
            }
            daemon.main.start();
            if (daemon.main.getCamelContext().getRoutesSize() == 0) {
                throw new InvalidSettings(List.of("no routes could be read at "
                        + settings.text("camel.main.routes-include-pattern") + "; is the folder a link?"));
            }
            if (watching) {
                LOG.info("ready: files in {} start a run, {}; {}", configuration.triggerFolder(),
                        configuration.pollEndpoint().isEmpty() ? "no schedule" : "and the schedule does",
                        configuration.isEmbedded() ? "the embedded service estimates what the API would answer, on port " + port
                                : "the API is called");
            }
            return daemon;
        } catch (Exception e) {
            daemon.close();
            throw e instanceof RuntimeException fault ? fault : new IllegalStateException(e.getMessage(), e);
        }
    }

    /**
     * Runs once and waits for the end.
     *
     * @throws RuntimeException whose message says why the run could not be done
     */
    public RunSummary run(RunRequest request) {
        try (ProducerTemplate template = main.getCamelContext().createProducerTemplate()) {
            return template.requestBody("direct:command-line-start", request, RunSummary.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (CamelExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Waits until the process is told to end. */
    public void await() throws Exception {
        main.run();
    }

    @Override
    public void close() {
        main.stop();
        answerLimits.close();
        database.close();
    }

    private void bind(Configuration configuration, Settings settings, boolean watching) {
        Clock clock = Clock.systemUTC();
        ObjectMapper json = JsonMapper.builder()
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .build();
        DataSource source = database.reading();
        Faults faults = new Faults();
        RunLedger ledger = new RunLedger(database.writing(), database.reading(), clock);
        Lease lease = new Lease(database.writing(), clock, configuration.lease());
        Progress progress = new Progress(clock);
        Waits waits = new Waits(System::nanoTime);
        DatabaseWait databaseWait = new DatabaseWait(faults, waits);
        String service = configuration.isEmbedded() ? Runs.EMBEDDED : "api";
        Runs runs = new Runs(ledger, new ConversionCounts(source, database.reading()), lease, progress, faults, waits, databaseWait, clock, main::getCamelContext,
                service, configuration.runType(),
                configuration.redistribution(), configuration.triggerFolder(), watching, version(), withoutSecrets(settings));
        Channels channels = new Channels(configuration.channels());
        RequestLimits limits = new RequestLimits(configuration.limits());
        ConversionTypeIndex typing = new ConversionTypeIndex(database.reading(), configuration.types());
        RunRedistribution redistribution = new RunRedistribution();
        JourneySelection selection = new JourneySelection(
                configuration.isEmbedded() ? Runs.EMBEDDED : "", typing, redistribution);
        IhcApi api = new IhcApi(configuration.apiKey(), redistribution, json, clock);

        // The names by which the routes know them.
        main.bind("source", source);
        main.bind("reading", database.reading());
        main.bind("writing", database.writing());
        main.bind("transaction", new Transaction(new WriteTransactions(database.writing())));
        main.bind("paidTransaction", new Transaction(new DurableTransactions(database)));
        main.bind("recordParameters", new RecordParameters());
        main.bind("rowsParameters", new RowsParameters());
        main.bind("journeyRowMapper", new JourneyRowMapper());
        main.bind("json", json);
        main.bind("readableJson", json.copy().enable(SerializationFeature.INDENT_OUTPUT));
        main.bind("connections", connections(settings));
        main.bind("oneBoundedAttempt", (HttpClientConfigurer) client -> client
                .disableAutomaticRetries().addExecInterceptorFirst("answer-limits", answerLimits));
        main.bind("callerThread", new SynchronousExecutorService());
        main.bind("callerIsTold", (ExceptionHandler) new LoggingExceptionHandler(null, Daemon.class, LoggingLevel.OFF));
        main.bind("runs", runs);
        main.bind("stopTold", new LifecycleStrategySupport() {
            @Override
            public void onContextStopping(CamelContext context) {
                runs.tellStop();
            }
        });
        main.bind("progress", progress);
        main.bind("faults", faults);
        main.bind("waits", waits);
        main.bind("databaseWait", databaseWait);
        main.bind("triggerFile", new TriggerFile());
        main.bind("schedule", new Schedule(
                configuration.pollWindowDays(), clock, new ForeignCommits(database.writing()),
                configuration.ruleFiles(), runs));
        main.bind("conversionPages", new ConversionPages(database.isIndexed() ? configuration.pageSize() : ALL_AT_ONCE, runs));
        main.bind("journeyAssembler", new JourneyAssembler(configuration.rules(), channels));
        main.bind("channels", channels);
        main.bind("journeySelection", selection);
        main.bind("conversionTypes", typing);
        main.bind("forecasts", new Forecasts(ledger, selection, configuration.limits(), configuration.allowance(), service,
                progress, clock));
        main.bind("callLimit", new CallLimit(ledger, configuration.allowance().maxCallsPerRun()));
        main.bind("freshness", new FreshnessGate(configuration.freshness()));
        main.bind("batchAggregation", new BatchAggregation(limits));
        main.bind("batchNumbers", new BatchNumbers(ledger));
        main.bind("requestLimits", limits);
        main.bind("api", api);
        main.bind("outage", new Outage(ledger, runs, faults, waits, databaseWait, System::nanoTime,
                configuration.giveUpAfter()));
        main.bind("requestRate", new RequestRate(configuration.requestsPerSecond(), System::nanoTime));
        main.bind("outageDelay", new OutageDelay());
        main.bind("auditNames", new AuditNames());
        main.bind("answerParts", new AnswerParts());
        main.bind("answerCheck", new AnswerCheck());
        main.bind("explanations", new Explanations(
                new ReportCells(source, database.reading(), configuration.calendar()), faults));
        main.bind("sources", new Sources());
        main.bind("deletedConversions", new DeletedConversions(database.writing(), configuration.mostVanished()));
        LedgerCopies copies = new LedgerCopies(source, database.writing(), configuration.calendar());
        TypeReport typeReport = new TypeReport(typing);
        main.bind("ledgerCopies", copies);
        main.bind("typeReport", typeReport);
        main.bind("reportFill", new ReportFill(
                source, database.writing(), copies, channels, configuration.calendar(), typeReport));
        main.bind("reportFiles", new ReportFiles(ledger, configuration.reportFolder()));
        main.bind("reportRows", new ReportRows());
        main.bind("restatements", new Restatements(database.writing()));
        main.bind("modelReporting", new ModelReporting(
                configuration.models(), configuration.calendar(), database.writing()));
        main.bind("spreadsheetSafety", new SpreadsheetSafety(configuration.spreadsheetSafe()));
        main.bind("quality", new Quality(configuration.quality(), configuration.rules(), clock));
        ConversionTypes types = new ConversionTypes(configuration.parameterFolder(), configuration.namedTypes());
        main.bind("embeddedIhc",
                new EmbeddedIhc(json, BatchLimits.OF_THE_API, types, configuration.inactivityHours()));
        main.bind("parameterTraining", new ParameterTraining(types, typing));
        main.bind("faultyAnswers", new FaultyAnswers(configuration.faultPlan(),
                configuration.responseTimeout().multipliedBy(2), () -> main.getCamelContext().isStopping()));
    }

    /** Camel's own limits everything but the TLS handshake, which then may take minutes. */
    private static PoolingHttpClientConnectionManager connections(Settings settings) {
        Timeout connectTimeout = Timeout.of(settings.duration("ihc.api.connect-timeout"));
        int concurrency = settings.number("ihc.api.concurrency", 1, 64);
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(concurrency)
                .setMaxConnPerRoute(concurrency)
                .setDefaultConnectionConfig(ConnectionConfig.custom().setConnectTimeout(connectTimeout).build())
                .setDefaultTlsConfig(TlsConfig.custom().setHandshakeTimeout(connectTimeout).build())
                .build();
    }

    /** The sealed settings, and under {@code ihc.runtime} what the routes need of them in another form. */
    private static Properties properties(Configuration configuration, Settings settings, int port, boolean watching) {
        Properties properties = new Properties();
        properties.putAll(settings.all());
        // The environment and the system's properties are in the settings already, below the command line: Camel would put
        // them above it.
        properties.put("camel.component.properties.environment-variable-mode", "0");
        properties.put("camel.component.properties.system-properties-mode", "0");
        properties.put("camel.main.auto-configuration-environment-variables-enabled", "false");
        properties.put("camel.main.auto-configuration-system-properties-enabled", "false");
        properties.put("ihc.console.port", Integer.toString(port));
        if (configuration.isEmbedded()) {
            properties.put("ihc.api.url", "http://127.0.0.1:" + port + "/v1/compute_ihc");
        }
        // Never in the routes' text; the bean that names it hands it out.
        properties.remove("ihc.api.key");
        properties.remove("ihc.db.password");
        properties.put("ihc.runtime.dialect", "sqlite");
        properties.put("ihc.runtime.daemon", Boolean.toString(watching));
        // How long a consumer of a queue looks for work at a time, which its end waits for.
        properties.put("ihc.runtime.queue-poll-millis", watching ? "100" : "10");
        properties.put("ihc.runtime.polls", Boolean.toString(watching && !configuration.pollEndpoint().isEmpty()));
        properties.put("ihc.runtime.poll-endpoint",
                configuration.pollEndpoint().isEmpty() ? "scheduler:poll" : configuration.pollEndpoint());
        properties.put("ihc.runtime.trigger-dir", configuration.triggerFolder().toAbsolutePath().toString());
        properties.put("ihc.runtime.trigger-settle-millis", Long.toString(configuration.triggerSettle().toMillis()));
        // A file that keeps changing is left for the next look.
        properties.put("ihc.runtime.trigger-patience-millis", Long.toString(configuration.triggerSettle().toMillis() * 3));
        properties.put("ihc.runtime.lease-renewal-millis", Long.toString(Math.max(1, configuration.lease().toMillis() / 4)));
        properties.put("ihc.runtime.breaker-open-seconds", Long.toString(Math.max(1, configuration.breakerOpen().toSeconds())));
        properties.put("ihc.runtime.retry-delay-millis", Long.toString(configuration.retryDelay().toMillis()));
        properties.put("ihc.runtime.retry-delay-max-millis", Long.toString(configuration.retryDelayMax().toMillis()));
        return properties;
    }

    private static SortedMap<String, String> withoutSecrets(Settings settings) {
        SortedMap<String, String> shown = new TreeMap<>();
        settings.all().forEach((key, value) -> {
            if (key.startsWith("ihc.") && !key.equals("ihc.api.key") && !key.equals("ihc.db.password")) {
                shown.put(key, value);
            }
        });
        return shown;
    }

    private static String version() {
        return Optional.ofNullable(Daemon.class.getPackage().getImplementationVersion()).orElse("development");
    }

    private static void requireRoutes(Settings settings) {
        String pattern = settings.text("camel.main.routes-include-pattern");
        if (!pattern.startsWith("file:")) {
            return;
        }
        Path path = Path.of(pattern.substring("file:".length()));
        Path folder = path.getParent() == null ? Path.of(".") : path.getParent();
        try (DirectoryStream<Path> routes = Files.newDirectoryStream(folder, path.getFileName().toString())) {
            if (routes.iterator().hasNext()) {
                return;
            }
        } catch (IOException e) {
            // the sentence below says it
        }
        throw new InvalidSettings(List.of("no routes found at " + path.toAbsolutePath()
                + "; start in the folder that holds routes/ and application.properties"));
    }

    /** The port to listen on. One run does not need a particular one, so it does not fail where the usual is taken. */
    private static int port(Configuration configuration, boolean watching) {
        try {
            InetAddress host = InetAddress.getByName(configuration.host());
            Optional<Integer> port = bindable(host, configuration.port());
            if (port.isEmpty() && !watching) {
                port = bindable(host, 0);
            }
            return port.orElseThrow(() -> new InvalidSettings(List.of("ihc.console.port: port " + configuration.port()
                    + " of " + configuration.host() + " is taken; expected a free one, or 0 for any")));
        } catch (IOException e) {
            throw new InvalidSettings(List.of("ihc.console.host: \"" + configuration.host() + "\" is not an address of this machine"));
        }
    }

    private static Optional<Integer> bindable(InetAddress host, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(host, port));
            return Optional.of(socket.getLocalPort());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static void makeFolders(Configuration configuration, boolean watching, RunLedger ledger) {
        try {
            Files.createDirectories(configuration.reportFolder());
            if (watching) {
                Files.createDirectories(configuration.triggerFolder());
                putBackUnfinished(configuration.triggerFolder(), ledger);
            }
        } catch (IOException e) {
            throw new InvalidSettings(List.of("a folder cannot be made or written: " + e.getMessage()
                    + " (ihc.report.dir, ihc.trigger.dir)"));
        }
    }

    /** A trigger that an earlier process had taken and not finished asks again; its run is then taken up. */
    private static void putBackUnfinished(Path triggerFolder, RunLedger ledger) throws IOException {
        for (String name : List.of(CLAIMED, INTERRUPTED)) {
            Path folder = triggerFolder.resolve(name);
            if (!Files.isDirectory(folder)) {
                continue;
            }
            List<Path> files = new ArrayList<>();
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, Files::isRegularFile)) {
                stream.forEach(files::add);
            }
            for (Path file : files) {
                Path back = triggerFolder.resolve(file.getFileName());
                if (file.toString().endsWith(".error.txt")) {
                    Files.delete(file);
                } else if (!Files.exists(back)) {
                    ledger.reopen(file.getFileName().toString(), claimedAt(file));
                    Files.move(file, back, StandardCopyOption.ATOMIC_MOVE);
                }
            }
        }
    }

    /** When a file was renamed last; where the file system does not tell, when it was written. */
    private static Instant claimedAt(Path file) throws IOException {
        try {
            return ((FileTime) Files.getAttribute(file, "unix:ctime")).toInstant();
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            return Files.getLastModifiedTime(file).toInstant();
        }
    }
}
