package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real process under a locale that has no letters but ASCII's, as cron and systemd give it. */
@Timeout(120)
@WholeApplication
class LocaleTest {

    @TempDir
    Path folder;

    @BeforeEach
    void twoChannels() {
        Shop.empty(folder).session("s1", "u1", "2026-01-01 10:00:00", "Büro", 2)
                .session("s2", "u1", "2026-01-02 10:00:00", "Straße", 1)
                .conversion("c1", "u1", "2026-01-02 11:00:00", 100);
    }

    @Test
    void argumentsAndEnvironmentAreReadAsTheyWereWritten() throws Exception {
        try (IhcServer server = IhcServer.givingEqualShares()) {
            assertThat(product(server).with("ihc.channels.exclude", "Büro").start("--once").waitFor()).as(log())
                    .isZero();
            assertThat(server.requests()).singleElement().extracting(request -> request.sessions().size())
                    .isEqualTo(1);
            assertThat(report()).contains("\nStraße,2026-01-02,").doesNotContain("Büro");

            assertThat(product(server).environment("IHC_CHANNELS_EXCLUDE", "Straße").start("--once").waitFor())
                    .as(log()).isZero();
            assertThat(report()).contains("\nBüro,2026-01-01,").doesNotContain("Straße");
        }
    }

    @Test
    void whatCannotBeReadIsRefusedAndTheLocaleNamed() throws Exception {
        try (IhcServer server = IhcServer.givingEqualShares()) {
            // Java has its own options before anybody else, and has them damaged.
            assertThat(product(server).environment("JDK_JAVA_OPTIONS", "-Dihc.channels.exclude=Büro").start("--once")
                    .waitFor()).isEqualTo(2);
            assertThat(log()).contains("ihc.channels.exclude: its text came damaged", "LC_ALL=C,", "LC_ALL=C.UTF-8");

            assertThat(product(server).with("ihc.channels.file", "Büro.csv").start("--once").waitFor()).isEqualTo(2);
            assertThat(log()).contains("ihc.channels.file: \"Büro.csv\" is not usable", "LC_ALL=C.UTF-8");
            assertThat(server.requests()).isEmpty();
        }
    }

    private Product product(IhcServer server) {
        return Product.in(folder, server.url()).environment("LC_ALL", "C");
    }

    private String log() throws Exception {
        Path log = folder.resolve("product.log");
        return Files.exists(log) ? Files.readString(log, StandardCharsets.UTF_8) : "";
    }

    private String report() {
        return Application.read(folder.resolve("reports/channel_reporting.csv"));
    }
}
