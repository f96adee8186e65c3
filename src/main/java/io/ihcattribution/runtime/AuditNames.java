package io.ihcattribution.runtime;

import io.ihcattribution.batch.Batch;

/** Names the files of the audit, so that a figure can be traced to the answer it came from by its ledger row. */
public final class AuditNames {

    /**
     * The path of a file below the audit folder: run, batch, attempt and part.
     *
     * @param retries how many attempts of this batch came before; null for the first
     * @param part {@code request} or {@code answer}
     */
    public String name(Batch batch, Integer retries, String part) {
        int attempt = retries == null ? 1 : retries + 1;
        return String.format("%s/batch-%06d-attempt-%d-%s.json.gz", batch.runId(), batch.number(), attempt, part);
    }
}
