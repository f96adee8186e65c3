package io.ihcattribution.channel;

import java.nio.file.Path;
import java.util.Set;

/**
 * What the settings say of channels.
 *
 * @param file the mapping file; null for none
 * @param include the only channels that stay in, as reported; empty for all
 * @param exclude the channels that are left out, as reported
 * @param rejectsUnmatched whether a journey with a label that the mapping file does not have is rejected; otherwise the
 *     label is its own channel
 */
public record ChannelSettings(Path file, Set<String> include, Set<String> exclude, boolean rejectsUnmatched) {

    /** Every label is its own channel. */
    public static final ChannelSettings NONE = new ChannelSettings(null, Set.of(), Set.of(), false);

    /**
     * The rules as they are now: the mapping file is read.
     *
     * @throws InvalidChannelMapping with a sentence that names the file and the line
     */
    public ChannelRules rules() {
        return new ChannelRules(file == null ? null : ChannelMappingFile.read(file), include, exclude);
    }
}
