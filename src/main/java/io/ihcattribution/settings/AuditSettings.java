package io.ihcattribution.settings;

import static io.ihcattribution.settings.Setting.Rank.RARE;

import java.nio.file.Path;

/**
 * The audit.
 *
 * @param enabled Every request and answer as a compressed file, <run>/batch-<number>-attempt-<n>-<part>.json.gz,
 *     without the key.
 * @param dir Folder of the audit; made where missing.
 */
public record AuditSettings(
        @Setting(key = "ihc.audit.enabled", byDefault = "false", rank = RARE) boolean enabled,
        @Setting(key = "ihc.audit.dir", byDefault = "reports/audit", rank = RARE) Path dir) {}
