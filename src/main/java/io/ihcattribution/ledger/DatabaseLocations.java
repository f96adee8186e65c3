package io.ihcattribution.ledger;

import io.ihcattribution.database.SqliteFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/**
 * Where source and ledger are.
 *
 * @param sourceUrl the shop's database, a JDBC URL
 * @param ledgerUrl the ledger, a JDBC URL; the same where they are one file
 * @param sourceNamed which setting names the source, for sentences
 * @param notes what the log says of it at the start
 */
public record DatabaseLocations(String sourceUrl, String ledgerUrl, String sourceNamed, List<String> notes) {

    /** The option that copies a ledger out of a shop's file. */
    public static final String COPY_OPTION = "--copy-ledger";

    private static final Path DEFAULT_SOURCE = Path.of("data/shop.db");
    private static final Path DEFAULT_LEDGER = Path.of("data/ihc.db");
    private static final Duration BUSY_TIMEOUT = Duration.ofSeconds(5);

    public DatabaseLocations {
        notes = List.copyOf(notes);
    }

    /**
     * Finds out where source and ledger are, from the settings and from what is there. What was bought is never left
     * behind: a source that holds purchases of an earlier version stays the ledger, unless one is named.
     *
     * @param dbUrl {@code ihc.db.url}, a JDBC URL or empty
     * @param sourceUrl {@code ihc.source.url}, a JDBC URL or empty
     * @param folder what the default places are relative to
     * @throws IllegalArgumentException when a URL is not of a database that is supported, or a ledger is named that
     *     has no purchases beside a source that has; the message says what to set
     * @throws io.ihcattribution.database.UnusableDatabase when one of two files cannot be read
     */
    public static DatabaseLocations of(String dbUrl, String sourceUrl, Path folder) {
        require("ihc.db.url", dbUrl);
        require("ihc.source.url", sourceUrl);
        if (sourceUrl.isEmpty() && !dbUrl.isEmpty()) {
            return new DatabaseLocations(dbUrl, dbUrl, "ihc.db.url is " + dbUrl, List.of());
        }
        String source = sourceUrl.isEmpty() ? SqliteFile.of(folder.resolve(DEFAULT_SOURCE)).url() : sourceUrl;
        String named = sourceUrl.isEmpty() ? "neither ihc.db.url nor ihc.source.url is set" : "ihc.source.url is "
                + sourceUrl;
        String ledger = dbUrl.isEmpty() ? SqliteFile.of(folder.resolve(DEFAULT_LEDGER)).url() : dbUrl;
        SqliteFile sourceFile = new SqliteFile(source);
        SqliteFile ledgerFile = new SqliteFile(ledger);
        if (sourceFile.isSameFile(ledgerFile) || holdsPurchases(ledgerFile) || !holdsPurchases(sourceFile)) {
            return new DatabaseLocations(source, ledger, named, List.of());
        }
        if (dbUrl.isEmpty()) {
            return new DatabaseLocations(source, source, named, List.of("the ledger stays in the shop's database, "
                    + sourceFile.path() + ", which holds purchases of an earlier version; " + COPY_OPTION + " "
                    + ledgerFile.path() + " copies it into a file of its own"));
        }
        throw new IllegalArgumentException("ihc.db.url: the ledger " + ledgerFile.path()
                + " has no purchases, but the source "
                + sourceFile.path() + " holds some of an earlier version; set ihc.db.url = " + source
                + " to go on with them, or copy them: ihc.db.url = " + source + " and " + COPY_OPTION + " "
                + ledgerFile.path());
    }

    /** Whether source and ledger are one file. */
    public boolean areOne() {
        return new SqliteFile(sourceUrl).isSameFile(new SqliteFile(ledgerUrl));
    }

    private static void require(String key, String url) {
        if (!url.isEmpty() && !SqliteFile.supports(url)) {
            throw new IllegalArgumentException(key + ": \"" + url
                    + "\" is not usable; expected a JDBC URL that begins with"
                    + " jdbc:sqlite:, such as jdbc:sqlite:data/shop.db");
        }
    }

    /** Whether conversions were attributed with this database as the ledger. */
    private static boolean holdsPurchases(SqliteFile file) {
        if (!file.exists()) {
            return false;
        }
        try (Connection connection = file.readable().connect(BUSY_TIMEOUT)) {
            return hasRows(connection, "ihc_journey", "where state = 'attributed'")
                    || hasRows(connection, "attribution_customer_journey", "");
        } catch (SQLException e) {
            // "None" would buy everything anew.
            throw file.unusable(e);
        }
    }

    private static boolean hasRows(Connection connection, String table, String condition) throws SQLException {
        try (ResultSet tables = connection.getMetaData().getTables(null, null, table, null)) {
            if (!tables.next()) {
                return false;
            }
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select exists (select 1 from " + table + " " + condition
                        + ")")) {
            return row.getInt(1) == 1;
        }
    }
}
