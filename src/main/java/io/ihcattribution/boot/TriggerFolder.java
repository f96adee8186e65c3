package io.ihcattribution.boot;

import io.ihcattribution.control.RunOutcome;
import io.ihcattribution.ledger.RunLedger;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The folder in which a dropped file starts a run, as an earlier process left it. */
final class TriggerFolder {

    private final Path folder;
    private final RunLedger ledger;

    TriggerFolder(Path folder, RunLedger ledger) {
        this.folder = folder;
        this.ledger = ledger;
    }

    /** Makes the folder; a trigger that was taken and not finished asks again, and its run is then taken up. */
    void prepare() throws IOException {
        Files.createDirectories(folder);
        for (String name : List.of(RunOutcome.CLAIMED, RunOutcome.INTERRUPTED)) {
            if (Files.isDirectory(folder.resolve(name))) {
                putBack(folder.resolve(name));
            }
        }
    }

    private void putBack(Path unfinished) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(unfinished, Files::isRegularFile)) {
            stream.forEach(files::add);
        }
        for (Path file : files) {
            Path back = folder.resolve(file.getFileName());
            if (file.toString().endsWith(".error.txt")) {
                Files.delete(file);
            } else if (!Files.exists(back)) {
                ledger.reopen(file.getFileName().toString(), claimedAt(file));
                Files.move(file, back, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    /** When a file was renamed last; where the file system does not tell, when it was written. */
    private static Instant claimedAt(Path file) throws IOException {
        try {
            return ((FileTime) Files.getAttribute(file, "unix:ctime")).toInstant();
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            return Files.getLastModifiedTime(file).toInstant();
        }
    }
}
