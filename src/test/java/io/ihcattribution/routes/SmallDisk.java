package io.ihcattribution.routes;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk of 256 kB at a folder of its own, which fills up. Only root may mount one: others leave the test out. */
final class SmallDisk implements AutoCloseable {

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    static SmallDisk at(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        assumeTrue(runs("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", folder.toString()),
                "only root may mount a disk");
        return new SmallDisk(folder);
    }

    /** Fills the disk, but for so many pages of 4 kB. */
    void fill(int left) throws IOException {
        try (OutputStream filler = Files.newOutputStream(folder.resolve("filler"))) {
            byte[] page = new byte[4096];
            while (folder.toFile().getUsableSpace() > left * 4096L) {
                filler.write(page);
                filler.flush();
            }
        }
    }

    /** Deletes what it was filled with. */
    void empty() throws IOException {
        Files.delete(folder.resolve("filler"));
    }

    @Override
    public void close() throws IOException, InterruptedException {
        runs("umount", folder.toString());
    }

    private static boolean runs(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
