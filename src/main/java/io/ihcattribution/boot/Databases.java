package io.ihcattribution.boot;

import io.ihcattribution.ledger.DatabaseLocations;
import io.ihcattribution.ledger.LedgerDatabase;
import io.ihcattribution.settings.InvalidSettings;
import io.ihcattribution.settings.Settings;
import io.ihcattribution.source.SourceDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Source and ledger, open.
 *
 * @param locations where they are
 */
record Databases(DatabaseLocations locations, SourceDatabase source, LedgerDatabase ledger) implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Databases.class);

    /**
     * Finds out where source and ledger are.
     *
     * @throws InvalidSettings when what the settings say would leave purchases behind
     */
    static DatabaseLocations locate(Settings settings) {
        try {
            return DatabaseLocations.of(settings.ledger().url(), settings.source().url(), Path.of(""));
        } catch (IllegalArgumentException e) {
            throw new InvalidSettings(List.of(e.getMessage()));
        }
    }

    /**
     * Opens both.
     *
     * @param readOnly whether nothing is written, and no ledger made
     * @throws io.ihcattribution.database.UnusableDatabase when one of them cannot be used
     */
    static Databases open(Settings settings, boolean readOnly) {
        DatabaseLocations locations = locate(settings);
        locations.notes().forEach(LOG::info);
        Duration patience = settings.ledger().busyTimeout();
        SourceDatabase source = SourceDatabase.open(locations.sourceUrl(), patience, locations.sourceNamed());
        try {
            return new Databases(locations, source, readOnly
                    ? LedgerDatabase.openToRead(locations.ledgerUrl(), patience)
                    : LedgerDatabase.open(locations.ledgerUrl(), patience));
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
    }

    /** The ledger last: where they are one file, the connection that writes clears away the log. */
    @Override
    public void close() {
        source.close();
        ledger.close();
    }
}
