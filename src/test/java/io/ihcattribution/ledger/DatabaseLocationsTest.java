package io.ihcattribution.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where source and ledger are, for each way to name them and for what lies there. */
class DatabaseLocationsTest {

    private static final String PURCHASES =
            "create table ihc_journey (state text); insert into ihc_journey values ('attributed')";
    private static final String NO_PURCHASES =
            "create table ihc_journey (state text); insert into ihc_journey values ('rejected');"
                    + " create table attribution_customer_journey (conv_id text)";

    @TempDir
    Path folder;

    private String shop;
    private String ledger;
    private String other;

    @BeforeEach
    void name() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        shop = url("data/shop.db");
        ledger = url("data/ihc.db");
        other = url("other.db");
    }

    @Test
    void oneSettingAloneNamesBothAsBefore() {
        requireApart("", "", shop, ledger);
        requireApart("", other, other, ledger);
        requireApart(ledger, other, other, ledger);

        DatabaseLocations one = of(other, "");
        assertThat(one.sourceUrl()).isEqualTo(other);
        assertThat(one.ledgerUrl()).isEqualTo(other);
        assertThat(one.areOne()).isTrue();
        assertThat(one.sourceNamed()).isEqualTo("ihc.db.url is " + other);
        assertThat(of(other, other + "?cache=shared").areOne()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {PURCHASES, "create table attribution_customer_journey (conv_id text);"
            + " insert into attribution_customer_journey values ('c')"})
    void aShopsFileWithPurchasesStaysTheLedgerUntilTheyAreCopiedAndTheLogSaysSo(String purchases) throws SQLException {
        execute(shop, purchases);

        assertThat(of("", "").ledgerUrl()).isEqualTo(shop);
        assertThat(of("", "").notes()).singleElement().asString()
                .contains("shop.db", "earlier version", "--copy-ledger " + folder.resolve("data/ihc.db"));
        assertThat(of("", shop).ledgerUrl()).isEqualTo(shop);
        execute(ledger, NO_PURCHASES);
        assertThat(of("", "").ledgerUrl()).as("a ledger that was only made").isEqualTo(shop);

        execute(ledger, "insert into ihc_journey values ('attributed')");
        requireApart("", "", shop, ledger);
    }

    @Test
    void aShopsFileWithoutPurchasesIsNoLedger() throws SQLException {
        execute(shop, NO_PURCHASES);

        requireApart("", "", shop, ledger);
        requireApart(ledger, shop, shop, ledger);
    }

    @Test
    void aLedgerWithoutPurchasesThatIsNamedBesideASourceThatHasSomeStopsTheStart() throws SQLException {
        execute(shop, PURCHASES);

        assertThatThrownBy(() -> of(ledger, shop)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("ihc.db.url = " + shop, "--copy-ledger", "no purchases");
        execute(ledger, NO_PURCHASES);
        assertThatThrownBy(() -> of(ledger, shop)).hasMessageContaining("--copy-ledger");

        assertThat(of(shop, shop).areOne()).isTrue();
        execute(ledger, "insert into ihc_journey values ('attributed')");
        requireApart(ledger, shop, shop, ledger);
    }

    @Test
    void namesTheSettingWhoseUrlIsOfNoDatabaseThatIsSupported() {
        assertThatThrownBy(() -> of("shop.db", "")).hasMessageContainingAll("ihc.db.url: \"shop.db\"", "jdbc:sqlite:");
        assertThatThrownBy(() -> of("", "jdbc:mysql://shop"))
                .hasMessageContainingAll("ihc.source.url: \"jdbc:mysql://shop\"");
    }

    private void requireApart(String dbUrl, String sourceUrl, String source, String ledger) {
        DatabaseLocations locations = of(dbUrl, sourceUrl);
        assertThat(locations.sourceUrl()).isEqualTo(source);
        assertThat(locations.ledgerUrl()).isEqualTo(ledger);
        assertThat(locations.areOne()).isFalse();
        assertThat(locations.notes()).isEmpty();
    }

    private DatabaseLocations of(String dbUrl, String sourceUrl) {
        return DatabaseLocations.of(dbUrl, sourceUrl, folder);
    }

    private String url(String name) {
        return "jdbc:sqlite:" + folder.resolve(name);
    }

    private static void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url); Statement statement =
                connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
