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
import io.ihcattribution.api.HttpDeadline;
import io.ihcattribution.api.IhcApi;
import io.ihcattribution.attribute.AuditNames;
import io.ihcattribution.attribute.CallBudget;
import io.ihcattribution.attribute.CallPermit;
import io.ihcattribution.attribute.LearnedBatchLimits;
import io.ihcattribution.attribute.Outage;
import io.ihcattribution.attribute.OutageDelay;
import io.ihcattribution.attribute.Purchase;
import io.ihcattribution.attribute.RequestRate;
import io.ihcattribution.batch.BatchLimits;
import io.ihcattribution.batch.JourneySelection;
import io.ihcattribution.batch.RunRedistribution;
import io.ihcattribution.channel.Channels;
import io.ihcattribution.control.CurrentRun;
import io.ihcattribution.control.DatabaseWait;
import io.ihcattribution.control.Faults;
import io.ihcattribution.control.Progress;
import io.ihcattribution.control.RunDefaults;
import io.ihcattribution.control.RunEnd;
import io.ihcattribution.control.RunFiles;
import io.ihcattribution.control.RunLease;
import io.ihcattribution.control.RunOutcome;
import io.ihcattribution.control.RunStart;
import io.ihcattribution.control.Schedule;
import io.ihcattribution.control.Transaction;
import io.ihcattribution.control.Waits;
import io.ihcattribution.embedded.ConversionTypes;
import io.ihcattribution.embedded.EmbeddedIhc;
import io.ihcattribution.embedded.FaultyAnswers;
import io.ihcattribution.embedded.ParameterTraining;
import io.ihcattribution.journey.JourneyReader;
import io.ihcattribution.ledger.BatchLedger;
import io.ihcattribution.ledger.ConversionTypeIndex;
import io.ihcattribution.ledger.DurableTransactions;
import io.ihcattribution.ledger.ForeignCommits;
import io.ihcattribution.ledger.JourneyLedger;
import io.ihcattribution.ledger.Lease;
import io.ihcattribution.ledger.RecordParameters;
import io.ihcattribution.ledger.ReportCells;
import io.ihcattribution.ledger.RunLedger;
import io.ihcattribution.ledger.ShopDatabase;
import io.ihcattribution.ledger.WriteTransactions;
import io.ihcattribution.plan.BatchAggregation;
import io.ihcattribution.plan.Forecasts;
import io.ihcattribution.plan.RunPlan;
import io.ihcattribution.plan.SourceGuard;
import io.ihcattribution.quality.Quality;
import io.ihcattribution.report.ModelComparison;
import io.ihcattribution.report.Publication;
import io.ihcattribution.report.PublishGate;
import io.ihcattribution.report.ReportDimensions;
import io.ihcattribution.report.ReportRows;
import io.ihcattribution.report.Restatements;
import io.ihcattribution.report.Sources;
import io.ihcattribution.report.SpreadsheetSafety;
import io.ihcattribution.report.TypeReport;
import io.ihcattribution.report.VanishedConversions;
import io.ihcattribution.run.RunRequest;
import io.ihcattribution.run.TriggerFile;
import io.ihcattribution.settings.ConsoleSettings;
import io.ihcattribution.settings.InvalidSettings;
import io.ihcattribution.settings.Settings;
import io.ihcattribution.source.SourceRowMapper;
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

    private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);

    private final Main main = new Main() {
        @Override
        protected void modelineRoutes(CamelContext context) {
            // Would read all routes once more, for settings in their comments and beans, of which they have none.
        }
    };

    private final ShopDatabase database;
    private final HttpDeadline httpDeadline;

    private Daemon(ShopDatabase database, HttpDeadline httpDeadline) {
        this.database = database;
        this.httpDeadline = httpDeadline;
    }

    /**
     * Starts the process.
     *
     * @param settings the settings
     * @param watching whether it watches the trigger folder, keeps the schedule and takes up unfinished runs; otherwise
     *     it runs only what {@link #run} is given
     * @throws InvalidSettings when the port, a folder or the routes cannot be used
     * @throws io.ihcattribution.ledger.UnusableDatabase when the database cannot be used
     */
    public static Daemon start(Settings settings, boolean watching) {
        return start(settings, watching, false);
    }

    /**
     * Starts the process for dry runs: it writes nothing, neither into the database, whose tables it does not even make,
     * nor into a folder.
     *
     * @throws InvalidSettings when the port, a folder or the routes cannot be used
     * @throws io.ihcattribution.ledger.UnusableDatabase when the database cannot be used
     */
    public static Daemon startToRead(Settings settings) {
        return start(settings, false, true);
    }

    private static Daemon start(Settings settings, boolean watching, boolean readOnly) {
        int port = port(settings.console(), watching);
        ShopDatabase database = readOnly
                ? ShopDatabase.openToRead(settings.databaseUrl(), settings.ledger().busyTimeout())
                : ShopDatabase.open(settings.databaseUrl(), settings.ledger().busyTimeout());
        Daemon daemon = new Daemon(database, new HttpDeadline(settings.api().responseTimeout()));
        try {
            daemon.bind(settings, watching);
            daemon.main.setDefaultPropertyPlaceholderLocation("false");
            daemon.main.setOverrideProperties(properties(settings, port, watching));
            if (!watching) {
                // Camel's own way to end waits for its run(), in which a command that runs once never is.
                daemon.main.setShutdownStrategy(new SimpleMainShutdownStrategy());
            }
            // While the database gets ready. Nothing runs before the start.
            daemon.main.init();
            daemon.main.getCamelContext().init();
            database.await();
            if (!readOnly) {
                makeFolders(settings, watching, new RunLedger(database.writing(), database.reading(), Clock.systemUTC()));
            }
            daemon.main.start();
            if (daemon.main.getCamelContext().getRoutesSize() == 0) {
                throw new InvalidSettings(List.of("no routes could be read at "
                        + settings.texts().get("camel.main.routes-include-pattern") + "; is the folder a link?"));
            }
            if (watching) {
                LOG.info("ready: files in {} start a run, {}; {}", settings.trigger().dir(),
                        settings.poll().endpoint().isEmpty() ? "no schedule" : "and the schedule does",
                        settings.api().isEmbedded() ? "the embedded service estimates what the API would answer, on port " + port
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
    public RunOutcome run(RunRequest request) {
        try (ProducerTemplate template = main.getCamelContext().createProducerTemplate()) {
            return template.requestBody("direct:start-command", request, RunOutcome.class);
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
        httpDeadline.close();
        database.close();
    }

    private void bind(Settings settings, boolean watching) {
        Clock clock = Clock.systemUTC();
        ObjectMapper json = JsonMapper.builder()
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .build();
        Faults faults = new Faults();
        RunLedger ledger = new RunLedger(database.writing(), database.reading(), clock);
        Lease lease = new Lease(database.writing(), clock, settings.ledger().lease());
        BatchLedger batches = new BatchLedger(database.writing(), database.reading(), clock, lease.holder(),
                settings.api().responseTimeout().multipliedBy(2).plus(settings.ledger().lease()));
        JourneyLedger journeys = new JourneyLedger(database.writing(), database.reading(), batches);
        CurrentRun current = new CurrentRun(faults, () -> main.getCamelContext().isStopping());
        Progress progress = new Progress(clock);
        Waits waits = new Waits(System::nanoTime);
        DatabaseWait databaseWait = new DatabaseWait(faults, waits);
        String service = settings.api().isEmbedded() ? RunDefaults.EMBEDDED : RunDefaults.API;
        RunStart runStart = new RunStart(ledger, batches, lease, current, waits, clock, new RunDefaults(
                service, settings.runType(), settings.redistribution().text(), settings.trigger().dir(), watching));
        RunEnd runEnd = new RunEnd(ledger, batches, lease, current, waits, faults, clock,
                new RunEnd.Product(version(), settings.shown()));
        Channels channels = new Channels(settings.channels().settings());
        LearnedBatchLimits limits = new LearnedBatchLimits(settings.batch().limits());
        ConversionTypeIndex typing = new ConversionTypeIndex(database.reading(), settings.types().source());
        RunRedistribution redistribution = new RunRedistribution();
        JourneySelection selection = new JourneySelection(
                settings.api().isEmbedded() ? RunDefaults.EMBEDDED : "", typing, redistribution, journeys);
        IhcApi api = new IhcApi(settings.api().sentKey(), redistribution, json, clock);
        CallBudget budget = new CallBudget(ledger, settings.api().allowance().maxCallsPerRun());
        RequestRate rate = new RequestRate(settings.api().requestsPerSecond(), System::nanoTime);
        Outage outage = new Outage(ledger, batches, current, faults, waits, databaseWait, System::nanoTime,
                settings.api().giveUpAfter());
        Forecasts forecasts = new Forecasts(ledger, settings.batch().limits(), settings.api().allowance(), service, progress,
                clock);

        // The names by which the routes know them.
        main.bind("reading", database.reading());
        main.bind("writing", database.writing());
        main.bind("transaction", new Transaction(new WriteTransactions(database.writing())));
        main.bind("paidTransaction", new Transaction(new DurableTransactions(database)));
        main.bind("recordParameters", new RecordParameters());
        main.bind("source", database.reading());
        main.bind("sourceRows", new SourceRowMapper());
        main.bind("sourceGuard", new SourceGuard(database.reading(), database.reading()));
        main.bind("journeyLedger", journeys);
        main.bind("currentRun", current);
        main.bind("runLease", new RunLease(lease, current, databaseWait));
        main.bind("runStart", runStart);
        main.bind("runEnd", runEnd);
        main.bind("json", json);
        ObjectMapper readableJson = json.copy().enable(SerializationFeature.INDENT_OUTPUT);
        main.bind("readableJson", readableJson);
        main.bind("runFiles", new RunFiles(readableJson));
        main.bind("connections", connections(settings));
        main.bind("oneBoundedAttempt", (HttpClientConfigurer) client -> client
                .disableAutomaticRetries().addExecInterceptorFirst("http-deadline", httpDeadline));
        main.bind("callerThread", new SynchronousExecutorService());
        main.bind("callerIsTold", (ExceptionHandler) new LoggingExceptionHandler(null, Daemon.class, LoggingLevel.OFF));
        main.bind("stopTold", new LifecycleStrategySupport() {
            @Override
            public void onContextStopping(CamelContext context) {
                runEnd.tellStop(watching);
            }
        });
        main.bind("progress", progress);
        main.bind("faults", faults);
        main.bind("waits", waits);
        main.bind("databaseWait", databaseWait);
        main.bind("triggerFile", new TriggerFile());
        main.bind("schedule", new Schedule(
                settings.poll().windowDays(), clock, new ForeignCommits(database.writing()),
                settings.ruleFiles(), current));
        main.bind("journeyReader", new JourneyReader(settings.journey().rules(settings.batch().maxSessions()), channels, settings.journey().pageSize(),
                () -> current.get() == null || current.isStopped(current.get())));
        main.bind("channels", channels);
        main.bind("journeySelection", selection);
        main.bind("conversionTypes", typing);
        main.bind("forecasts", forecasts);
        main.bind("callBudget", budget);
        main.bind("callPermit", new CallPermit(current, rate, outage, budget));
        main.bind("purchase", new Purchase(batches, ledger, selection, limits, current, progress, databaseWait, faults));
        main.bind("runPlan", new RunPlan(batches, settings.journey().rules(settings.batch().maxSessions()), budget, forecasts));
        main.bind("freshness", new FreshnessGate(settings.freshness().freshness()));
        main.bind("batchAggregation", new BatchAggregation(limits));
        main.bind("learnedBatchLimits", limits);
        main.bind("api", api);
        main.bind("outage", outage);
        main.bind("outageDelay", new OutageDelay());
        main.bind("auditNames", new AuditNames());
        main.bind("answerCheck", new AnswerCheck());
        main.bind("explanations", new Explanations(new ReportCells(database.reading(), settings.report().calendar()), faults));
        main.bind("sources", new Sources());
        main.bind("vanishedConversions", new VanishedConversions(settings.quality().maxVanished()));
        Publication publication = new Publication(ledger, settings.report().dir(), settings.report().calendar());
        main.bind("publication", publication);
        main.bind("publishGate", new PublishGate());
        main.bind("typeReport", new TypeReport(typing, publication, settings.report().dir()));
        main.bind("reportDimensions", new ReportDimensions(channels, settings.report().calendar(), database.readsBesideWriting()));
        main.bind("restatements", new Restatements(settings.report().dir()));
        main.bind("reportRows", new ReportRows());
        main.bind("spreadsheetSafety", new SpreadsheetSafety(settings.report().spreadsheetSafe()));
        main.bind("quality", new Quality(settings.quality().limits(), settings.journey().rules(settings.batch().maxSessions()), clock));
        main.bind("modelComparison", new ModelComparison(settings.models().compared(), settings.report().dir()));
        ConversionTypes types = new ConversionTypes(settings.embedded().parametersDir(), settings.namedTypes());
        main.bind("embeddedIhc",
                new EmbeddedIhc(json, BatchLimits.OF_THE_API, types, settings.embedded().inactivityCut()));
        main.bind("parameterTraining", new ParameterTraining(types, typing));
        main.bind("faultyAnswers", new FaultyAnswers(settings.embedded().faultPlan(),
                settings.api().responseTimeout().multipliedBy(2), () -> main.getCamelContext().isStopping()));
    }

    /** Camel's own limits everything but the TLS handshake, which then may take minutes. */
    private static PoolingHttpClientConnectionManager connections(Settings settings) {
        Timeout connectTimeout = Timeout.of(settings.api().connectTimeout());
        int concurrency = settings.api().concurrency();
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(concurrency)
                .setMaxConnPerRoute(concurrency)
                .setDefaultConnectionConfig(ConnectionConfig.custom().setConnectTimeout(connectTimeout).build())
                .setDefaultTlsConfig(TlsConfig.custom().setHandshakeTimeout(connectTimeout).build())
                .build();
    }

    /** The sealed settings, and under {@code ihc.runtime} what the routes need of them in another form. */
    private static Properties properties(Settings settings, int port, boolean watching) {
        Properties properties = new Properties();
        properties.putAll(settings.texts());
        // The environment and the system's properties are in the settings already, below the command line: Camel would put
        // them above it.
        properties.put("camel.component.properties.environment-variable-mode", "0");
        properties.put("camel.component.properties.system-properties-mode", "0");
        properties.put("camel.main.auto-configuration-environment-variables-enabled", "false");
        properties.put("camel.main.auto-configuration-system-properties-enabled", "false");
        properties.put("ihc.console.port", Integer.toString(port));
        if (settings.api().isEmbedded()) {
            properties.put("ihc.api.url", "http://127.0.0.1:" + port + "/v1/compute_ihc");
        }
        properties.put("ihc.runtime.dialect", "sqlite");
        properties.put("ihc.runtime.daemon", Boolean.toString(watching));
        // How long a consumer of a queue looks for work at a time, which its end waits for.
        properties.put("ihc.runtime.queue-poll-millis", watching ? "100" : "10");
        properties.put("ihc.runtime.polls", Boolean.toString(watching && !settings.poll().endpoint().isEmpty()));
        properties.put("ihc.runtime.poll-endpoint",
                settings.poll().endpoint().isEmpty() ? "scheduler:poll" : settings.poll().endpoint());
        properties.put("ihc.runtime.trigger-dir", settings.trigger().dir().toAbsolutePath().toString());
        properties.put("ihc.runtime.trigger-settle-millis", Long.toString(settings.trigger().settle().toMillis()));
        // A file that keeps changing is left for the next look.
        properties.put("ihc.runtime.trigger-patience-millis", Long.toString(settings.trigger().settle().toMillis() * 3));
        properties.put("ihc.runtime.lease-renewal-millis", Long.toString(Math.max(1, settings.ledger().lease().toMillis() / 4)));
        properties.put("ihc.runtime.breaker-open-seconds", Long.toString(Math.max(1, settings.api().breakerOpen().toSeconds())));
        properties.put("ihc.runtime.retry-delay-millis", Long.toString(settings.api().retryDelay().toMillis()));
        properties.put("ihc.runtime.retry-delay-max-millis", Long.toString(settings.api().retryDelayMax().toMillis()));
        return properties;
    }

    private static String version() {
        return Optional.ofNullable(Daemon.class.getPackage().getImplementationVersion()).orElse("development");
    }

    /** The port to listen on. One run does not need a particular one, so it does not fail where the usual is taken. */
    private static int port(ConsoleSettings console, boolean watching) {
        try {
            InetAddress host = InetAddress.getByName(console.host());
            Optional<Integer> port = bindable(host, console.port());
            if (port.isEmpty() && !watching) {
                port = bindable(host, 0);
            }
            return port.orElseThrow(() -> new InvalidSettings(List.of("ihc.console.port: port " + console.port()
                    + " of " + console.host() + " is taken; expected a free one, or 0 for any")));
        } catch (IOException e) {
            throw new InvalidSettings(List.of("ihc.console.host: \"" + console.host() + "\" is not an address of this machine"));
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

    private static void makeFolders(Settings settings, boolean watching, RunLedger ledger) {
        try {
            Files.createDirectories(settings.report().dir());
            if (watching) {
                Files.createDirectories(settings.trigger().dir());
                putBackUnfinished(settings.trigger().dir(), ledger);
            }
        } catch (IOException e) {
            throw new InvalidSettings(List.of("a folder cannot be made or written: " + e.getMessage()
                    + " (ihc.report.dir, ihc.trigger.dir)"));
        }
    }

    /** A trigger that an earlier process had taken and not finished asks again; its run is then taken up. */
    private static void putBackUnfinished(Path triggerFolder, RunLedger ledger) throws IOException {
        for (String name : List.of(RunOutcome.CLAIMED, RunOutcome.INTERRUPTED)) {
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
