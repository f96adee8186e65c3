package io.ihcattribution.settings;

import io.ihcattribution.channel.ChannelSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Channels: what session_sources.channel_name is sent and reported as.
 *
 * @param file A CSV file with the columns label and channel, which renames and groups channels; empty = every label
 *     is its own channel. Read at every run's start. Labels are compared exactly, without the space around them.
 * @param unmatched A label that the file does not have: keep it as its own channel, or reject the journeys it is in;
 *     its costs stay.
 * @param include The only channels that stay in, as reported; empty = all.
 * @param exclude Channels that are left out, as reported: their sessions are in no journey and no row.
 */
public record ChannelsSettings(
        @Setting(key = "ihc.channels.file") Path file,
        @Setting(key = "ihc.channels.unmatched", byDefault = "keep", words = {
                "keep", "reject"}) String unmatched,
        @Setting(key = "ihc.channels.include") List<String> include,
        @Setting(key = "ihc.channels.exclude") List<String> exclude)
        implements SettingsReader.Checked{

    /** How labels become channels. */
    public ChannelSettings settings() {
        return new ChannelSettings(file, Set.copyOf(include), Set.copyOf(exclude), unmatched.equals("reject"));
    }

    /** The mapping file is read again at every run; looked at here, so that a faulty one stops the start. */
    @Override
    public void check(SettingFaults faults) {
        faults.trying("ihc.channels.file", () -> settings().rules());
    }
}
