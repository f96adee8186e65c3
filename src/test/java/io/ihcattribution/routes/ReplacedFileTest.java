package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.ihcattribution.boot.Daemon;
import io.ihcattribution.database.SqliteFile;
import io.ihcattribution.routes.IhcServer.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database's file is replaced or deleted while the process is up. */
@WholeApplication
class ReplacedFileTest {

    @TempDir
    Path folder;

    private Path shop;
    private Path ledger;

    @BeforeEach
    void makeShop() throws IOException {
        shop = folder.resolve("shop.db");
        ledger = folder.resolve("ihc.db");
        make(shop, 20);
    }

    @Nested
    class TheSource {

        @Test
        void isReadAnewWhereAnotherFileHasTakenItsPlaceAndMissedWhereNoneHas() throws Exception {
            try (IhcServer server = IhcServer.givingEqualShares(); Daemon daemon = apart(server).daemon()) {
                assertThat(run("a")).isEqualTo("done");
                assertThat(conversions()).isEqualTo("20");

                replace(shop, 22);
                assertThat(run("b")).isEqualTo("done");
                assertThat(conversions()).isEqualTo("22");

                Files.delete(shop);
                assertThat(run("c")).contains(shop + " does not exist any more").contains("ihc.source.url");

                make(shop, 24);
                assertThat(run("d")).isEqualTo("done");
                assertThat(conversions()).isEqualTo("24");
                assertThat(server.requests()).hasSize(3);
            }
        }

        @Test
        void isTheFileThatALinkLeadsTo() throws Exception {
            Path first = Files.move(shop, folder.resolve("first.db"));
            Files.createSymbolicLink(shop, first);
            make(folder.resolve("second.db"), 22);
            try (IhcServer server = IhcServer.givingEqualShares(); Daemon daemon = apart(server).daemon()) {
                assertThat(run("a")).isEqualTo("done");

                Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("second.db"));
                Files.move(link, shop, StandardCopyOption.REPLACE_EXISTING);

                assertThat(run("b")).isEqualTo("done");
                assertThat(conversions()).isEqualTo("22");
            }
        }

        @Test
        void isNotReadWithTheLogOfTheFormerOne() throws Exception {
            execute(shop, "pragma journal_mode = wal");
            try (IhcServer server = IhcServer.givingEqualShares(); Daemon daemon = apart(server).daemon()) {
                assertThat(run("a")).isEqualTo("done");
                String before = report();
                // What the daemon has open keeps the log from being cleared away.
                execute(shop, "update conversions set revenue = 1000");
                Path log = Path.of(shop + "-wal");
                assertThat(log).isNotEmptyFile();
                replace(shop, 22);
                byte[] replaced = Files.readAllBytes(shop);

                assertThat(run("b")).contains("was replaced").contains(log.toString()).contains("delete");
                assertThat(report()).isEqualTo(before);
                assertThat(shop).hasBinaryContent(replaced);

                Files.delete(log);
                Files.delete(Path.of(shop + "-shm"));
                assertThat(run("c")).isEqualTo("done");
                assertThat(conversions()).isEqualTo("22");
                assertThat(query(ledger, "select sum(revenue) from ihc_conversion")).isEqualTo("220.0");
            }
        }

        /** A copy over it leaves the inode, and may leave all by which SQLite tells whether its pages are stale. */
        @Test
        void isReadAnewWhereAnotherWasCopiedOverIt() throws Exception {
            Path other = folder.resolve("other.db");
            Files.copy(shop, other);
            execute(shop, "update conversions set revenue = 20");
            execute(other, "update conversions set revenue = 30");
            try (IhcServer server = IhcServer.givingEqualShares(); Daemon daemon = apart(server).daemon()) {
                assertThat(run("a")).isEqualTo("done");
                assertThat(query(ledger, "select sum(revenue) from ihc_conversion")).isEqualTo("400.0");

                Files.write(shop, Files.readAllBytes(other));

                assertThat(run("b")).isEqualTo("done");
                assertThat(query(ledger, "select sum(revenue) from ihc_conversion")).isEqualTo("600.0");
            }
        }

