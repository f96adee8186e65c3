package io.ihcattribution.journey;

import java.util.Objects;

/**
 * What a plan makes of a conversion that it does not buy.
 *
 * @param convId the conversion
 * @param state {@link JourneyState#REJECTED} or {@link JourneyState#UNATTRIBUTABLE}; {@link JourneyState#ATTRIBUTED}
 *     where outdated credits are up to date again
 * @param reason why it has no journey to send; null where it has
 * @param drops whether the reader's own settings leave all of it out, so that credits that it has go, too; otherwise
 *     they are kept
 */
public record PlannedOutcome(String convId, JourneyState state, String reason, boolean drops) {

    /** Reasons may quote what others wrote; the ledger keeps the beginning. */
    public PlannedOutcome {
        reason = SourceValues.cut(reason, JourneyOutcome.LONGEST_REASON);
    }

    /** Credits that are kept are up to date. */
    public static PlannedOutcome current(String convId) {
        return new PlannedOutcome(convId, JourneyState.ATTRIBUTED, null, false);
    }

    /** Whether the ledger says so already. */
    public boolean isKnown(KnownJourney known) {
        if (state == JourneyState.ATTRIBUTED) {
            return !known.isOutdated();
        }
        return known.isAttributed()
                ? !drops && known.tried().state() == state && Objects.equals(known.tried().reason(), reason)
                : known.state() == state && Objects.equals(known.reason(), reason);
    }
}
