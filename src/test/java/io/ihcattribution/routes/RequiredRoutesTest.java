package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pipeline with a gap does not start: it would stop, or hang, once the calls were paid for. */
@Timeout(60)
@WholeApplication
class RequiredRoutesTest {

    @TempDir
    Path folder;

    private Path routes;

    @BeforeEach
    void copyRoutes() throws IOException {
        Shop.empty(folder).singles(1, "2026-01-01");
        routes = Files.createDirectory(folder.resolve("routes"));
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            for (Path file : files.toList()) {
                Files.copy(file, routes.resolve(file.getFileName()));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "run", "plan", "attribute", "report", "service", "upkeep", "errors"})
    void aMissingFileStopsTheStart(String name) throws IOException {
        Files.delete(routes.resolve(name + ".camel.yaml"));

        requireRefused("is the file " + name + ".camel.yaml missing?");
    }

    @Test
    void aMissingRouteStopsTheStart() throws IOException {
        Path file = routes.resolve("report.camel.yaml");
        Files.writeString(file, Files.readString(file).replace("direct:report-write-file\n      steps",
                "direct:report-write-nothing\n      steps"));

        requireRefused("no route takes direct:report-write-file, which the route ",
                "sends to; expected it in report.camel.yaml");
    }

    @Test
    void aFileThatIsNoYamlStopsTheStartWithItsPlace() throws IOException {
        Path file = routes.resolve("upkeep.camel.yaml");
        Files.writeString(file, Files.readString(file).replaceFirst("    from:", "   from:"));

        requireRefused("cannot be read: ", "upkeep.camel.yaml, line 4");
    }

    @Test
    void allRoutesAreNoGap() {
        assertThat(once().status()).isZero();
    }

    private void requireRefused(String... words) {
        try (IhcServer server = IhcServer.givingEqualShares()) {
            Application application = application().calling(server);

            Application.Result result = application.once();

            assertThat(result.status()).isEqualTo(2);
            assertThat(result.err()).contains("routes at file:" + routes).contains(words).doesNotContain("Exception");
            assertThat(server.requests()).isEmpty();
            assertThat(application.reportFiles()).isEqualTo(List.of());
        }
    }

    private Application.Result once() {
        return application().once();
    }

    private Application application() {
        return Application.in(folder).with("camel.main.routes-include-pattern", "file:" + routes + "/*.camel.yaml");
    }
}
