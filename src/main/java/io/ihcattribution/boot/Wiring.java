package io.ihcattribution.boot;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ihcattribution.api.AnswerCheck;
import io.ihcattribution.api.IhcApi;
import io.ihcattribution.attribute.AuditFiles;
import io.ihcattribution.attribute.CallBudget;
import io.ihcattribution.attribute.CallPermit;
import io.ihcattribution.attribute.LearnedBatchLimits;
import io.ihcattribution.attribute.Outage;
import io.ihcattribution.attribute.OutageDelay;
import io.ihcattribution.attribute.Purchase;
import io.ihcattribution.attribute.RequestRate;
import io.ihcattribution.attribute.Trial;
import io.ihcattribution.batch.BatchLimits;
import io.ihcattribution.batch.JourneySelection;
import io.ihcattribution.batch.RunRedistribution;
import io.ihcattribution.channel.Channels;
import io.ihcattribution.console.AllowedHosts;
import io.ihcattribution.console.ConsoleServerFactory;
import io.ihcattribution.console.RequestGate;
import io.ihcattribution.control.CurrentRun;
import io.ihcattribution.control.DatabaseWait;
import io.ihcattribution.control.Faults;
import io.ihcattribution.control.Progress;
import io.ihcattribution.control.RunDefaults;
import io.ihcattribution.control.RunEnd;
import io.ihcattribution.control.RunLease;
import io.ihcattribution.control.RunStart;
import io.ihcattribution.control.Schedule;
import io.ihcattribution.control.Transaction;
import io.ihcattribution.control.TriggerResults;
import io.ihcattribution.control.Waits;
import io.ihcattribution.embedded.EmbeddedIhc;
import io.ihcattribution.embedded.FaultyAnswers;
import io.ihcattribution.embedded.ParameterFolder;
import io.ihcattribution.embedded.ParameterTraining;
import io.ihcattribution.explain.Explanations;
import io.ihcattribution.explain.ReportCells;
import io.ihcattribution.journey.JourneyReader;
import io.ihcattribution.journey.JourneyRules;
import io.ihcattribution.journey.ReportCalendar;
import io.ihcattribution.ledger.BatchLedger;
import io.ihcattribution.ledger.ConversionCounts;
import io.ihcattribution.ledger.DurableTransactions;
import io.ihcattribution.ledger.JourneyLedger;
import io.ihcattribution.ledger.Lease;
import io.ihcattribution.ledger.RunLedger;
import io.ihcattribution.ledger.WriteTransactions;
import io.ihcattribution.plan.BatchAggregation;
import io.ihcattribution.plan.Forecasts;
import io.ihcattribution.plan.LossGuard;
import io.ihcattribution.plan.PlanStart;
import io.ihcattribution.plan.RedistributionGuard;
import io.ihcattribution.plan.RunPlan;
import io.ihcattribution.plan.SourceGuard;
import io.ihcattribution.report.CopyGuard;
import io.ihcattribution.report.DeletedConversions;
import io.ihcattribution.report.LedgerCopies;
import io.ihcattribution.report.ModelReporting;
import io.ihcattribution.report.ReportFiles;
import io.ihcattribution.report.ReportFill;
import io.ihcattribution.report.ReportRows;
import io.ihcattribution.report.Restatements;
import io.ihcattribution.report.SpreadsheetSafety;
import io.ihcattribution.report.TypeReport;
import io.ihcattribution.run.TriggerFile;
import io.ihcattribution.settings.Settings;
import io.ihcattribution.run.LossLimits;
import io.ihcattribution.source.BeginOfHistory;
import io.ihcattribution.source.ConversionTypeIndex;
import io.ihcattribution.source.FreshnessGate;
import io.ihcattribution.source.QualityScan;
import io.ihcattribution.source.SourceRowMapper;
import io.ihcattribution.text.KeyMask;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.LoggingLevel;
import org.apache.camel.main.Main;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.support.LifecycleStrategySupport;
import org.apache.camel.support.LoggingExceptionHandler;
import org.apache.camel.util.concurrent.SynchronousExecutorService;

/** The beans by the names that the routes know them by; what several stages share is made in the constructor. */
final class Wiring {

