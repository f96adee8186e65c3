package io.ihcattribution.journey;

/**
 * What makes a journey.
 *
 * @param lookbackDays how far before its conversion it may begin, days of 24 hours; 0 = no limit
 * @param atConversion whether a session that started in the conversion's very second belongs to it
 * @param maxSessions the most sessions that one request can hold
 * @param keepNewest whether a longer journey keeps its newest sessions instead of being rejected
 */
public record JourneyRules(int lookbackDays, boolean atConversion, int maxSessions, boolean keepNewest) {}
