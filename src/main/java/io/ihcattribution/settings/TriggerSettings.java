package io.ihcattribution.settings;

import static io.ihcattribution.settings.Setting.Rank.ESSENTIAL;
import static io.ihcattribution.settings.Setting.Rank.RARE;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Trigger files.
 *
 * @param dir Folder in which a dropped file starts a run; made where missing.
 * @param settle A trigger file is taken when it has not changed for this long.
 */
public record TriggerSettings(
        @Setting(key = "ihc.trigger.dir", byDefault = "triggers", rank = ESSENTIAL) Path dir,
        @Setting(key = "ihc.trigger.settle", byDefault = "500ms", rank = RARE) Duration settle) {}
