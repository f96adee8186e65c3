package io.ihcattribution.quality;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * How often a kind was found.
 *
 * @param kind the kind's word
 * @param table where it was looked for
 * @param rows the rows that are so
 * @param of the rows that were looked at
 * @param percent their share
 * @param level {@code stop}, {@code warn} or {@code count}: what the thresholds make of it
 * @param rule what is done with it
 * @param leftOut the cost that is left out because of it, in the shop's currency; null where none is
 * @param threshold the setting that was exceeded and its value; null where none was
 */
public record QualityCount(String kind, String table, long rows, long of, double percent, String level, String rule,
        @JsonInclude(JsonInclude.Include.NON_NULL) LeftOut leftOut, @JsonIgnore String threshold) {

    /**
     * A cost that is left out: which of several rows is right is not known, so it is one between two sums.
     *
     * @param min in the shop's currency
     * @param max the same where it is known
     */
    public record LeftOut(double min, double max) {

        static LeftOut of(double min, double max) {
            return max == 0 ? null : new LeftOut(min, max);
        }

        @Override
        public String toString() {
            String most = String.format(Locale.ROOT, "%,.2f", max);
            return min == max ? most : String.format(Locale.ROOT, "%,.2f to %s", min, most);
        }
    }

    /** As a sentence. */
    public String text() {
        return String.format(Locale.ROOT, "%s: %,d of %,d %s (%s %%); %s%s", kind, rows, of, table, percentText(), rule,
                leftOut == null ? "" : ": cost " + leftOut);
    }

    /** Its share, with as many decimals as tell it from 0. */
    String percentText() {
        return rows > 0 && percent < 0.001 ? "<0.001" : new BigDecimal(percent)
                .setScale(percent < 0.1 ? 3 : percent < 10 ? 2 : 1, RoundingMode.HALF_UP).stripTrailingZeros()
                .toPlainString();
    }
}
