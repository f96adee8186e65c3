package io.ihcattribution.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files that are read anew at every run and decide what is bought: a changed one is a reason to run, like a changed
 * database. They are small.
 *
 * @param files the files; any of them may be missing or unreadable, which the run then says
 */
public record RuleFiles(List<Path> files) {

    public RuleFiles {
        files = List.copyOf(files);
    }

    /** What they hold now; two that are equal have the same rules. */
    public List<String> contents() {
        List<String> contents = new ArrayList<>();
        for (Path file : files) {
            try {
                // Whatever a file holds has a text in this encoding.
                contents.add(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                contents.add(e.toString());
            }
        }
        return contents;
    }
}
