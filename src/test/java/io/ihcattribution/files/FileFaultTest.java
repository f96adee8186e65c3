package io.ihcattribution.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a file that cannot be used. Who runs the tests may write anywhere: permission is played. */
class FileFaultTest {

    @TempDir
    Path folder;

    @Test
    void aFolderThatMayNotBeWrittenIsTheReasonWhyAFileIsMissing() {
        String sentence = FileFault.sentence(missing("reports/runs/x.csv"), place -> false);

        assertThat(sentence).isEqualTo(folder + ": permission denied; the user \"" + System.getProperty("user.name")
                + "\" has to be allowed to read and write it");
    }

    @Test
    void saysWhatIsInTheWay() throws IOException {
        Files.writeString(folder.resolve("reports"), "");

        assertThat(FileFault.sentence(missing("reports/x.csv"))).isEqualTo(folder.resolve("reports")
                + " is a file; expected a folder");
        assertThat(FileFault.sentence(missing("x.csv"))).isEqualTo(folder.resolve("x.csv") + " is not there");
        assertThat(FileFault.sentence(missing("none/x.csv"))).endsWith("none/x.csv is not there, nor is its folder");
        assertThat(FileFault.sentence(new AccessDeniedException("data/x.db")))
                .startsWith("data/x.db: permission denied");
        Files.createDirectories(folder.resolve("full/x"));
        assertThat(FileFault.sentence(catchThrowableOfType(IOException.class,
                () -> Files.delete(folder.resolve("full"))))).contains("is a folder that is not empty");
        assertThat(FileFault.sentence(new IOException("No space left on device"))).contains("the disk is full");
    }

    private IOException missing(String name) {
        return new NoSuchFileException(folder.resolve(name).toString());
    }
}
