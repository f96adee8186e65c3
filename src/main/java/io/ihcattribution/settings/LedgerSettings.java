package io.ihcattribution.settings;

import static io.ihcattribution.settings.Setting.Rank.ESSENTIAL;
import static io.ihcattribution.settings.Setting.Rank.RARE;

import java.time.Duration;

/**
 * The ledger: what was planned, bought and answered, and the result tables.
 *
 * @param url The ledger's database, as a JDBC URL. Where only this is set, it is the shop's database, too. Empty:
 *     the SQLite file data/ihc.db; but a data/shop.db that holds purchases of an earlier version stays the ledger,
 *     and the log says so.
 * @param busyTimeout How long a statement waits for another program that holds the database.
 * @param lease Another process's lease on the database counts as dead when it was not renewed for this long.
 */
public record LedgerSettings(
        @Setting(key = "ihc.db.url", rank = ESSENTIAL,
                pattern = LedgerSettings.URL, expected = LedgerSettings.A_URL) String url,
        @Setting(key = "ihc.db.busy-timeout", byDefault = "30s", rank = RARE) Duration busyTimeout,
        @Setting(key = "ihc.db.lease", byDefault = "60s", rank = RARE) Duration lease) {

    static final String URL = "(jdbc:sqlite:.+)?";
    static final String A_URL = "a JDBC URL that begins with jdbc:sqlite:, such as jdbc:sqlite:data/shop.db";
}
