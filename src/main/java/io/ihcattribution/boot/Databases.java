package io.ihcattribution.boot;

import io.ihcattribution.database.UnusableDatabase;
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
 * @param temp the folder that SQLite's library is in
 */
record Databases(DatabaseLocations locations, SourceDatabase source, LedgerDatabase ledger, TempFolder temp)
        implements AutoCloseable {

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
     * Opens both, once no other program holds them.
     *
     * @param readOnly whether nothing is written, and no ledger made
     * @throws InvalidSettings when the folder of temporary files cannot be used
     * @throws io.ihcattribution.database.UnusableDatabase when one of them cannot be used
     */
    static Databases open(Settings settings, boolean readOnly) {
        TempFolder temp = TempFolder.open(settings.temp());
        try {
            return open(settings, readOnly, temp);
        } catch (RuntimeException e) {
            temp.close();
            throw e;
        }
    }

    private static Databases open(Settings settings, boolean readOnly, TempFolder temp) {
        DatabaseLocations locations = StartWait.until(() -> locate(settings));
        locations.notes().forEach(LOG::info);
        Duration patience = settings.ledger().busyTimeout();
        SourceDatabase source = StartWait
                .until(() -> SourceDatabase.open(locations.sourceUrl(), patience, locations.sourceNamed()));
        try {
            Databases databases = new Databases(locations, source, StartWait.until(() -> readOnly
                    ? LedgerDatabase.openToRead(locations.ledgerUrl(), patience)
                    : LedgerDatabase.open(locations.ledgerUrl(), patience)), temp);
            if (!readOnly && locations.areOne() && !databases.ledger.readsBesideWriting()) {
                databases.ledger.close();
                // A run's plan is written while the source is read: it would wait for itself.
                throw new UnusableDatabase("the file system of " + databases.ledger.file().path() + " allows no"
                        + " write-ahead log, so that it cannot be source and ledger in one: set ihc.source.url to it"
                        + " and ihc.db.url to another file");
            }
            return databases;
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
        temp.close();
    }
}
