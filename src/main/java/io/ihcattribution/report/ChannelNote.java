package io.ihcattribution.report;

import java.util.List;

/**
 * What the rules for channels did to a report.
 *
 * @param unmatched the labels that the mapping file does not have, in order
 * @param leftOut the labels whose sessions are left out, in order
 * @param leftOutCost their costs in the report's period, in the shop's currency: with the report's own the costs of all
 *     known sessions
 * @param outdated the conversions whose credits were bought for a channel that no label stands for any more, and that
 *     no run has bought anew
 */
public record ChannelNote(List<String> unmatched, List<String> leftOut, double leftOutCost, long outdated) {}
