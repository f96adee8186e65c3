package io.ihcattribution.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A statement of {@code src/main/resources/sql}, one a file. */
public final class SqlFile {

    private SqlFile() {}

    /** The text of a statement, such as that of {@code report/select_cell}. */
    public static String read(String name) {
        String path = "/sql/" + name + ".sql";
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
