package io.ihcattribution.runtime;

import io.ihcattribution.batch.BatchLimits;
import io.ihcattribution.channel.ChannelSettings;
import io.ihcattribution.channel.InvalidChannelMapping;
import io.ihcattribution.comparison.ComparedModels;
import io.ihcattribution.embedded.ConversionTypes;
import io.ihcattribution.embedded.FaultPlan;
import io.ihcattribution.journey.JourneyRules;
import io.ihcattribution.journey.ReportCalendar;
import io.ihcattribution.ledger.DatabaseLocations;
import io.ihcattribution.model.Redistribution;
import io.ihcattribution.model.RedistributionByType;
import io.ihcattribution.model.RedistributionDirection;
import io.ihcattribution.model.RedistributionParameter;
import io.ihcattribution.model.RedistributionRule;
import io.ihcattribution.quality.QualityKind;
import io.ihcattribution.quality.QualityLimits;
import io.ihcattribution.run.CallAllowance;
import io.ihcattribution.run.Freshness;
import io.ihcattribution.run.Run;
import io.ihcattribution.source.TypeSource;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The settings in their types, all checked.
 *
 * @param databases where source and ledger are
 * @param busyTimeout how long a statement waits for another program
 * @param lease after how long an unrenewed lease counts as dead
 * @param apiUrl the API; empty for the embedded service
 * @param apiKey the API's key
 * @param convTypeId the conversion type, where a run names none
 * @param redistribution the redistribution parameter as it is sent; empty where no channels are named
 * @param giveUpAfter the longest outage that a run waits for
 * @param rules what makes a journey
 * @param limits what one request may hold
 * @param pageSize conversions read in one page
 * @param requestsPerSecond requests started per second; 0 = no limit of ours
 * @param retryDelay the first pause before another try
 * @param retryDelayMax the longest pause
 * @param breakerOpen how long the circuit breaker stays open
 * @param pollEndpoint what keeps the schedule; empty for none
 * @param pollWindowDays the days that a scheduled run covers; 0 = all
 * @param triggerFolder where a dropped file starts a run
 * @param triggerSettle how long a trigger file must not have changed
 * @param reportFolder where reports are written
 * @param host the address that the embedded service listens on
 * @param port its port; 0 = any free one
 * @param parameterFolder the embedded service's parameter files
 * @param inactivityHours the embedded service's inactivity cut; empty for none
 * @param faultPlan the faults that the embedded service shows on request
 * @param models the models that are computed beside IHC
 * @param responseTimeout how long the API may take to answer
 * @param mostVanished how many of the attributed conversions may vanish between two runs, percent
 * @param allowance the calls that may be made
 * @param freshness which windows may be bought
 * @param channels how labels become channels
 * @param calendar the dates of the report
 * @param types where conversions have their types from
 * @param quality how much dirty data warns, and how much stops a run
 * @param spreadsheetSafe whether CSV files are written so that a spreadsheet executes nothing of them
 */
