package io.ihcattribution.channel;

import java.util.Map;
import java.util.Set;

/**
 * How labels become channels. Labels are compared exactly, without the space around them; a blank one counts as
 * {@link #NO_CHANNEL}. The lists name channels as they are reported, so they speak of what the mapping makes of labels.
 *
 * @param mapping label to channel; null where there is no mapping file
 * @param include the only channels that stay in; empty for all
 * @param exclude the channels that are left out
 */
public record ChannelRules(Map<String, String> mapping, Set<String> include, Set<String> exclude) {

    /** What a session without a label is reported under. */
    public static final String NO_CHANNEL = "(no channel)";

    /** Every label is its own channel. */
    public static final ChannelRules NONE = new ChannelRules(null, Set.of(), Set.of());

    public ChannelRules {
        mapping = mapping == null ? null : Map.copyOf(mapping);
        include = Set.copyOf(include);
        exclude = Set.copyOf(exclude);
    }

    /** Whether every label is its own channel. */
    public boolean isNone() {
        return mapping == null && include.isEmpty() && exclude.isEmpty();
    }

    /**
     * What becomes of a label.
     *
     * @param label as the shop's table has it; null and blank count as {@link #NO_CHANNEL}
     */
    public ReportedChannel of(String label) {
        String key = label == null || label.isBlank() ? NO_CHANNEL : label.strip();
        String mapped = mapping == null ? null : mapping.get(key);
        String channel = mapped == null ? key : mapped;
        boolean excluded = exclude.contains(channel) || !include.isEmpty() && !include.contains(channel);
        // A list that leaves the label out by name is an answer, too.
        boolean unmatched = mapping != null && mapped == null && !key.equals(NO_CHANNEL) && !exclude.contains(key);
        return new ReportedChannel(channel, excluded, unmatched);
    }
}
