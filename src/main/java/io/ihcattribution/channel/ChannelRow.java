package io.ihcattribution.channel;

/**
 * A label as the report's SQL finds it.
 *
 * @param label as the shop's table has it; empty where that has null
 * @param channel the channel it is reported under; null where it is left out
 */
public record ChannelRow(String label, String channel) {}
