package io.ihcattribution.report;

import io.ihcattribution.channel.ChannelRow;
import io.ihcattribution.channel.ChannelRules;
import io.ihcattribution.channel.Channels;
import io.ihcattribution.journey.ReportCalendar;
import io.ihcattribution.journey.ReportDay;
import java.util.List;
import java.util.Map;

/** The two things by which the report's figures are summed: channels and dates, as its SQL finds them. One run at a time. */
public final class ReportDimensions {

    private final Channels channels;
    private final ReportCalendar calendar;
    private final boolean readsBeside;
    private List<String> leftOut = List.of();
    private ChannelNote note;

    /** @param readsBeside whether the database can be read while it is written */
    public ReportDimensions(Channels channels, ReportCalendar calendar, boolean readsBeside) {
        this.channels = channels;
        this.readsBeside = readsBeside;
        this.calendar = calendar;
    }

    /** Whether labels are reported as something else than themselves. */
    public boolean namesChannels() {
        return !channels.isNone();
    }

    /** Whether dates are reported as something else than the database's. */
    public boolean datesDays() {
        return !calendar.isUtc();
    }

    /**
     * Where the sums of the sources arrive that are made beside the report; null where they have to be made in its
     * transaction, for it alone sees what channels and dates are named from now on, or that they are not any more.
     *
     * @param named how many labels and days the report before had other names for
     */
    public SourceSums sourceSums(long named) {
        return !readsBeside || named > 0 || namesChannels() || datesDays() ? null : new SourceSums();
    }

    /** The rows of {@code ihc_channel} for those of {@code select_channel_labels.sql}. */
    public List<ChannelRow> channels(List<Map<String, Object>> labels) {
        List<ChannelRow> rows = channels.rows(labels.stream().map(row -> row.get("label").toString()).toList());
        leftOut = rows.stream().filter(row -> row.channel() == null)
                .map(row -> row.label().isBlank() ? ChannelRules.NO_CHANNEL : row.label().strip()).distinct().toList();
        return rows;
    }

    /** The rows of {@code ihc_report_day} for those of {@code select_source_dates.sql}. */
    public List<ReportDay> days(List<Map<String, Object>> dates) {
        return dates.stream().flatMap(row -> calendar.days(row.get("utc_date").toString()).stream()).toList();
    }

    /** Takes note of what the rules for channels did to the report that was filled; see {@link ChannelNote}. */
    public void note(double leftOutCost, long outdated) {
        note = new ChannelNote(List.copyOf(channels.unmatched()), leftOut, leftOutCost, outdated);
    }

    /** What was published, with that note where there is one. */
    public Published with(Published published) {
        return channels.isNone() ? published
                : new Published(published.sha256(), published.totals(), published.files(), note);
    }
}