    private final Main main;
    private final Settings settings;
    private final Databases databases;
    private final boolean isDaemon;
    private final Clock clock = Clock.systemUTC();
    private final ObjectMapper json = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();
    private final DataSource source;
    private final DataSource reading;
    private final DataSource writing;
    private final String service;
    private final KeyMask key;
    private final Faults faults;
    private final Waits waits = new Waits(System::nanoTime);
    private final DatabaseWait databaseWait;
    private final CurrentRun current;
    private final Progress progress = new Progress(clock);
    private final Lease lease;
    private final RunLedger runs;
    private final TriggerFolder triggers;
    private final BatchLedger batches;
    private final JourneyLedger journeys;
    private final ConversionTypeIndex typing;
    private final RunRedistribution redistribution = new RunRedistribution();
    private final BeginOfHistory history;
    private final JourneySelection selection;
    private final Channels channels;
    private final ReportCalendar calendar;
    private final LedgerCopies copies;

    Wiring(Main main, Settings settings, Databases databases, boolean isDaemon) {
        this.main = main;
        this.settings = settings;
        this.databases = databases;
        this.isDaemon = isDaemon;
        key = settings.api().mask();
        faults = new Faults(key);
        databaseWait = new DatabaseWait(faults, waits);
        source = databases.source().dataSource();
        reading = databases.ledger().reading();
        writing = databases.ledger().writing();
        service = settings.api().isEmbedded() ? RunDefaults.EMBEDDED : RunDefaults.API;
        current = new CurrentRun(faults, () -> main.getCamelContext().isStopping());
        lease = new Lease(writing, clock, settings.ledger().lease());
        runs = new RunLedger(writing, reading, clock);
        triggers = new TriggerFolder(settings.trigger().dir(), runs);
        batches = new BatchLedger(writing, reading, clock, lease.holder(),
                settings.api().responseTimeout().multipliedBy(2).plus(settings.ledger().lease()));
        journeys = new JourneyLedger(writing, reading, batches);
        typing = new ConversionTypeIndex(source, settings.types().source());
        history = new BeginOfHistory(source);
        selection = new JourneySelection(settings.api().isEmbedded() ? RunDefaults.EMBEDDED : "", typing,
                redistribution, journeys, rules(), history, clock);
        channels = new Channels(settings.channels().settings());
        calendar = settings.report().calendar();
        copies = new LedgerCopies(source, writing, calendar);
    }

    /** The folder in which a dropped file starts a run. */
    TriggerFolder triggers() {
        return triggers;
    }

    void bind(HttpClient httpClient) {
        bindDatabases();
        bindCamel(httpClient);
        bindRun();
        bindPlan();
        bindAttribute();
        bindReport();
        bindService();
    }

    private void bindDatabases() {
        main.bind("source", source);
        main.bind("reading", reading);
        main.bind("writing", writing);
        main.bind("transaction", new Transaction(new WriteTransactions(writing)));
        main.bind("paidTransaction", new Transaction(new DurableTransactions(databases.ledger())));
        main.bind("sourceDatabase", databases.source());
        main.bind("ledgerDatabase", databases.ledger());
        main.bind("databaseWait", databaseWait);
        main.bind("faults", faults);
        main.bind("waits", waits);
    }

    private void bindCamel(HttpClient httpClient) {
        main.bind("json", json);
        main.bind("connections", httpClient.connections());
        main.bind("oneBoundedAttempt", httpClient);
        main.bind("consoleServer", new ConsoleServerFactory(
                new RequestGate(new AllowedHosts(settings.console().host(), settings.console().allowedHosts())),
                settings.console().idleTimeout()));
        main.bind("callerThread", new SynchronousExecutorService());
        main.bind("callerIsTold", (ExceptionHandler) new LoggingExceptionHandler(null, Daemon.class, LoggingLevel.OFF));
    }

    private void bindRun() {
        RunDefaults defaults = new RunDefaults(service, settings.runType(), settings.redistribution().text(),
                settings.trigger().dir(), isDaemon);
        RunEnd end =
                new RunEnd(runs, new ConversionCounts(source, reading), batches, lease, current, waits, faults, clock,
                        new RunEnd.Product(Given.Version.text(), settings.shown(
                                databases.locations().sourceUrl(), databases.locations().ledgerUrl()), defaults));
        main.bind("currentRun", current);
        main.bind("runLease", new RunLease(lease, databases.ledger(), current, databaseWait));
        main.bind("runStart", new RunStart(runs, batches, lease, current, waits, clock, defaults));
        main.bind("runEnd", end);
        ObjectMapper readable = json.copy().enable(SerializationFeature.INDENT_OUTPUT);
        main.bind("readableJson", readable);
        main.bind("triggerResults", new TriggerResults(settings.trigger().dir(), runs, readable, key, faults));
        main.bind("stopTold", new LifecycleStrategySupport() {
            @Override
            public void onContextStopping(CamelContext context) {
                end.tellStop(isDaemon);
            }
        });
        main.bind("triggerFile", new TriggerFile(key));
        main.bind("triggerWatch", new TriggerWatch(triggers, settings.trigger().settle(), faults, System::nanoTime));
        main.bind("schedule", new Schedule(settings.poll().windowDays(), clock, databases.locations().areOne()
                ? List.of(databases.ledger().version())
                : List.of(databases.ledger().version(), databases.source().version()), settings.ruleFiles(),
                current::begun));
        main.bind("freshness", new FreshnessGate(settings.freshness().freshness(), source));
        main.bind("channels", channels);
        main.bind("conversionTypes", typing);
        main.bind("qualityScan", new QualityScan(databases.source(), settings.quality().limits(), rules(), clock));
    }

