package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Temporary files: one folder a process, in which nothing outlives it but for a kill, and that not for long. */
@WholeApplication
class TempFolderTest {

    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();
    private Path temp;

    @BeforeEach
    void makeShop() throws IOException {
        temp = Files.createDirectory(folder.resolve("temp"));
        Shop.empty(folder).singles(2, "2026-01-01");
    }

    @AfterEach
    void end() {
        started.forEach(Product::kill);
    }

    @Test
    void ofAKilledProcessIsRemovedByTheNextStartAndThatOfALivingOneIsNot() throws Exception {
        Path other = Files.createDirectory(folder.resolve("other"));
        Shop.empty(other).singles(2, "2026-01-01");
        try (IhcServer server = IhcServer.givingEqualShares()) {
            Process living = start(Product.in(other, server.url()).with("ihc.temp.dir", temp.toString()));
            try {
                awaitReady(other);
                List<Path> ofTheLiving = folders();
                assertThat(ofTheLiving).hasSize(1);
                Process killed = start(Product.in(folder, server.url()).with("ihc.temp.dir", temp.toString()));
                awaitReady(folder);
                assertThat(folders()).hasSize(2);
                Product.kill(killed);
                assertThat(folders()).as("nobody has removed it yet").hasSize(2);

                Process next = start(Product.in(folder, server.url()).with("ihc.temp.dir", temp.toString()), "--once");
                assertThat(next.waitFor(60, TimeUnit.SECONDS)).isTrue();

                assertThat(next.exitValue()).as(log(folder)).isZero();
                assertThat(folders()).isEqualTo(ofTheLiving);
                assertThat(log(folder)).contains("1 folders of temporary files that killed processes left in");
                assertThat(files(ofTheLiving.get(0))).anyMatch(file -> file.endsWith(".so") || file.endsWith(".dll")
                        || file.endsWith(".dylib"));
            } finally {
                living.destroy();
                living.waitFor(60, TimeUnit.SECONDS);
            }
            assertThat(folders()).as("the living one was told to end").isEmpty();
        }
    }

    /** What an earlier version left there of one user was in the way of the next. */
    @Test
    void isBelowTheSystemsWhereNoneIsSetAndNothingElseIsWrittenThere() throws Exception {
        try (IhcServer server = IhcServer.givingEqualShares()) {
            Process process = start(Product.in(folder, server.url())
                    .environment("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temp));
            awaitReady(folder);
            assertThat(folders()).singleElement().asString().contains("ihc-attribution-");

            process.destroy();

            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(folders()).isEmpty();
        }
    }

    @Test
    void whatCannotBeOfALivingProcessIsRemovedAndALinkIsNotFollowed() throws Exception {
        Files.writeString(Files.createDirectory(temp.resolve("ihc-attribution-ended")).resolve("body"), "");
        Path precious = Files.createDirectory(folder.resolve("precious"));
        Files.writeString(precious.resolve("file"), "");
        Files.createSymbolicLink(temp.resolve("ihc-attribution-link"), precious);
        Files.writeString(Files.createDirectory(temp.resolve("of-another-program")).resolve("file"), "");

        assertThat(Application.in(folder).with("ihc.temp.dir", temp.toString()).once().status()).isZero();

        assertThat(folders()).extracting(path -> path.getFileName().toString())
                .containsExactly("ihc-attribution-link", "of-another-program");
        assertThat(precious.resolve("file")).exists();
    }

    @Test
    void thatCannotBeMadeEndsTheStartWithTheSetting() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");

        Application.Result result = Application.in(folder).with("ihc.temp.dir", file.toString()).once();

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("ihc.temp.dir: ").contains(file.toString()).doesNotContain("\tat ");
    }

    /** Where this test may mount one. */
    @Test
    void fromWhichNoProgramMayRunEndsTheStartWithTheFolderAndTheSetting() throws Exception {
        assumeThat(run("mount", "-t", "tmpfs", "-o", "noexec,size=16m", "tmpfs", temp.toString())).isZero();
        try (IhcServer server = IhcServer.givingEqualShares()) {
            Process process =
                    start(Product.in(folder, server.url()).with("ihc.temp.dir", temp.toString()), "--once");

            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(2);
            assertThat(log(folder).lines().toList()).singleElement().asString()
                    .startsWith("ihc.temp.dir: no program may run from " + temp);
            assertThat(folders()).isEmpty();
        } finally {
            run("umount", temp.toString());
        }
    }

    /** Whatever becomes of the test, it does not outlive it. */
    private Process start(Product product, String... arguments) {
        Process process = product.start(arguments);
        started.add(process);
        return process;
    }

    private static int run(String... command) throws Exception {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
        } catch (IOException e) {
            return -1;
        }
    }

    private static void awaitReady(Path of) {
        Await.until("it is ready", () -> Files.exists(of.resolve("product.log")) && log(of).contains(" ready: "));
    }

    private static String log(Path of) {
        return Application.read(of.resolve("product.log"));
    }

    private List<Path> folders() {
        return list(temp);
    }

    private static List<String> files(Path of) {
        return list(of).stream().map(Path::toString).toList();
    }

    private static List<Path> list(Path of) {
        try (Stream<Path> files = Files.list(of)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
