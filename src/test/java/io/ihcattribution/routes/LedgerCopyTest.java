package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger out of a shop's file into one of its own. */
@Tag("one-file")
@WholeApplication
class LedgerCopyTest {

    private static final List<String> TABLES = List.of("attribution_customer_journey", "channel_reporting", "ihc_run",
            "ihc_batch",
            "ihc_journey", "ihc_schema_history");

    private final IhcServer server = IhcServer.givingEqualShares();

    @TempDir
    Path folder;

    private Shop shop;
    private Path copy;
    private Application application;

    @BeforeEach
    void run() {
        shop = Shop.empty(folder).fill(20);
        copy = folder.resolve("data/ihc.db");
        application = Application.in(folder).calling(server).with("ihc.db.url", shop.ledgerUrl());
        assertThat(application.once().status()).isZero();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void copiesEveryTableAndNothingOfTheShopsAndSaysWhatToSet() {
        Application.Result result = application.copyLedger(copy);

        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
        Shop copied = Shop.at(copy);
        for (String table : TABLES) {
            assertThat(copied.rows("select * from " + table)).as(table).isNotEmpty()
                    .isEqualTo(shop.rows("select * from " + table));
        }
        assertThat(List.of("conversions", "session_sources", "session_costs")).noneMatch(copied::has);
        String ihc = shop.cell("select total(ihc) from attribution_customer_journey");
        assertThat(result.out()).containsPattern("attribution_customer_journey +\\d+ rows +\\{ihc=" + ihc + ", ")
                .contains("ihc.db.url = jdbc:sqlite:" + copy, "ihc.source.url = " + shop.ledgerUrl());
        assertThat(shop.rows("select * from ihc_lease")).isEmpty();
        assertThat(copied.rows("select * from ihc_lease")).isEmpty();
    }

    @Test
    void theCopyBuysNothingAgain() {
        int bought = server.requests().size();
        String report = application.report("channel_reporting.csv");
        assertThat(application.copyLedger(copy).status()).isZero();

        Application.Result result = application.with("ihc.source.url", shop.ledgerUrl())
                .with("ihc.db.url", "jdbc:sqlite:" + copy).once();

        assertThat(result.status()).as(result.err()).isZero();
        assertThat(server.requests()).hasSize(bought);
        assertThat(application.report("channel_reporting.csv")).isEqualTo(report);
    }

    @Test
    void refusesAFileThatHoldsALedgerAlready() throws Exception {
        assertThat(application.copyLedger(copy).status()).isZero();
        byte[] before = Files.readAllBytes(copy);
        shop.execute("delete from channel_reporting");

        requireSentence(application.copyLedger(copy), "has rows", "ihc.db");
        requireSentence(application.copyLedger(shop.file()), "already", "another file");

        assertThat(Files.readAllBytes(copy)).isEqualTo(before);
    }

    @Test
    void aLedgerThatIsNotThereIsNotMade() {
        requireSentence(Application.in(folder).with("ihc.db.url", "jdbc:sqlite:" + folder.resolve("none.db"))
                .with("ihc.source.url", "").copyLedger(copy), "none.db does not exist");
        assertThat(folder.resolve("none.db")).doesNotExist();
        assertThat(copy).doesNotExist();
    }

    @Test
    void waitsForNobodyWhoWorksOnTheLedgerAndCopiesNothingThen() throws Exception {
        String now = java.time.Instant.now().toString();
        try (Connection connection = DriverManager.getConnection(shop.ledgerUrl())) {
            connection.createStatement().execute("insert into ihc_lease values ('run', 'elsewhere/1@2', '" + now
                    + "')");
        }

        requireSentence(application.copyLedger(copy), "another process works on this ledger");

        assertThat(copy).doesNotExist();
        assertThat(shop.cell("select holder from ihc_lease")).isEqualTo("elsewhere/1@2");
    }

    private static void requireSentence(Application.Result result, String... words) {
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains(words);
        assertThat(result.err().strip()).hasLineCount(1);
    }
}
