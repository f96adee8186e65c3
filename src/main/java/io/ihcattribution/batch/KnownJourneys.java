package io.ihcattribution.batch;

import io.ihcattribution.journey.KnownJourney;
import java.util.List;
import java.util.Map;

/** What the ledger knows of conversions. */
public interface KnownJourneys {

    /** The entries of these conversions, by their ids; those that the ledger does not know have none. */
    Map<String, KnownJourney> of(List<String> convIds);
}