        /** The plan cannot read on while another program holds the file, and then reads what is gone. */
        @Test
        void thatIsReplacedWhileItIsReadInterruptsTheRunWhichThenReadsTheNewOne() throws Exception {
            try (LogLines log = LogLines.open(); IhcServer server = IhcServer.givingEqualShares();
                    Connection other = DriverManager.getConnection(SqliteFile.of(shop).url());
                    Statement statement = other.createStatement();
                    Daemon daemon = apart(server).daemon()) {
                statement.execute("begin exclusive");
                Files.writeString(folder.resolve("triggers/a.json"), "");
                Await.until(() -> log.text().contains(" begun: "));
                replace(shop, 22);
                statement.execute("rollback");

                assertThat(outcome("a")).contains(shop + " was replaced since it was read");
                assertThat(server.requests()).isEmpty();
                assertThat(query(ledger, "select state from ihc_run")).isEqualTo("interrupted");
                assertThat(log.text()).doesNotContain("\tat ");

                assertThat(run("a")).as("the same run is taken up").isEqualTo("done");
                assertThat(query(ledger, "select group_concat(state) from ihc_run")).isEqualTo("completed");
                assertThat(conversions()).isEqualTo("22");
                assertThat(query(ledger, "select count(*) from ihc_journey where state = 'attributed'"))
                        .isEqualTo("22");
            }
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void isLookedForBeforeARunPublishes(boolean isReplaced) throws Exception {
            Path dearer = folder.resolve("dearer.db");
            make(dearer, 20);
            execute(dearer, "update conversions set revenue = 20");
            try (IhcServer server = IhcServer.answering((number, request) -> {
                if (number == 1) {
                    if (isReplaced) {
                        Files.move(dearer, shop, StandardCopyOption.REPLACE_EXISTING);
                    } else {
                        Files.delete(shop);
                    }
                }
                return Reply.json(200, IhcServer.equalShares(request));
            })) {
                Application application = apart(server);

                Application.Result result = application.once();

                if (isReplaced) {
                    assertThat(result.status()).as(result.err()).isZero();
                    assertThat(query(ledger, "select sum(ihc_revenue) from channel_reporting")).isEqualTo("400.0");
                } else {
                    assertThat(result.status()).isEqualTo(1);
                    assertThat(result.err()).contains(shop + " does not exist any more");
                    assertThat(application.hasReport("channel_reporting.csv")).isFalse();
                    make(shop, 20);
                    assertThat(application.once().status()).isZero();
                }
                assertThat(server.requests()).as("what was bought is kept").hasSize(1);
                assertThat(query(ledger, "select count(*) from ihc_journey where state = 'attributed'"))
                        .isEqualTo("20");
            }
        }
    }

    @Nested
    class TheLedger {

        @Test
        void thatWasDeletedIsNotBoughtForNorWrittenAndNotMadeAnew() throws Exception {
            try (IhcServer server = IhcServer.givingEqualShares(); Daemon daemon = apart(server).daemon()) {
                assertThat(run("a")).isEqualTo("done");
                Files.delete(ledger);

                assertThat(run("b", "{\"mode\": \"full\"}")).contains(ledger + " was deleted").contains("backup");

                assertThat(server.requests()).hasSize(1);
                assertThat(ledger).doesNotExist();
            }
            assertThat(ledger).doesNotExist();
        }

        @Test
        void thatIsPutBackIsGoneOnWith() throws Exception {
            try (IhcServer server = IhcServer.givingEqualShares(); Daemon daemon = apart(server).daemon()) {
                assertThat(run("a")).isEqualTo("done");
                Path away = Files.move(ledger, folder.resolve("away.db"));
                assertThat(run("b")).contains(ledger + " was deleted");

                Files.move(away, ledger);

                assertThat(run("c", "{\"mode\": \"full\"}")).isEqualTo("done");
                assertThat(server.requests()).hasSize(2);
            }
        }

        /** No run is "completed" into a file that is gone. */
        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void thatGoesWhileARunBuysEndsTheRunAndTheOtherFileStaysAsItIs(boolean isReplaced) throws Exception {
            Path other = folder.resolve("other.db");
            make(other, 5);
            byte[] bytes = Files.readAllBytes(other);
            try (LogLines log = LogLines.open(); IhcServer server = IhcServer.answering((number, request) -> {
                if (number == 2) {
                    if (isReplaced) {
                        Files.move(other, ledger, StandardCopyOption.REPLACE_EXISTING);
                    } else {
                        Files.delete(ledger);
                    }
                }
                return Reply.json(200, IhcServer.equalShares(request));
            })) {
                Application.Result result = apart(server).with("ihc.batch.max-journeys", "2")
                        .with("ihc.api.concurrency", "1").once();

                assertThat(result.status()).isEqualTo(1);
                assertThat(result.err()).contains(ledger + (isReplaced ? " was replaced" : " was deleted"));
                assertThat(server.requests()).as("nothing more is bought").hasSize(2);
                assertThat(log.text()).doesNotContain("\tat ").doesNotContain("completed");
            }
            if (isReplaced) {
                assertThat(ledger).hasBinaryContent(bytes);
                assertThat(query(ledger, "pragma integrity_check")).isEqualTo("ok");
                assertThat(query(ledger, "select count(*) from conversions")).isEqualTo("5");
            } else {
                assertThat(ledger).doesNotExist();
            }
        }