record Configuration(
        DatabaseLocations databases, Duration busyTimeout, Duration lease, String apiUrl, String apiKey,
                String convTypeId,
        String redistribution, Duration giveUpAfter, JourneyRules rules, BatchLimits limits, int pageSize,
        int requestsPerSecond, Duration retryDelay, Duration retryDelayMax, Duration breakerOpen, String pollEndpoint,
        int pollWindowDays, Path triggerFolder, Duration triggerSettle, Path reportFolder, String host, int port,
        Path parameterFolder, OptionalDouble inactivityHours, FaultPlan faultPlan, ComparedModels models,
        Duration responseTimeout, int mostVanished, CallAllowance allowance, Freshness freshness, ChannelSettings channels,
        ReportCalendar calendar, TypeSource types, QualityLimits quality, boolean spreadsheetSafe) {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    /** What the embedded service is called with: it wants a key, and any will do. */
    private static final String EMBEDDED_KEY = "embedded";

    /**
     * Reads every setting.
     *
     * @throws InvalidSettings with all faults
     */
    static Configuration of(Settings settings) {
        Reading read = new Reading();
        String apiUrl = read.value("", () -> apiUrl(settings));
        int maxSessions = read.value(1, () -> settings.number("ihc.batch.max-sessions", 1, 3_000));
        Configuration configuration = new Configuration(
                read.value(null, () -> databases(settings)),
                read.value(Duration.ZERO, () -> settings.duration("ihc.db.busy-timeout")),
                read.value(Duration.ZERO, () -> settings.duration("ihc.db.lease")),
                apiUrl,
                read.value("", () -> apiKey(settings, apiUrl)),
                read.value("", () -> required(settings, "ihc.api.conv-type-id", "the name of a conversion type")),
                redistribution(settings, read),
                read.value(Duration.ZERO, () -> settings.duration("ihc.api.give-up-after")),
                new JourneyRules(
                        read.value(0, () -> settings.number("ihc.journey.lookback-days", 0, 36_500)),
                        read.value("", () -> settings.choice("ihc.journey.boundary", "at-or-before", "before"))
                                .equals("at-or-before"),
                        maxSessions,
                        read.value("", () -> settings.choice("ihc.journey.oversize", "reject", "newest")).equals("newest")),
                new BatchLimits(read.value(1, () -> settings.number("ihc.batch.max-journeys", 1, 100)), maxSessions),
                read.value(1, () -> settings.number("ihc.journey.page-size", 1, 500)),
                read.value(0, () -> settings.number("ihc.api.requests-per-second", 0, 10_000)),
                read.value(Duration.ZERO, () -> settings.duration("ihc.api.retry-delay")),
                read.value(Duration.ZERO, () -> settings.duration("ihc.api.retry-delay-max")),
                read.value(Duration.ZERO, () -> settings.duration("ihc.api.breaker-open")),
                read.value("", () -> pollEndpoint(settings)),
                read.value(0, () -> settings.number("ihc.poll.window-days", 0, 36_500)),
                read.value(Path.of(""), () -> Path.of(required(settings, "ihc.trigger.dir", "a folder"))),
                read.value(Duration.ZERO, () -> settings.duration("ihc.trigger.settle")),
                read.value(Path.of(""), () -> Path.of(required(settings, "ihc.report.dir", "a folder"))),
                read.value("", () -> required(settings, "ihc.console.host", "an address of this machine")),
                read.value(0, () -> settings.number("ihc.console.port", 0, 65_535)),
                read.value(Path.of(""), () -> parameterFolder(settings)),
                read.value(OptionalDouble.empty(), () -> inactivityHours(settings)),
                read.value(FaultPlan.NONE, () -> faultPlan(settings, apiUrl)),
                read.value(ComparedModels.NONE, () -> models(settings)),
                read.value(Duration.ZERO, () -> settings.duration("ihc.api.response-timeout")),
                read.value(0, () -> settings.number("ihc.quality.max-vanished", 0, 100)),
                new CallAllowance(
                        read.value(0, () -> settings.number("ihc.api.monthly-calls", 0, 1_000_000_000)),
                        read.value(0, () -> settings.number("ihc.api.max-calls-per-run", 0, 1_000_000_000)),
                        read.value(1, () -> settings.number("ihc.api.concurrency", 1, 64)),
                        read.value(0, () -> settings.number("ihc.api.requests-per-second", 0, 10_000))),
                freshness(settings, read),
                read.value(ChannelSettings.NONE, () -> channels(settings)),
                read.value(ReportCalendar.DEFAULT, () -> calendar(settings)),
                read.value(TypeSource.NONE, () -> types(settings)),
                quality(settings, read),
                read.value("", () -> settings.choice("ihc.report.spreadsheet-safe", "true", "false")).equals("true"));
        // Read by Camel where the routes name them; checked here, so that a fault names the key.
        read.value(0, () -> settings.number("ihc.api.concurrency", 1, 64));
        read.value(0, () -> settings.number("ihc.api.breaker-calls", 1, 10_000));
        read.value(0, () -> settings.number("ihc.api.breaker-failure-rate", 1, 100));
        read.value(null, () -> settings.duration("ihc.api.connect-timeout"));
        read.value(null, () -> settings.duration("ihc.api.response-timeout"));
        read.value(null, () -> settings.choice("ihc.audit.enabled", "true", "false"));
        read.value(null, () -> required(settings, "ihc.audit.dir", "a folder"));
        read.value(null, () -> required(settings, "ihc.batches.endpoint", "a Camel endpoint"));
        read.requireNoFaults();
        return configuration;
    }

    /** The files that are read anew at every run. */
    RuleFiles ruleFiles() {
        return new RuleFiles(Stream.of(channels.file(), types.query()).filter(Objects::nonNull).toList());
    }

    /** The conversion type of a run that names none: where conversions have their own, all of them. */
    String runType() {
        return types.isNone() ? convTypeId : Run.ALL_TYPES;
    }

    /** The conversion types that the embedded service need have no file for. */
    String[] namedTypes() {
        return Stream.concat(Stream.of(convTypeId), types.values().values().stream()).toArray(String[]::new);
    }

    /** Whether the API is the embedded service. */
    boolean isEmbedded() {
        return apiUrl.isEmpty();
    }

    private static DatabaseLocations databases(Settings settings) {
        try {
            return DatabaseLocations.of(settings.text("ihc.db.url"), settings.text("ihc.source.url"), Path.of(""));
        } catch (IllegalArgumentException e) {
            throw new InvalidSettings(List.of(e.getMessage()));
        }
    }

    private static String apiUrl(Settings settings) {
        String url = settings.text("ihc.api.url");
        if (url.isEmpty()) {
            return url;
        }
        try {
            URI uri = new URI(url);
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null
                    && uri.getQuery() == null && uri.getUserInfo() == null) {
                return url;
            }
        } catch (URISyntaxException e) {
            // the sentence below says it
        }
        throw settings.fault("ihc.api.url", "an http or https URL up to and including /compute_ihc, without a query");
    }

    private static String apiKey(Settings settings, String apiUrl) {
        String key = settings.text("ihc.api.key");
        String file = settings.text("ihc.api.key-file");
        if (key.isEmpty() && !file.isEmpty()) {
            try {
                key = Files.readString(Path.of(file)).trim();
            } catch (IOException e) {
                throw settings.fault("ihc.api.key-file", "a file that can be read and holds the API's key");
            }
        }
        if (!key.isEmpty()) {
            if (key.chars().anyMatch(c -> c <= ' ' || c > '~')) {
                throw settings.fault("ihc.api.key", "printable characters without spaces");
            }
            return key;
        }
        if (apiUrl.isEmpty() || LOOPBACK.contains(URI.create(apiUrl).getHost())) {
            return EMBEDDED_KEY;
        }
        throw new InvalidSettings(List.of("ihc.api.key: is empty, but ihc.api.url names the API; set the environment "
                + "variable IHC_API_KEY, or ihc.api.key-file"));
    }

    private static String required(Settings settings, String key, String expected) {
        if (settings.text(key).isEmpty()) {
            throw settings.fault(key, expected);
        }
        return settings.text(key);
    }

    private static String pollEndpoint(Settings settings) {
        String cron = settings.text("ihc.poll.cron");
        if (!cron.isEmpty()) {
            if (!org.quartz.CronExpression.isValidExpression(cron)) {
                throw settings.fault("ihc.poll.cron", "a Quartz cron expression, such as 0 0 5 * * ?");
            }
            return "quartz:poll?cron=" + cron.replace(' ', '+') + "&trigger.timeZone=UTC";
        }
        if (settings.text("ihc.poll.period").equals("off")) {
            return "";
        }
        long period = settings.duration("ihc.poll.period").toMillis();
        // Not a timer, which a clock that is set back would hold for as long.
        return "scheduler:poll?delay=" + period + "&initialDelay=" + period;
    }

    private static String redistribution(Settings settings, Reading read) {
        String otherwise = RedistributionParameter.text(new Redistribution(
                redistributionRule(settings, read, "initializer"),
                redistributionRule(settings, read, "holder"),
                redistributionRule(settings, read, "closer")));
        return RedistributionByType.of(otherwise, read.value(Map.of(), () -> redistributionFile(settings))).text();
    }

    private static Map<String, String> redistributionFile(Settings settings) {
        String file = settings.text("ihc.redistribution.file");
        try {
            return file.isEmpty() ? Map.of() : RedistributionByType.read(Path.of(file));
        } catch (IllegalArgumentException e) {
            throw new InvalidSettings(List.of("ihc.redistribution.file: " + e.getMessage()));
        }
    }

    private static TypeSource types(Settings settings) {
        String query = settings.text("ihc.types.query");
        String column = settings.text("ihc.types.column");
        if (!query.isEmpty() && !column.isEmpty()) {
            throw settings.fault("ihc.types.column", "nothing where ihc.types.query is set");
        }
        if (!query.isEmpty() && !Files.isReadable(Path.of(query))) {
            throw settings.fault("ihc.types.query", "a file with a select of conv_id and conv_type_id");
        }
        Map<String, String> values = new TreeMap<>();
        for (String pair : settings.list("ihc.types.values")) {
            String[] parts = pair.split("=", 2);
            if (parts.length < 2 || parts[0].isBlank() || parts[1].isBlank()
                    || values.put(parts[0].strip(), parts[1].strip()) != null) {
                throw settings.fault("ihc.types.values", "value=type pairs separated by commas, each value once");
            }
        }
        TypeSource types = new TypeSource(query.isEmpty() ? null : Path.of(query), column, values);
        if (types.isNone() && !values.isEmpty()) {
            throw settings.fault("ihc.types.values", "nothing where neither ihc.types.query nor ihc.types.column is set");
        }
        return types;
    }

    private static Optional<RedistributionRule> redistributionRule(Settings settings, Reading read, String phase) {
        String area = "ihc.redistribution." + phase + ".";
        String[] directions = Arrays.stream(RedistributionDirection.values())
                .map(RedistributionDirection::wireName).toArray(String[]::new);
        return Optional.of(RedistributionRule.of(
                read.value(directions[0], () -> settings.choice(area + "direction", directions)),
                read.value(0.0, () -> settings.figure(area + "receive-threshold", 0, 1)),
                settings.list(area + "channels")));
    }

    private static Path parameterFolder(Settings settings) {
        Path folder = Path.of(required(settings, "ihc.embedded.parameters-dir", "a folder"));
        List<String> faults = new ConversionTypes(folder).faults();
        if (!faults.isEmpty()) {
            throw new InvalidSettings(faults.stream().map(fault -> "ihc.embedded.parameters-dir: " + fault).toList());
        }
        return folder;
    }

    private static OptionalDouble inactivityHours(Settings settings) {
        double hours = settings.figure("ihc.embedded.inactivity-hours", 0, 1_000_000);
        return hours == 0 ? OptionalDouble.empty() : OptionalDouble.of(hours);
    }

    private static FaultPlan faultPlan(Settings settings, String apiUrl) {
        String key = "ihc.embedded.faults";
        FaultPlan plan;
        try {
            plan = FaultPlan.parse(settings.text(key));
        } catch (IllegalArgumentException e) {
            throw new InvalidSettings(List.of(key + ": " + e.getMessage() + "; expected " + FaultPlan.EXPECTED));
        }
        if (!plan.isNone() && !apiUrl.isEmpty()) {
            throw new InvalidSettings(List.of(key + ": is set, but ihc.api.url names another API; faults are for the "
                    + "embedded service only, so empty one of the two"));
        }
        return plan;
    }

    private static Freshness freshness(Settings settings, Reading read) {
        return new Freshness(
                Freshness.Unfinished.valueOf(read.value("off",
                        () -> settings.choice("ihc.freshness.unfinished", "off", "refuse", "shorten")).toUpperCase(Locale.ROOT)),
                read.value(0.0, () -> settings.figure("ihc.freshness.min-share", 0, 1)),
                read.value(1, () -> settings.number("ihc.freshness.median-days", 1, 365)),
                read.value(null, () -> timeOfDay(settings, "ihc.freshness.complete-after")));
    }

    private static LocalTime timeOfDay(Settings settings, String key) {
        try {
            return settings.text(key).isEmpty() ? null : LocalTime.parse(settings.text(key));
        } catch (DateTimeParseException e) {
            throw settings.fault(key, "a time of day, such as 22:00, or nothing");
        }
    }

    private static QualityLimits quality(Settings settings, Reading read) {
        return new QualityLimits(
                read.value(OptionalDouble.empty(), () -> percent(settings, "ihc.quality.warn-percent",
                        settings.text("ihc.quality.warn-percent"))),
                read.value(OptionalDouble.empty(), () -> percent(settings, "ihc.quality.stop-percent",
                        settings.text("ihc.quality.stop-percent"))),
                read.value(Map.of(), () -> percentByKind(settings, "ihc.quality.warn-kinds")),
                read.value(Map.of(), () -> percentByKind(settings, "ihc.quality.stop-kinds")),
                read.value(1, () -> settings.number("ihc.quality.max-listed", 1, 5_000)));
    }

    private static Map<String, OptionalDouble> percentByKind(Settings settings, String key) {
        Map<String, OptionalDouble> percents = new LinkedHashMap<>();
        for (String entry : settings.list(key)) {
            String[] parts = entry.split(":", 2);
            if (parts.length < 2 || !QualityKind.words().contains(parts[0].trim())) {
                throw settings.fault(key, "kind:percent, separated by commas, such as no-sessions:20; the kinds are "
                        + String.join(", ", QualityKind.words()));
            }
            percents.put(parts[0].trim(), percent(settings, key, parts[1].trim()));
        }
        return percents;
    }

    private static OptionalDouble percent(Settings settings, String key, String text) {
        if (text.equals("off")) {
            return OptionalDouble.empty();
        }
        try {
            double percent = Double.parseDouble(text);
            if (percent >= 0 && percent <= 100) {
                return OptionalDouble.of(percent);
            }
        } catch (NumberFormatException e) {
            // the sentence below says it
        }
        throw settings.fault(key, "percent from 0 to 100, or off");
    }

    private static ComparedModels models(Settings settings) {
        ComparedModels.Choices choices = new ComparedModels.Choices(
                settings.figure("ihc.models.half-life-days", 0.001, 36_500),
                settings.figure("ihc.models.position-first", 0, 1),
                settings.figure("ihc.models.position-last", 0, 1),
                settings.number("ihc.models.markov-order", 1, 5),
                Set.copyOf(settings.list("ihc.models.direct-channels")));
        if (choices.positionFirst() + choices.positionLast() > 1) {
            throw settings.fault("ihc.models.position-first", "at most 1 together with ihc.models.position-last");
        }
        try {
            return ComparedModels.of(settings.list("ihc.models"), choices);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettings(List.of("ihc.models: " + e.getMessage()));
        }
    }

    /** The mapping file is read again at every run; looked at here, so that a faulty one stops the start. */
    private static ChannelSettings channels(Settings settings) {
        String file = settings.text("ihc.channels.file");
        boolean rejects = settings.choice("ihc.channels.unmatched", "keep", "reject").equals("reject");
        ChannelSettings channels = new ChannelSettings(file.isEmpty() ? null : Path.of(file),
                Set.copyOf(settings.list("ihc.channels.include")), Set.copyOf(settings.list("ihc.channels.exclude")), rejects);
        try {
            channels.rules();
        } catch (InvalidChannelMapping e) {
            throw new InvalidSettings(List.of("ihc.channels.file: " + e.getMessage()));
        }
        return channels;
    }

    private static ReportCalendar calendar(Settings settings) {
        boolean byConversion = settings.choice("ihc.report.accounting-date", "session", "conversion").equals("conversion");
        try {
            return new ReportCalendar(ZoneId.of(settings.text("ihc.report.time-zone")), byConversion);
        } catch (DateTimeException e) {
            throw settings.fault("ihc.report.time-zone", "a time zone, such as UTC, Europe/Berlin or +01:00");
        }
    }

    /** Reads on past a fault, so that all are reported at once. */
    private static final class Reading {
        private final List<String> faults = new ArrayList<>();

        <T> T value(T placeholder, Supplier<T> reader) {
            try {
                return reader.get();
            } catch (InvalidSettings e) {
                faults.addAll(e.getMessage().lines().toList());
                return placeholder;
            }
        }

        void requireNoFaults() {
            if (!faults.isEmpty()) {
                throw new InvalidSettings(faults.stream().distinct().toList());
            }
        }
    }
}
