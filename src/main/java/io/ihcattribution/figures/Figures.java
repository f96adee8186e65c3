package io.ihcattribution.figures;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** How figures are written for users: a decimal point, at most six decimals, no float noise. */
public final class Figures {

    private static final int DECIMALS = 6;

    private Figures() {}

    /** A figure as text. */
    public static String text(double figure) {
        if (!Double.isFinite(figure)) {
            return Double.toString(figure);
        }
        BigDecimal rounded = BigDecimal.valueOf(figure).setScale(DECIMALS, RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /** A ratio as text; empty where it has no meaning because the divisor is 0. */
    public static String ratio(double dividend, double divisor) {
        return text(divisor).equals("0") ? "" : text(dividend / divisor);
    }
}
