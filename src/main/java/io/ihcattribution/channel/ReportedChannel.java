package io.ihcattribution.channel;

/**
 * What becomes of a label of {@code session_sources.channel_name}.
 *
 * @param name the channel under which its sessions are sent and reported
 * @param isExcluded whether its sessions belong to no journey and no row of the report
 * @param isUnmatched whether a mapping file is in use that does not have the label
 */
public record ReportedChannel(String name, boolean isExcluded, boolean isUnmatched) {}
