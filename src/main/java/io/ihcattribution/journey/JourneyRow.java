package io.ihcattribution.journey;

/**
 * One row of the journey query: a conversion with one session of its user, as the shop's database has them; nothing
 * is trusted. A conversion without sessions has one row with a null session.
 *
 * @param convId the conversion's key
 * @param userId who ordered
 * @param convDate the conversion's date, UTC, as {@code YYYY-MM-DD}
 * @param convTime the conversion's time, UTC, as {@code HH:MM:SS}
 * @param entry what the ledger knows of the conversion
 * @param sessionId the session's key; null where there is no session
 * @param eventDate the session's date, UTC, as {@code YYYY-MM-DD}
 * @param eventTime the session's time, UTC, as {@code HH:MM:SS}
 * @param channel the marketing channel
 * @param holderEngagement 0 or 1
 * @param closerEngagement 0 or 1
 * @param impressionInteraction 0 or 1
 * @param revenue what the conversion brought, in the shop's currency; 0 where it is not known
 * @param repeated the table, of the two, in which its key stands in several rows; null where each stands in one
 */
public record JourneyRow(
        String convId,
        String userId,
        String convDate,
        String convTime,
        LedgerEntry entry,
        String sessionId,
        String eventDate,
        String eventTime,
        String channel,
        String holderEngagement,
        String closerEngagement,
        String impressionInteraction,
        double revenue,
        String repeated) {}
