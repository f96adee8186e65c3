package io.ihcattribution.boot;

import io.ihcattribution.control.RunOutcome;
import io.ihcattribution.files.FileFault;
import io.ihcattribution.files.WholeFile;
import io.ihcattribution.ledger.RunLedger;
import io.ihcattribution.run.TriggerFile;
import io.ihcattribution.text.Quoted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder in which a dropped file starts a run: what lies there, and what can start none. */
final class TriggerFolder {

    private static final Logger LOG = LoggerFactory.getLogger(TriggerFolder.class);
    private static final Pattern TRIGGER =
            Pattern.compile("[^.].*\\.(json|ya?ml|properties)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final String EXPECTED = "; expected a file of at most 1 MB with the keys of a run";
    /** Room is left for the ending of the file that is written beside it. */
    private static final int LONGEST_NAME = 200;

    private final Path folder;
    private final RunLedger ledger;
    /** What can start no run and cannot be moved away; it is told once. */
    private final Set<Path> stuck = ConcurrentHashMap.newKeySet();

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

    /**
     * Makes the folder again where it has gone.
     *
     * @throws IOException when it cannot be made, is none, or cannot be read or written
     */
    void requireInPlace() throws IOException {
        if (!Files.exists(folder)) {
            Files.createDirectories(folder);
            LOG.warn("the trigger folder {} was gone and is made again", folder);
        }
        if (!Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder.toString());
        }
        if (!Files.isReadable(folder) || !Files.isWritable(folder)) {
            throw new AccessDeniedException(folder.toString());
        }
    }

    /** What lies in the folder under the name of a trigger; it is to be closed. */
    DirectoryStream<Path> candidates() throws IOException {
        stuck.removeIf(file -> !Files.exists(file, LinkOption.NOFOLLOW_LINKS));
        return Files.newDirectoryStream(folder, file -> TRIGGER.matcher(file.getFileName().toString()).matches());
    }

    /** Why something can never start a run, whatever it holds; null where it may. */
    static String fault(Path file, BasicFileAttributes attributes) {
        String name = file.getFileName().toString();
        if (!isText(file) || name.chars().anyMatch(Character::isISOControl)) {
            return "its name is not plain text in " + System.getProperty("sun.jnu.encoding")
                    + ", which is the encoding of this process's locale (LC_ALL, LANG); expected a name that is";
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            return "its name is longer than " + LONGEST_NAME + " bytes; expected a shorter one";
        }
        if (attributes.isRegularFile()) {
            return attributes.size() <= TriggerFile.MAX_BYTES ? null
                    : String.format(Locale.ROOT, "it has %,d bytes", attributes.size()) + EXPECTED;
        }
        return (attributes.isSymbolicLink() ? "it is a link" : attributes.isDirectory() ? "it is a folder"
                : "it is a pipe, a socket or a device") + EXPECTED;
    }

    /** Moves away what can never start a run, unread, and says why in the log and beside it. */
    void refuse(Path file, String reason) {
        if (stuck.contains(file)) {
            return;
        }
        String name = Quoted.plain(file.getFileName());
        Path failed = folder.resolve(RunOutcome.FAILED);
        try {
            Files.createDirectories(failed);
            Files.move(file, failed.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
            LOG.error("trigger {} is refused and goes to {}: {}", name, RunOutcome.FAILED, reason);
            WholeFile.write(failed.resolve(plainName(file) + RunOutcome.ERROR),
                    (reason + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && stuck.add(file)) {
                LOG.error("trigger {} is refused: {}; it cannot be moved to {}: {}", name, reason, failed,
                        FileFault.sentence(e));
            }
        }
    }

    @Override
    public String toString() {
        return folder.toString();
    }

    /** Whether the name of a file is the same once it was read as text: else nobody can open it by its name. */
    private static boolean isText(Path file) {
        try {
            return file.equals(Path.of(file.toString()));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** A name like that of a file, which can be written and read whatever that is. */
    private static String plainName(Path file) {
        String name = file.getFileName().toString().replaceAll("[^\\p{ASCII}]|\\p{Cntrl}", "_");
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }

    private void putBack(Path unfinished) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(unfinished, Files::isRegularFile)) {
            stream.forEach(files::add);
        }
        for (Path file : files) {
            Path back = folder.resolve(file.getFileName());
            if (file.toString().endsWith(RunOutcome.ERROR)) {
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
