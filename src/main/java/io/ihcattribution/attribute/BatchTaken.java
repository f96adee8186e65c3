package io.ihcattribution.attribute;

import io.ihcattribution.batch.Batch;

/** A batch may not be sent: it was dealt with, its run does not go on, or another process is at it. */
public final class BatchTaken extends RuntimeException {

    BatchTaken(Batch batch) {
        super(batch + " is not to be sent any more");
    }
}
