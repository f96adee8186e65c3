package io.ihcattribution.settings;

import static io.ihcattribution.settings.Setting.Rank.ESSENTIAL;

import io.ihcattribution.ledger.ShopDatabase;

/**
 * The source: the shop's database, which is only read.
 *
 * @param url The shop's database, as a JDBC URL. It is read and never written. Empty: that of ihc.db.url; where that
 *     is empty, too, the SQLite file data/shop.db.
 */
public record SourceSettings(
        @Setting(key = "ihc.source.url", expected = LedgerSettings.A_URL, rank = ESSENTIAL) String url)
        implements SettingsReader.Checked {

    @Override
    public void check(SettingFaults faults) {
        faults.unless(url.isEmpty() || ShopDatabase.supports(url), "ihc.source.url", url, LedgerSettings.A_URL);
    }
}
