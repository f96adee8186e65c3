package io.ihcattribution.source;

import io.ihcattribution.journey.JourneyRules;
import io.ihcattribution.journey.SourceRow;
import io.ihcattribution.journey.SourceValues;
import io.ihcattribution.quality.JourneySizes;
import io.ihcattribution.quality.QualityTally;
import io.ihcattribution.run.Run;
import java.util.Iterator;

/** The rows of a run without a window on their way into its plan; the sizes of their journeys are counted. */
final class PassingRows implements Iterator<SourceRow> {

    private final String runId;
    private final Iterator<SourceRow> rows;
    private final QualityTally tally;
    private final JourneySizes sizes;
    private volatile boolean ended;

    PassingRows(String runId, Iterator<SourceRow> rows, JourneyRules rules, QualityTally tally) {
        this.runId = runId;
        this.rows = rows;
        this.tally = tally;
        this.sizes = new JourneySizes(rules, tally);
    }

    /** Whether all rows of that run have passed, up to the last. */
    boolean areAllOf(Run run) {
        return ended && runId.equals(run.id());
    }

    /** What they had of unusual journeys. */
    QualityTally tally() {
        return tally;
    }

    @Override
    public boolean hasNext() {
        boolean hasNext = rows.hasNext();
        if (!hasNext && !ended) {
            sizes.end();
            ended = true;
        }
        return hasNext;
    }

    @Override
    public SourceRow next() {
        SourceRow row = rows.next();
        if (!row.isConversion()) {
            sizes.session(row.userId(), row.date(), row.time());
        } else if (!SourceValues.isMissing(row.userId())) {
            sizes.conversion(row.userId(), row.id(), row.date(), row.time(), true);
        }
        return row;
    }
}
