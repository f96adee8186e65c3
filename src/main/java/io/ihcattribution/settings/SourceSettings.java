package io.ihcattribution.settings;

import static io.ihcattribution.settings.Setting.Rank.ESSENTIAL;

/**
 * The source: the shop's database, which is only read.
 *
 * @param url The shop's database, as a JDBC URL. It is read and never written. Empty: that of ihc.db.url; where that
 *     is empty, too, the SQLite file data/shop.db.
 */
public record SourceSettings(
        @Setting(key = "ihc.source.url", rank = ESSENTIAL,
                pattern = LedgerSettings.URL, expected = LedgerSettings.A_URL) String url) {}
