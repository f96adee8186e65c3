package io.ihcattribution.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A statement of {@code src/main/resources/sql}, one a file. */
public final class SqlFile {

    /** Statements never change, and each batch runs a dozen. */
    private static final Map<String, String> READ = new ConcurrentHashMap<>();

    private SqlFile() {}

    /** The text of a statement, such as that of {@code select_run}. */
    public static String read(String name) {
        return READ.computeIfAbsent(name, statement -> ofResource("/sql/" + statement + ".sql"));
    }

    /** The text of a resource, which may hold several statements. */
    public static String ofResource(String path) {
        try (InputStream in = SqlFile.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalArgumentException("no such statement: " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
