package io.ihcattribution.quality;

import io.ihcattribution.figures.ExactSum;
import java.util.ArrayList;
import java.util.List;

/** What was found of one kind so far: how often, the first rows, and what cost is left out because of it. */
final class KindTally {

    private final List<QualityFinding> listed = new ArrayList<>();
    private final ExactSum minLeftOut = new ExactSum();
    private final ExactSum maxLeftOut = new ExactSum();
    private long rows;
    private long listable;

    /** Counts rows. */
    void count(long more) {
        rows += more;
    }

    /** Lists a row, unless so many are listed already. */
    void list(QualityFinding finding, int mostListed) {
        listable++;
        if (listed.size() < mostListed) {
            listed.add(finding);
        }
    }

    /** Takes note of a cost that is left out: so much at least, and so much at most. */
    void leaveOut(double min, double max) {
        minLeftOut.add(min);
        maxLeftOut.add(max);
    }

    /** The rows that are so. */
    long rows() {
        return rows;
    }

    /** The first of them. */
    List<QualityFinding> listed() {
        return listed;
    }

    /** How many there are beside those that are listed. */
    long unlisted() {
        return listable - listed.size();
    }

    /** The cost that is left out; null where none is. */
    QualityCount.LeftOut leftOut() {
        return QualityCount.LeftOut.of(minLeftOut.value(), maxLeftOut.value());
    }
}
