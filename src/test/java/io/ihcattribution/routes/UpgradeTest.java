package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an earlier version has bought is not bought again. */
@Tag("one-file")
@WholeApplication
class UpgradeTest {

    @TempDir
    Path folder;

    /**
     * A shop of 29 journeys with their ledger, as version 0.1 left it: ids that are numbers and ids that are text,
     * sessions of one second, padded channels, tables without keys.
     */
    @Test
    void buysNothingOfWhatVersion01Bought() throws Exception {
        Shop shop = earlierShop();
        List<String> credits = credits(shop);
        assertThat(credits).hasSizeGreaterThan(100);
        try (IhcServer server = IhcServer.givingEqualShares()) {
            Application.Result result = Application.in(folder).calling(server).once();

            assertThat(result.status()).as(result.err()).isZero();
            assertThat(result.out()).contains("29 attributed");
            assertThat(server.requests()).isEmpty();
            assertThat(credits(shop)).isEqualTo(credits);
        }
    }

    @Test
    void aBatchThatVersion01HadOnItsWayIsReadAgain() throws Exception {
        Shop shop = earlierShop();
        shop.all(List.of(
                "update ihc_run set state = 'running', ended_at = null where rowid = (select max(rowid) from ihc_run)",
                "insert into ihc_batch (run_id, batch_no, state, journeys, sessions, attempts, opened_at) "
                        + "select run_id, 9, 'sent', 1, 2, 1, '2026-01-01 10:00:00' from ihc_run where state ="
                        + " 'running'",
                "delete from attribution_customer_journey where conv_id = 'c49'",
                "delete from ihc_journey where conv_id = 'c49'"));
        try (IhcServer server = IhcServer.givingEqualShares()) {
            assertThat(Application.in(folder).calling(server).once().status()).isZero();

            assertThat(server.requests()).extracting(IhcServer.Request::journeys).extracting(Map::keySet)
                    .containsExactly(java.util.Set.of("c49"));
            assertThat(shop.rows("select state from ihc_batch where batch_no = 9")).containsExactly("returned");
        }
    }

    private Shop earlierShop() throws IOException, SQLException {
        String dump = new String(UpgradeTest.class.getResourceAsStream(
                "/io/ihcattribution/routes/bought_by_version_0_1.sql").readAllBytes(),
                java.nio.charset.StandardCharsets.UTF_8);
        Files.createDirectories(folder);
        Path file = folder.resolve("shop.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(dump);
        }
        return Shop.at(file);
    }

    private static List<String> credits(Shop shop) {
        return shop
                .rows("select conv_id, session_id, ihc, channel_name from attribution_customer_journey order by 1, 2");
    }
}
