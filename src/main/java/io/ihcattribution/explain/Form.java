package io.ihcattribution.explain;

/** How an explanation is written, as its rows come by. */
interface Form {

    /** The cell, and the report's figures of it; null where the report has no such cell yet. */
    void begin(Cell cell, CellRow.Reported reported);

    /** A cost row that counts in the cell. */
    void cost(CellRow.Cost cost);

    /** A conversion, before its sessions. */
    void conversion(CellRow.Conversion conversion);

    /** A session of the conversion that came last. */
    void session(CellRow.Credit credit);

    /** What it all adds up to. */
    void end(CellRow.Reported reported, Sums sums);

    /** There is no such cell; instead the sentence that says so. */
    void unknown(String sentence);
}
