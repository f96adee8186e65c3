package io.ihcattribution.report;

import java.util.Map;

/**
 * Conversions that were attributed and are not in the shop's table any more: a few were cancelled and lose their
 * credits; many at once are a table that is half loaded, and what was paid for them must not be thrown away.
 */
public final class VanishedConversions {

    /** Fewer than fit one request are never too many: small shops delete a large share with one order. */
    static final int ALWAYS_MEANT = 100;

    private final int mostPercent;

    /** @param mostPercent how many of the attributed conversions may vanish between two runs, percent */
    public VanishedConversions(int mostPercent) {
        this.mostPercent = mostPercent;
    }

    /**
     * The number of conversions to forget.
     *
     * @param row of {@code count_vanished_conversions.sql}
     * @throws UnusableSources when they are too many to be meant
     */
    public long require(Map<String, Object> row) {
        long attributed = number(row, "attributed");
        long gone = number(row, "attributed_vanished");
        if (gone > ALWAYS_MEANT && gone * 100 > attributed * mostPercent) {
            throw new UnusableSources(gone + " of " + attributed + " attributed conversions are not in the table conversions"
                    + " any more; expected at most " + mostPercent + " percent (ihc.quality.max-vanished). Is it being"
                    + " loaded anew? Nothing was changed. If they are meant to be gone, run once with a higher limit");
        }
        return number(row, "vanished");
    }

    private static long number(Map<String, Object> row, String column) {
        return ((Number) row.get(column)).longValue();
    }
}
