package io.ihcattribution.settings;

import static io.ihcattribution.settings.Setting.Rank.RARE;

/**
 * The daemon's own port: the embedded IHC service and /explain.
 *
 * @param host Address that the embedded IHC service and /explain listen on; loopback unless you know why.
 * @param port Port of the embedded IHC service and of /explain; 0 = any free one. --once takes a free one where it
 *     is taken.
 */
public record ConsoleSettings(
        @Setting(key = "ihc.console.host", byDefault = "127.0.0.1", expected = "an address of this machine",
                rank = RARE) String host,
        @Setting(key = "ihc.console.port", byDefault = "8642", max = 65_535) int port) {}
