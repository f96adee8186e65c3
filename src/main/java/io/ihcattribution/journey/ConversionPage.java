package io.ihcattribution.journey;

/**
 * A stretch of a window's conversions in the order of their keys; a run reads page by page, so that no query stays
 * open while millions of rows are written.
 *
 * @param windowStart the window's first date, empty where open
 * @param windowEndIsOpen 1 where the window has no last date, else 0
 * @param windowEnd the window's last date, empty where open
 * @param size the most conversions of a page
 * @param from the key of the page's first conversion; null before the first page is found
 * @param until the key of its last conversion; null where there is none
 * @param next the key that the page after it begins with; null where it is the last
 */
public record ConversionPage(
        String windowStart,
        int windowEndIsOpen,
        String windowEnd,
        int size,
        Object from,
        Object until,
        Object next) {

    /** One more than the page's size: the query looks one conversion ahead. */
    public int limit() {
        return size + 1;
    }

    /** This page with the bounds that were found for it. */
    public ConversionPage found(Object first, Object last, Object following) {
        return new ConversionPage(windowStart, windowEndIsOpen, windowEnd, size, first, last, following);
    }

    /** The page after this one. */
    public ConversionPage following() {
        return new ConversionPage(windowStart, windowEndIsOpen, windowEnd, size, next, null, null);
    }
}
