package io.ihcattribution.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.ihcattribution.run.Run;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a run's report came to: it gathers the files while they are written. One run's, in the run's own thread. */
@JsonPropertyOrder({"sha256", "totals", "files", "channels", "rounding"})
public final class PublishedReport {

    private final Run run;
    private final ReportTotals totals;
    private final ChannelNote channels;
    private final Rounding rounding;
    private final List<String> files = new ArrayList<>();
    private String sha256;

    /**
     * @param run whose report it is
     * @param totals what the report of the run's period sums to
     * @param channels what the rules for channels did to it; null where there are none
     * @param rounding what rounded credits do to it; null where nobody would see it
     */
    PublishedReport(Run run, ReportTotals totals, ChannelNote channels, Rounding rounding) {
        this.run = run;
        this.totals = totals;
        this.channels = channels;
        this.rounding = rounding;
    }

    /** The checksum of the report over all dates. */
    @JsonProperty
    public String sha256() {
        return sha256;
    }

    /** What the report of the run's period sums to. */
    @JsonProperty
    public ReportTotals totals() {
        return totals;
    }

    /** The files written, as paths; none where a scheduled run changed nothing. */
    @JsonProperty
    public List<String> files() {
        return List.copyOf(files);
    }

    /** What the rules for channels did to the report; null where there are none. */
    @JsonProperty
    public ChannelNote channels() {
        return channels;
    }

    /** Why its sums are not those of its conversions; null where nobody would see it. */
    @JsonProperty
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public Rounding rounding() {
        return rounding;
    }

    /** Whether a report was written; one that a scheduled run finds unchanged is not. */
    @JsonIgnore
    public boolean isWritten() {
        return !files.isEmpty();
    }

    Run run() {
        return run;
    }

    void summedUp(String checksum) {
        sha256 = checksum;
    }

    void wrote(Path file) {
        files.add(file.toString());
    }
}
