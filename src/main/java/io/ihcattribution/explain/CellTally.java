package io.ihcattribution.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Adds up the rows of a cell as they come, first costs, then credits conversion by conversion, and keeps the first. */
final class CellTally {

    private final Cell cell;
    private final CellFigures report;
    private final int maxRows;
    private final List<Explanation.Cost> costs = new ArrayList<>();
    private final List<Explanation.Conversion> conversions = new ArrayList<>();
    private Explanation.Conversion last;
    private int rows;
    private long costCount;
    private long conversionCount;
    private long creditCount;
    private double cost;
    private double ihc;
    private double ihcRevenue;

    /**
     * @param report the report's figures of the cell; null where it has none
     * @param maxRows so many rows are kept, and the last conversion to its end
     */
    CellTally(Cell cell, CellFigures report, int maxRows) {
        this.cell = cell;
        this.report = report;
        this.maxRows = maxRows;
    }

    void add(Explanation.Cost paid) {
        costCount++;
        cost += paid.cost();
        if (rows < maxRows) {
            rows++;
            costs.add(paid);
        }
    }

    /** Adds a session; the conversion comes with each of its sessions, and holds none of them yet. */
    void add(Explanation.Conversion conversion, Explanation.Session session) {
        boolean isNext = last == null || !last.convId().equals(conversion.convId());
        if (isNext) {
            last = conversion;
            conversionCount++;
            if (rows < maxRows) {
                conversions.add(conversion);
            }
        }
        if (session.inCell()) {
            creditCount++;
            ihc += session.ihc();
            ihcRevenue += session.ihcRevenue();
        }
        if (conversions.size() == conversionCount) {
            rows++;
            last.sessions().add(session);
        }
    }

    /** What the cell is made of; empty where neither the report nor any row has it. */
    Optional<Explanation> explanation() {
        CellFigures sum = new CellFigures(cost, ihc, ihcRevenue);
        return report == null && costCount + conversionCount == 0 ? Optional.empty() : Optional.of(new Explanation(
                cell, report, costs, conversions, new Explanation.Sum(sum, costCount, creditCount, conversionCount),
                costs.size(), conversions.size(), report != null && sum.isNear(report)));
    }
}
