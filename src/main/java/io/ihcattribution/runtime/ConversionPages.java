package io.ihcattribution.runtime;

import io.ihcattribution.journey.ConversionPage;
import io.ihcattribution.run.Run;
import java.util.Map;

/** Leads a run through its window's conversions, page by page. */
public final class ConversionPages {

    private final int size;
    private final Runs runs;

    /** @param size the most conversions of a page */
    public ConversionPages(int size, Runs runs) {
        this.size = size;
        this.runs = runs;
    }

    /** The first page, its bounds not known yet. */
    public ConversionPage first(Run run) {
        return new ConversionPage(
                run.window().startText(), run.window().endIsOpen(), run.window().endText(), size, null, null, null);
    }

    /** The page with the bounds that {@code select_conversion_page.sql} found. */
    public ConversionPage bounded(ConversionPage page, Map<String, Object> bounds) {
        return page.found(bounds.get("first_conv_id"), bounds.get("last_conv_id"), bounds.get("next_conv_id"));
    }

    /** The page after one that was read; null after the last, or where the run was stopped. */
    public ConversionPage after(ConversionPage page, Run run) {
        return page.next() == null || runs.isStopped(run) ? null : page.following();
    }
}
