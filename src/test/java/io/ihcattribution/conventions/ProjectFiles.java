package io.ihcattribution.conventions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The project's own files, as they lie in its folder. */
final class ProjectFiles {

    private static final Path ROOT = Path.of("");
    private static final Set<String> MADE = Set.of("target", ".git", ".idea", "data", "reports", "triggers");

    private ProjectFiles() {}

    /** The files below a folder of the project, in order, whose names end so. */
    static List<Path> below(String folder, String ending) {
        try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
            return files.filter(Files::isRegularFile).filter(file -> !MADE.contains(top(file)))
                    .filter(file -> file.toString().endsWith(ending)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of all files below a folder whose names end so. */
    static String textBelow(String folder, String ending) {
        return String.join("\n", below(folder, ending).stream().map(ProjectFiles::text).toList());
    }

    static String text(Path file) {
        try {
            // Whatever a file holds has a text in this encoding.
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines of a file that is written in UTF-8. */
    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String top(Path file) {
        return file.normalize().getName(0).toString();
    }
}
