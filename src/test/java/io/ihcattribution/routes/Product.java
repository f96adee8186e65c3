package io.ihcattribution.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The product as a process of its own, which can be killed; the packaged jar where {@code kill.jar} names one. */
final class Product {

    private final Path folder;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Map<String, String> environment = new LinkedHashMap<>();

    private Product(Path folder, String apiUrl) {
        this.folder = folder;
        settings.putAll(Shop.settings(folder));
        settings.put("ihc.report.dir", folder.resolve("reports").toString());
        settings.put("ihc.trigger.dir", folder.resolve("triggers").toString());
        settings.put("ihc.trigger.settle", "20ms");
        settings.put("ihc.console.port", "0");
        settings.put("ihc.poll.period", "off");
        settings.put("ihc.api.url", apiUrl);
        settings.put("ihc.api.key", "test-key");
        settings.put("ihc.api.retry-delay", "20ms");
    }

    /** On the database {@code shop.db} of a folder, calling a server in the API's place. */
    static Product in(Path folder, String apiUrl) {
        return new Product(folder, apiUrl);
    }

    Product with(String key, String value) {
        settings.put(key, value);
        return this;
    }

    /** An environment variable of the process. */
    Product environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Starts it; its log is the folder's {@code product.log}. */
    Process start(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-Xmx256m"));
        String jar = System.getProperty("kill.jar", "");
        if (jar.isEmpty()) {
            String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
            command.addAll(List.of("-cp", classes, "io.ihcattribution.Application"));
        } else {
            command.addAll(List.of("-jar", jar));
        }
        command.addAll(List.of(arguments));
        settings.forEach((key, value) -> command.add("--" + key + "=" + value));
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("product.log").toFile()));
            builder.environment().putAll(environment);
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills a process as nothing can be caught: SIGKILL. */
    static void kill(Process process) {
        process.destroyForcibly();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError("the process does not end");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
