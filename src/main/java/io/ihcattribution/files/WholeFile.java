package io.ihcattribution.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file whole or not at all: beside, under a hidden name of its own, then renamed over the old one. */
public final class WholeFile {

    private static final String UNFINISHED = ".writing-";

    private WholeFile() {}

    /**
     * Writes a file; makes its folder where it is missing.
     *
     * @throws IOException when it cannot be written; then it is as it was, and nothing of the new one is left
     */
    public static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path unfinished = file.resolveSibling(UNFINISHED + file.getFileName());
        try {
            Files.write(unfinished, content);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // It takes room where there is little.
            Files.deleteIfExists(unfinished);
            throw e;
        }
    }
}