        /** The log of the former one would be applied to the new one by whoever opens it. */
        @Test
        void inTheShopsOwnFileIsMissedAndTheNewFileStaysWhole() throws Exception {
            ledger = shop;
            try (IhcServer server = IhcServer.givingEqualShares();
                    Daemon daemon = application(server).with("ihc.db.url", SqliteFile.of(shop).url()).daemon()) {
                assertThat(run("a")).isEqualTo("done");
                replace(shop, 22);
                byte[] replaced = Files.readAllBytes(shop);

                assertThat(query(shop, "pragma integrity_check")).isEqualTo("ok");
                assertThat(query(shop, "select count(*) from conversions")).isEqualTo("22");
                assertThat(run("b", "{\"mode\": \"full\"}")).contains("the ledger's file " + shop + " was replaced");

                assertThat(server.requests()).hasSize(1);
                assertThat(shop).hasBinaryContent(replaced);
            }
            assertThat(query(shop, "pragma integrity_check")).isEqualTo("ok");
        }

        @Test
        void behindALinkKeepsItsLogBesideTheRealFile() throws Exception {
            Path real = folder.resolve("elsewhere");
            Files.createDirectories(real);
            Files.createFile(real.resolve("real.db"));
            Files.createSymbolicLink(ledger, real.resolve("real.db"));

            assertThat(SqliteFile.of(ledger).log()).isEqualTo(real.toRealPath().resolve("real.db-wal"));
            assertThat(SqliteFile.of(ledger).isSameFile(SqliteFile.of(real.resolve("real.db")))).isTrue();
            try (IhcServer server = IhcServer.givingEqualShares(); Daemon daemon = apart(server).daemon()) {
                assertThat(run("a")).isEqualTo("done");
                Files.delete(real.resolve("real.db"));
                assertThat(run("b")).contains(ledger + " was deleted");
            }
        }
    }

    private Application application(IhcServer server) {
        return Application.in(folder).calling(server).with("ihc.source.url", "").with("ihc.trigger.settle", "20ms");
    }

    /** Source and ledger in two files, whatever the tests' other databases are. */
    private Application apart(IhcServer server) {
        return application(server).with("ihc.source.url", SqliteFile.of(shop).url())
                .with("ihc.db.url", SqliteFile.of(ledger).url());
    }

    private String run(String name) throws IOException {
        return run(name, "");
    }

    /** Runs by a trigger; {@code done}, or the sentence why not. */
    private String run(String name, String keys) throws IOException {
        Path triggers = folder.resolve("triggers");
        Files.deleteIfExists(triggers.resolve(".failed/" + name + ".json"));
        Files.writeString(triggers.resolve(name + ".json"), keys);
        return outcome(name);
    }

    private String outcome(String name) {
        Path triggers = folder.resolve("triggers");
        Path done = triggers.resolve(".done/" + name + ".json");
        Path failed = triggers.resolve(".failed/" + name + ".json");
        Await.until(() -> Files.exists(done) || Files.exists(failed));
        return Files.exists(done) ? "done" : Application.read(triggers.resolve(".failed/" + name + ".json.error.txt"));
    }

    private String report() {
        return Application.read(folder.resolve("reports/channel_reporting.csv"));
    }

    private String conversions() {
        return query(ledger, "select count(*) from ihc_conversion");
    }

    /** Another shop in the place of a file, as {@code mv} does it. */
    private void replace(Path file, int conversions) {
        try {
            Path other = folder.resolve("other.db");
            make(other, conversions);
            Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void make(Path file, int conversions) throws IOException {
        Path beside = Files.createTempDirectory(folder, "shop");
        Shop.empty(beside).singles(conversions, "2026-01-01");
        Files.move(beside.resolve("shop.db"), file);
    }

    private static void execute(Path file, String sql) {
        query(file, sql);
    }

    private static String query(Path file, String sql) {
        try (Connection connection = DriverManager.getConnection(SqliteFile.of(file).url());
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            try (var row = statement.getResultSet()) {
                row.next();
                return row.getString(1);
            }
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
