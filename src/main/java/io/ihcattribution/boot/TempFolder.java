package io.ihcattribution.boot;

import io.ihcattribution.files.FileFault;
import io.ihcattribution.settings.InvalidSettings;
import io.ihcattribution.settings.TempSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;

/**
 * The temporary files of this process, in a folder of its own that nobody else may enter. A lock in it says that the
 * process lives: what is not locked was left by one that was killed, and goes at the next start.
 */
final class TempFolder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TempFolder.class);

    private static final String PREFIX = "ihc-attribution-";
    private static final String LOCK = "lock";
    private static final String LIBRARY_DIR = "org.sqlite.tmpdir";

    /** To look at the lock of this process would give it up. */
    private static final String OWN = PREFIX + UUID.randomUUID().toString().substring(0, 8) + "-";

    private final Path path;
    private final FileChannel lock;

    private TempFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Makes the folder, removes those of dead processes, and loads SQLite's library from it.
     *
     * @throws InvalidSettings when it cannot be made, or no program may run from there
     */
    static TempFolder open(TempSettings settings) {
        Path base = settings.dir() == null ? Path.of(System.getProperty("java.io.tmpdir")) : settings.dir();
        TempFolder folder;
        try {
            folder = make(Files.createDirectories(base));
        } catch (IOException e) {
            throw unusable("no folder for temporary files can be made in " + base.toAbsolutePath() + ": " + e);
        }
        try {
            folder.removeDead(base);
            folder.loadLibrary();
            return folder;
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /**
     * Does what needs SQLite's library and no more.
     *
     * @throws InvalidSettings as {@link #open} does
     */
    static <T> T with(TempSettings settings, Callable<T> work) throws Exception {
        TempFolder folder = open(settings);
        try {
            return work.call();
        } finally {
            folder.close();
        }
    }

    /** Where the files are to be put. */
    Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            removeContent(path);
            Files.deleteIfExists(path.resolve(LOCK));
            Files.deleteIfExists(path);
        } catch (IOException | UncheckedIOException e) {
            LOG.debug("{} is left to the next start", path, e);
        } finally {
            release();
        }
    }

    private void release() {
        try {
            lock.close();
        } catch (IOException e) {
            LOG.debug("{} cannot be unlocked", path, e);
        }
    }

    private static TempFolder make(Path base) throws IOException {
        while (true) {
            Path path = Files.createTempDirectory(base, OWN).toAbsolutePath();
            FileChannel channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            // Another process that starts may have looked at it in between.
            if (lock != null && Files.exists(path.resolve(LOCK))) {
                // A process that is told to end may have no time to close it. They go in reverse order.
                path.toFile().deleteOnExit();
                path.resolve(LOCK).toFile().deleteOnExit();
                return new TempFolder(path, channel);
            }
            channel.close();
        }
    }

    /** Only those of our own user: nobody else can put anything into them. */
    private void removeDead(Path base) {
        List<Path> removed = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(base, PREFIX + "*")) {
            for (Path folder : folders) {
                if (!folder.getFileName().toString().startsWith(OWN) && isOurs(folder) && removeIfDead(folder)) {
                    removed.add(folder);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("what killed processes left in {} cannot be removed: {}", base.toAbsolutePath(),
                    FileFault.sentence(
                            e instanceof UncheckedIOException wrapped ? wrapped.getCause() : (IOException) e));
        }
        if (!removed.isEmpty()) {
            LOG.info("{} folders of temporary files that killed processes left in {} are removed", removed.size(),
                    base.toAbsolutePath());
        }
    }

    private boolean isOurs(Path folder) {
        try {
            return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                    && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(path));
        } catch (IOException e) {
            // Another process has removed it.
            return false;
        }
    }

    private static boolean removeIfDead(Path folder) throws IOException {
        Path lock = folder.resolve(LOCK);
        try (FileChannel channel = Files.exists(lock) ? FileChannel.open(lock, StandardOpenOption.WRITE) : null) {
            // Without a lock it has just been made and is empty, or its process had no time to remove the rest.
            if (channel != null && channel.tryLock() == null) {
                return false;
            }
            removeContent(folder);
            if (channel != null) {
                Files.deleteIfExists(lock);
            }
            return Files.deleteIfExists(folder);
        } catch (NoSuchFileException | DirectoryNotEmptyException e) {
            // Another process removes it, too, or has just begun to use it.
            return false;
        }
    }

    /** All but the lock, which goes last, so that whatever is left can be removed later. */
    private static void removeContent(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = new ArrayList<>(walk.toList());
        }
        files.removeAll(List.of(folder, folder.resolve(LOCK)));
        Collections.reverse(files);
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }

    /** Once a process, by the first that needs it. */
    private void loadLibrary() {
        requireExecutable();
        if (System.getProperty(LIBRARY_DIR) == null) {
            System.setProperty(LIBRARY_DIR, path.toString());
        }
        try {
            SQLiteJDBCLoader.initialize();
        } catch (Exception e) {
            throw unusable("SQLite's library cannot be loaded from " + System.getProperty(LIBRARY_DIR) + ": "
                    + e.getMessage());
        }
    }

    /** The driver tries further places, with a trace for each, and does not say in the end what was wrong. */
    private void requireExecutable() {
        Path probe = path.resolve("probe");
        try {
            Files.createFile(probe);
            Files.setPosixFilePermissions(probe, EnumSet.of(PosixFilePermission.OWNER_READ,
                    PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));
            boolean mayRun = Files.isExecutable(probe);
            Files.delete(probe);
            if (!mayRun) {
                throw unusable("no program may run from " + path.getParent()
                        + ", which is mounted noexec, but SQLite's library has to");
            }
        } catch (UnsupportedOperationException e) {
            LOG.debug("{} knows no permissions", path);
        } catch (IOException e) {
            throw unusable(path + " cannot be written: " + e);
        }
    }

    private static InvalidSettings unusable(String reason) {
        return new InvalidSettings(List.of("ihc.temp.dir: " + reason
                + "; set it to a folder that can be written and from which programs may run"));
    }
}
