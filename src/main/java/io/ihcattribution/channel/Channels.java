package io.ihcattribution.channel;

import io.ihcattribution.text.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The channels of the run that is under way: one rule for what is sent and what is reported. A label is looked at once,
 * however many sessions have it.
 */
public final class Channels {

    private static final Logger LOG = LoggerFactory.getLogger(Channels.class);

    private static final int MOST_LISTED = 10;

    private final ChannelSettings settings;
    private volatile ChannelRules rules = ChannelRules.NONE;
    private volatile Map<String, ReportedChannel> known = new ConcurrentHashMap<>();

    public Channels(ChannelSettings settings) {
        this.settings = settings;
    }

    /**
     * A run begins: the mapping file is read again.
     *
     * @throws InvalidChannelMapping with a sentence that names the file and the line
     */
    public void begin() {
        rules = settings.rules();
        known = new ConcurrentHashMap<>();
    }

    /** Whether every label is its own channel, and nothing need be asked. */
    public boolean isNone() {
        return rules.isNone();
    }

    /** The channels that the mapping file names; none where there is no file. */
    public Set<String> mapped() {
        return rules.mapping() == null ? Set.of() : Set.copyOf(rules.mapping().values());
    }

    /** What becomes of a label; null counts as blank. */
    public ReportedChannel of(String label) {
        return known.computeIfAbsent(label == null ? "" : label, rules::of);
    }

    /** Whether a journey with a session of this channel is rejected. */
    public boolean rejects(ReportedChannel channel) {
        return settings.rejectsUnmatched() && channel.isUnmatched();
    }

    /**
     * A row of {@code ihc_channel} for every label that there is.
     *
     * @param labels as the shop's table has them
     */
    public List<ChannelRow> rows(List<String> labels) {
        List<ChannelRow> rows = new ArrayList<>();
        for (String label : labels) {
            ReportedChannel channel = of(label);
            rows.add(new ChannelRow(label, channel.isExcluded() ? null : channel.name()));
        }
        SortedSet<String> unmatched = unmatched();
        if (!unmatched.isEmpty()) {
            LOG.warn("{} labels of session_sources are not in {} (ihc.channels.file): {}", unmatched.size(),
                    settings.file(), listed(unmatched));
        }
        SortedSet<String> strangers = new TreeSet<>(rules.include());
        strangers.addAll(rules.exclude());
        known.values().forEach(channel -> strangers.remove(channel.name()));
        if (!strangers.isEmpty()) {
            LOG.warn("ihc.channels.include and ihc.channels.exclude name channels that no session has: {}; is a name"
                    + " misspelt?", listed(strangers));
        }
        return rows;
    }

    private static String listed(SortedSet<String> labels) {
        return labels.stream().limit(MOST_LISTED).map(Quoted::of).collect(Collectors.joining(", "))
                + (labels.size() > MOST_LISTED ? " and " + (labels.size() - MOST_LISTED) + " more" : "");
    }

    /** The labels met so far that the mapping file does not have, in order. */
    public SortedSet<String> unmatched() {
        SortedSet<String> unmatched = new TreeSet<>();
        known.values().stream().filter(ReportedChannel::isUnmatched).forEach(channel -> unmatched.add(channel.name()));
        return unmatched;
    }
}
