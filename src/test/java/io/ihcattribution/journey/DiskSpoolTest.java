package io.ihcattribution.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInput;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskSpoolTest {

    @TempDir
    Path folder;

    /** What clears old files away may have removed the folder. */
    @Test
    void keepsValuesInTheFolderThatItIsGivenMadeWhereItIsGone() throws Exception {
        Path gone = folder.resolve("gone");
        try (DiskSpool<String> spool =
                new DiskSpool<>(gone, (value, out) -> out.writeUTF(value), DataInput::readUTF)) {
            spool.add("a");
            spool.add("b");

            assertThat(spool).containsExactly("a", "b");
            assertThat(gone).isDirectory();
        }
        try (var files = Files.list(gone)) {
            assertThat(files).isEmpty();
        }
    }
}
