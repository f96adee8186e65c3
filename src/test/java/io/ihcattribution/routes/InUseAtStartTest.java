package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Another program holds a database at the start for longer than any statement waits. */
@WholeApplication
class InUseAtStartTest {

    private static final String WAITS = "the start waits for the database and tries again: the database jdbc:sqlite:";
    private static final String BACK = "the start goes on";

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void makeShop() {
        file = folder.resolve("shop.db");
        Shop.empty(folder).singles(4, "2026-01-01");
    }

    /** The switch to the log, the tables and, on the log, the first write: none of them is given up. */
    @ParameterizedTest
    @CsvSource({"delete, begin immediate", "delete, begin exclusive", "delete, begin; select * from conversions",
            "wal, begin immediate"})
    void aCommandWaitsForAProgramThatHoldsTheLedger(String mode, String hold) throws Exception {
        try (IhcServer server = IhcServer.givingEqualShares()) {
            Application application = inOneFile(server);

            Application.Result result = startedBeside(mode, hold, application::once);

            assertThat(result.status()).as(result.err()).isZero();
            assertThat(application.hasReport("channel_reporting.csv")).isTrue();
        }
    }

    @Test
    void aCommandWaitsForAProgramThatHoldsTheSourceAlone() throws Exception {
        try (IhcServer server = IhcServer.givingEqualShares()) {
            Application application = inOneFile(server).with("ihc.source.url", "jdbc:sqlite:" + file)
                    .with("ihc.db.url", "jdbc:sqlite:" + folder.resolve("ihc.db"));

            Application.Result result = startedBeside("delete", "begin exclusive", application::once);

            assertThat(result.status()).as(result.err()).isZero();
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeQuery("pragma journal_mode").getString(1)).isEqualTo("delete");
        }
    }

    @Test
    void aLedgerOfAnEarlierVersionIsBroughtUpToDateOnceItIsFreeAndNoTraceIsLogged() throws Exception {
        Files.delete(file);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(new String(getClass().getResourceAsStream(
                    "/io/ihcattribution/routes/bought_by_version_0_1.sql").readAllBytes(), StandardCharsets.UTF_8));
        }
        try (IhcServer server = IhcServer.givingEqualShares()) {
            Application.Result result = startedBeside("wal", "begin immediate", inOneFile(server)::once);

            assertThat(result.status()).as(result.err()).isZero();
            assertThat(server.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"daemon", "dry run", "explain", "copy"})
    void soDoesWhateverElseStarts(String what) throws Exception {
        try (IhcServer server = IhcServer.givingEqualShares()) {
            Application application = inOneFile(server);
            assertThat(application.once().status()).isZero();

            int status = startedBeside("delete", "begin exclusive", () -> switch (what) {
                case "daemon" -> {
                    application.daemon().close();
                    yield 0;
                }
                case "dry run" -> application.once("--mode", "dry-run").status();
                case "explain" -> application.explain("--channel", "Search", "--date", "2026-01-01").status();
                default -> application.copyLedger(folder.resolve("copy.db")).status();
            });

            assertThat(status).isZero();
        }
    }

    private Application inOneFile(IhcServer server) {
        return Application.in(folder).calling(server).with("ihc.source.url", "")
                .with("ihc.db.url", "jdbc:sqlite:" + file).with("ihc.db.busy-timeout", "50ms");
    }

    /** Starts something while another connection holds the file, which lets it go once the log has said so. */
    private <T> T startedBeside(String mode, String hold, java.util.function.Supplier<T> start) throws Exception {
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = other.createStatement(); LogLines log = LogLines.open()) {
            statement.execute("pragma journal_mode = " + mode);
            for (String sql : hold.split("; ")) {
                statement.execute(sql);
            }
            CompletableFuture<T> started = CompletableFuture.supplyAsync(start);
            Await.until(() -> log.text().contains(WAITS + file + " is in use by another program") || started.isDone());
            assertThat(started).as(log.text()).isNotDone();
            statement.execute("rollback");

            T result = started.get(60, TimeUnit.SECONDS);

            assertThat(log.text()).contains(BACK).doesNotContain("\tat ");
            assertThat(log.text().split(WAITS, -1)).as("said once").hasSize(2);
            return result;
        }
    }
}