    private void bindPlan() {
        CallBudget budget = new CallBudget(runs, settings.api().allowance().maxCallsPerRun());
        RequestRate rate = new RequestRate(settings.api().requestsPerSecond(), System::nanoTime);
        Outage outage = new Outage(
                runs, batches, current, faults, waits, databaseWait, System::nanoTime, settings.api().giveUpAfter());
        Forecasts forecasts = new Forecasts(
                runs, settings.batch().limits(), settings.api().allowance(), service, progress, clock);
        LossLimits limits = settings.guard().limits();
        main.bind("sourceGuard", new SourceGuard(source, reading, limits, history));
        main.bind("redistributionGuard", new RedistributionGuard(source, reading, channels));
        main.bind("sourceRows", new SourceRowMapper());
        main.bind("journeySelection", selection);
        main.bind("journeyLedger", journeys);
        main.bind("forecasts", forecasts);
        main.bind("runPlan", new RunPlan(batches, databases.source(), rules(), budget, forecasts,
                new JourneyReader(rules(), channels, settings.journey().pageSize(), databases.temp().path(),
                        () -> current.get() == null || current.isStopped(current.get())),
                new LossGuard(limits, journeys, history),
                new PlanStart(writing, copies, new DeletedConversions(writing), journeys, batches)));
        main.bind("callBudget", budget);
        main.bind("callPermit", new CallPermit(current, rate, outage, budget));
        main.bind("outage", outage);
    }

    private void bindAttribute() {
        LearnedBatchLimits limits = new LearnedBatchLimits(settings.batch().limits());
        main.bind("learnedBatchLimits", limits);
        main.bind("batchAggregation", new BatchAggregation(limits));
        main.bind("purchase",
                new Purchase(batches, runs, selection, new Trial(runs, limits, current), current, progress,
                        databaseWait, faults));
        main.bind("api", new IhcApi(settings.api().sentKey(), key, redistribution, json, clock));
        main.bind("outageDelay", new OutageDelay());
        main.bind("auditFiles",
                new AuditFiles(settings.audit().enabled() ? settings.audit().dir() : null, key, faults));
        main.bind("answerCheck", new AnswerCheck(key));
    }

    private void bindReport() {
        TypeReport typeReport = new TypeReport(typing);
        main.bind("explanations", new Explanations(new ReportCells(source, reading, calendar), faults));
        main.bind("typeReport", typeReport);
        main.bind("reportFill", new ReportFill(source, writing, copies, channels, calendar, typeReport,
                new CopyGuard(settings.guard().limits(), writing)));
        main.bind("reportFiles", new ReportFiles(runs, settings.report().dir()));
        main.bind("reportRows", new ReportRows());
        main.bind("restatements", new Restatements(writing));
        main.bind("modelReporting", new ModelReporting(settings.models().compared(), calendar, writing));
        main.bind("spreadsheetSafety", new SpreadsheetSafety(settings.report().spreadsheetSafe()));
    }

    private void bindService() {
        ParameterFolder folder = new ParameterFolder(settings.embedded().parametersDir(), settings.namedTypes());
        main.bind("parameterTraining", new ParameterTraining(folder, typing, databases.temp().path()));
        main.bind("faultyAnswers", new FaultyAnswers(
                new EmbeddedIhc(json, BatchLimits.OF_THE_API, folder, settings.embedded().inactivityCut()),
                settings.embedded().faultPlan(), settings.api().responseTimeout().multipliedBy(2),
                () -> main.getCamelContext().isStopping()));
    }

    private JourneyRules rules() {
        return settings.journey().rules(settings.batch().maxSessions());
    }
}
