package io.ihcattribution.attribute;

import io.ihcattribution.batch.Attempts;
import io.ihcattribution.batch.Claim;

/** Names the files of the audit, so that a figure can be traced to the answer it came from by its ledger row. */
public final class AuditNames {

    /**
     * The path of a file below the audit folder: run, batch, attempt and part.
     *
     * @param httpStatus of the answer; null for the request
     */
    public String name(Attempts attempts, Integer httpStatus) {
        Claim claim = attempts.last();
        return String.format("%s/batch-%06d-attempt-%d-%s.json.gz", claim.batch().runId(), claim.batch().number(),
                claim.attempt(), httpStatus == null ? "request" : "answer");
    }
}
