package io.ihcattribution.database;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/**
 * A database's file as it was when it was opened. SQLite goes on with the file that it has opened, whatever becomes of
 * its name: it reads what is deleted, and writes what nobody will read.
 */
public final class OpenedFile {

    /** The files that this process has open, as Linux tells. */
    private static final Path OPEN_FILES = Path.of("/proc/self/fd");

    private static final Object NONE = new Object();

    private final SqliteFile file;
    private volatile Object identity;
    private volatile Object stamp;

    public OpenedFile(SqliteFile file) {
        this.file = file;
        reopened();
    }

    /** The file of the name is the one that is open from now on. */
    public void reopened() {
        stamp = file.stamp();
        identity = file.identity();
    }

    /** No file is open that could be in its place. */
    public void lost() {
        identity = NONE;
    }

    /** Whether the file that was opened is still the one of its name, and was not emptied. */
    public boolean isInPlace() {
        Object key = identity;
        return key == null || key.equals(file.identity());
    }

    /** Whether the file was replaced, or written since, by whatever program. */
    public boolean isTouched() {
        return !Objects.equals(stamp, file.stamp());
    }

    /**
     * Whether the log beside a file that has taken this one's place is the log of this one, which its connections hold
     * open: SQLite would apply it to the other. An empty one does no harm.
     */
    public boolean hasLeftItsLog() {
        Path log = file.log();
        try {
            return Files.exists(log) && Files.size(log) > 0 && isOpen(log);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isOpen(Path log) throws IOException {
        Object key = Files.readAttributes(log, BasicFileAttributes.class).fileKey();
        if (key == null || !Files.isDirectory(OPEN_FILES)) {
            return false;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(OPEN_FILES)) {
            for (Path open : files) {
                if (Objects.equals(key, keyOf(open))) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Of one that is closed meanwhile, or is no file at all, there is none. */
    private static Object keyOf(Path open) {
        try {
            return Files.readAttributes(open, BasicFileAttributes.class).fileKey();
        } catch (IOException e) {
            return null;
        }
    }
}
