package io.ihcattribution.batch;

import io.ihcattribution.journey.BoughtJourney;
import io.ihcattribution.journey.KnownJourney;
import java.util.List;
import java.util.Map;

/** What the ledger knows of conversions. */
public interface KnownJourneys {

    /** The entries of these conversions, by their ids; those that the ledger does not know have none. */
    Map<String, KnownJourney> of(List<String> convIds);

    /** What the stored credits of these conversions were bought for, by their ids; those without credits have none. */
    Map<String, BoughtJourney> bought(List<String> convIds);
}
