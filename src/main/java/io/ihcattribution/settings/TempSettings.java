package io.ihcattribution.settings;

import static io.ihcattribution.settings.Setting.Rank.RARE;

import java.nio.file.Path;

/**
 * Temporary files.
 *
 * @param dir Folder of the temporary files: SQLite's library, bodies over 8 MiB, users with very many sessions, a
 *     training's journeys. Each process makes one of its own below it, removes it at its end, and removes what killed
 *     ones left at its start. Programs must be allowed to run from there. Empty: the system's temporary folder.
 */
public record TempSettings(
        @Setting(key = "ihc.temp.dir", rank = RARE, expected = "a folder, or nothing") Path dir) {}
