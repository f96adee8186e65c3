package io.ihcattribution.boot;

import io.ihcattribution.settings.InvalidSettings;
import io.ihcattribution.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/**
 * What a command line was given: settings, and arguments of its own.
 *
 * @param settings keys and texts
 * @param rest all other arguments
 */
record Given(Map<String, String> settings, List<String> rest) {

    static Given of(String... arguments) {
        Map<String, String> settings = new LinkedHashMap<>();
        List<String> rest = new ArrayList<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if ((argument.startsWith("--ihc.") || argument.startsWith("--camel.")) && equals > 0) {
                settings.put(argument.substring(2, equals), argument.substring(equals + 1));
            } else {
                rest.add(argument);
            }
        }
        return new Given(settings, rest);
    }

    /**
     * The settings of a start.
     *
     * @param runsRoutes whether it runs routes, and so calls the API
     * @throws InvalidSettings with all that is wrong with them
     */
    Settings read(boolean runsRoutes) {
        return Settings.read(Path.of(""), WrittenTexts.environment(), settings, runsRoutes, read -> runsRoutes
                ? faults(() -> HttpClient.proxy(read.api(), read.network())) : List.of());
    }

    /** What is wrong with the settings. */
    List<String> faults(boolean runsRoutes) {
        return faults(() -> read(runsRoutes));
    }

    /** Whether an argument is not as it was written. */
    boolean isDamaged() {
        return WrittenTexts.isDamaged(rest.toArray(String[]::new));
    }

    private static List<String> faults(Runnable task) {
        try {
            task.run();
            return List.of();
        } catch (InvalidSettings e) {
            return e.getMessage().lines().toList();
        }
    }

    /** The version of the product. */
    static final class Version implements IVersionProvider {

        static String text() {
            return Optional.ofNullable(Version.class.getPackage().getImplementationVersion()).orElse("development");
        }

        @Override
        public String[] getVersion() {
            return new String[] {"ihc-attribution " + text()};
        }
    }
}
