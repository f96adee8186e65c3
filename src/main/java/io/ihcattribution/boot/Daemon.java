package io.ihcattribution.boot;

import io.ihcattribution.control.RunOutcome;
import io.ihcattribution.files.FileFault;
import io.ihcattribution.run.RunRequest;
import io.ihcattribution.settings.InvalidSettings;
import io.ihcattribution.settings.Settings;
import io.ihcattribution.text.Quoted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process: Camel, which runs the routes, with the beans that they name. */
public final class Daemon implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);

    private final Main main = new Main() {
        @Override
        protected void modelineRoutes(CamelContext context) {
            // Would read all routes once more, for settings in their comments and beans, of which they have none.
        }

        @Override
        protected void configureRoutes(CamelContext context) throws Exception {
            try {
                super.configureRoutes(context);
            } catch (Exception e) {
                Throwable cause = e;
                while (cause.getCause() != null) {
                    cause = cause.getCause();
                }
                // The files are the user's to edit: what is wrong in one is no fault of the program.
                throw new InvalidSettings(List.of("the routes at " + configure().getRoutesIncludePattern()
                        + " cannot be read: " + Quoted.onOneLine(String.valueOf(cause.getMessage()))));
            }
            RequiredRoutes.require(context, configure().getRoutesIncludePattern());
        }
    };

    private final Databases databases;
    private final HttpClient httpClient;

    private Daemon(Databases databases, HttpClient httpClient) {
        this.databases = databases;
        this.httpClient = httpClient;
    }

    /**
     * Starts the process.
     *
     * @param settings the settings
     * @param isDaemon whether it watches the trigger folder, keeps the schedule and takes up unfinished runs; otherwise
     *     it runs only what {@link #run} is given
     * @throws InvalidSettings when the port, a folder or the routes cannot be used
     * @throws io.ihcattribution.database.UnusableDatabase when a database cannot be used
     */
    public static Daemon start(Settings settings, boolean isDaemon) {
        return start(settings, isDaemon, false);
    }

    /**
     * Starts the process for dry runs: it writes nothing, neither into a database, whose tables it does not even make,
     * nor into a folder.
     *
     * @throws InvalidSettings when the port, a folder or the routes cannot be used
     * @throws io.ihcattribution.database.UnusableDatabase when a database cannot be used
     */
    public static Daemon startToRead(Settings settings) {
        return start(settings, false, true);
    }

    private static Daemon start(Settings settings, boolean isDaemon, boolean readOnly) {
        LogLine.hide(settings.api().mask());
        if (settings.api().hasPlainKey()) {
            LOG.warn("ihc.api.key is short or a word, and cannot be told from other text: where the API repeats it, it"
                    + " is shown");
        }
        int port = Port.of(settings.console(), isDaemon);
        HttpClient httpClient = new HttpClient(settings.api(), settings.network());
        Databases databases = Databases.open(settings, readOnly);
        Daemon daemon = new Daemon(databases, httpClient);
        try {
            Wiring wiring = new Wiring(daemon.main, settings, databases, isDaemon);
            wiring.bind(daemon.httpClient);
            daemon.main.setDefaultPropertyPlaceholderLocation("false");
            daemon.main.setOverrideProperties(RouteProperties.of(settings, port, isDaemon, databases.temp().path()));
            if (!isDaemon) {
                // Camel's own way to end waits for its run(), in which a command that runs once never is.
                daemon.main.setShutdownStrategy(new SimpleMainShutdownStrategy());
            }
            if (!readOnly) {
                makeFolders(settings, isDaemon, wiring);
            }
            daemon.main.start();
            if (isDaemon) {
                LOG.info("ready: files in {} start a run, {}; {}; the results are in {}", settings.trigger().dir(),
                        settings.poll().endpoint().isEmpty() ? "no schedule" : "and the schedule does",
                        settings.api().isEmbedded()
                                ? "the embedded service estimates what the API would answer, on port " + port
                                : "the API is called",
                        databases.ledger().file().path());
            }
            return daemon;
        } catch (Exception e) {
            daemon.close();
            throw e instanceof RuntimeException fault ? fault : new IllegalStateException(e.getMessage(), e);
        }
    }

    /** Runs once and waits for the end. */
    public RunOutcome run(RunRequest request) {
        if (LogLine.key().isIn(request.toString())) {
            throw new IllegalArgumentException("an argument holds the API's key, which belongs in IHC_API_KEY or a file"
                    + " of its own; what a run was asked is kept and shown");
        }
        try (ProducerTemplate template = main.getCamelContext().createProducerTemplate()) {
            return template.requestBody("seda:runs?waitForTaskToComplete=Always&timeout=0", request, RunOutcome.class);
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
        httpClient.close();
        databases.close();
    }

    /** The runs of what is put back are noted in the ledger. */
    private static TriggerFolder prepared(TriggerFolder folder) {
        try {
            folder.prepare();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(FileFault.sentence(e), e);
        }
    }

    private static void makeFolders(Settings settings, boolean isDaemon, Wiring wiring) {
        try {
            Files.createDirectories(settings.report().dir());
            if (isDaemon) {
                StartWait.until(() -> prepared(wiring.triggers()));
            }
        } catch (IOException | UncheckedIOException e) {
            throw new InvalidSettings(List.of("a folder cannot be made or written: "
                    + (e instanceof IOException io ? FileFault.sentence(io) : e.getMessage())
                    + " (ihc.report.dir, ihc.trigger.dir)"));
        }
    }
}
