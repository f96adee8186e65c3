package io.ihcattribution.report;

import java.util.List;

/**
 * What a run's report came to.
 *
 * @param sha256 the checksum of the report over all dates
 * @param totals what the report of the run's period sums to
 * @param files the files written, as paths; none where a scheduled run changed nothing
 * @param channels what the rules for channels did to it; null where there are none
 */
public record Published(String sha256, ReportTotals totals, List<String> files, ChannelNote channels) {}
