package io.ihcattribution.boot;

import io.ihcattribution.console.AllowedHosts;
import io.ihcattribution.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;

/** What the routes' placeholders stand for: the sealed settings, and what routes need of them in another form. */
final class RouteProperties {

    private RouteProperties() {}

    /**
     * The properties that override all others.
     *
     * @param port the port that the service listens on
     * @param isDaemon whether routes that start runs by themselves are started
     * @param temp the folder of this process's temporary files
     */
    static Properties of(Settings settings, int port, boolean isDaemon, Path temp) {
        Properties properties = new Properties();
        // By default Camel makes one for all users of the machine, which the first of them owns.
        properties.put("camel.main.stream-caching-spool-directory", temp.resolve("bodies").toString());
        properties.putAll(settings.texts());
        // The environment and the system's properties are in the settings already, below the command line: Camel would
        // put them above it.
        properties.put("camel.component.properties.environment-variable-mode", "0");
        properties.put("camel.component.properties.system-properties-mode", "0");
        properties.put("camel.main.auto-configuration-environment-variables-enabled", "false");
        properties.put("camel.main.auto-configuration-system-properties-enabled", "false");
        properties.put("ihc.console.port", Integer.toString(port));
        if (settings.api().isEmbedded()) {
            properties.put("ihc.api.url",
                    "http://" + AllowedHosts.inUrl(settings.console().host()) + ":" + port + "/v1/compute_ihc");
        }
        String schedule = settings.poll().endpoint();
        properties.put("ihc.runtime.dialect", "sqlite");
        properties.put("ihc.runtime.embedded", Boolean.toString(settings.api().isEmbedded()));
        properties.put("ihc.runtime.daemon", Boolean.toString(isDaemon));
        // How long a consumer of a queue looks for work at a time, which its end waits for.
        properties.put("ihc.runtime.queue-poll-millis", isDaemon ? "100" : "10");
        properties.put("ihc.runtime.polls", Boolean.toString(isDaemon && !schedule.isEmpty()));
        properties.put("ihc.runtime.poll-endpoint", schedule.isEmpty() ? "scheduler:poll" : schedule);
        properties.put("ihc.runtime.trigger-dir", settings.trigger().dir().toAbsolutePath().toString());
        // A file that settles sooner is looked at sooner.
        properties.put("ihc.runtime.trigger-look-millis",
                Long.toString(Math.max(20, Math.min(500, settings.trigger().settle().toMillis()))));
        properties.put("ihc.runtime.lease-renewal-millis", millis(settings.ledger().lease().dividedBy(4)));
        properties.put("ihc.runtime.breaker-open-seconds",
                Long.toString(Math.max(1, settings.api().breakerOpen().toSeconds())));
        properties.put("ihc.runtime.retry-delay-millis", millis(settings.api().retryDelay()));
        properties.put("ihc.runtime.retry-delay-max-millis", millis(settings.api().retryDelayMax()));
        return properties;
    }

    private static String millis(Duration duration) {
        return Long.toString(Math.max(1, duration.toMillis()));
    }
}
