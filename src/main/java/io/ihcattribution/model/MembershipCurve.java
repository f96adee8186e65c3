package io.ihcattribution.model;

import java.util.List;

/**
 * How far a session belongs to a phase, as a function of a time in hours: a table, linear between its knots.
 *
 * <p>Several knots may share an abscissa: the curve jumps there and takes the last (right-hand) of their values. So a
 * trained closer curve, whose times were rounded to tenths of an hour, has 0.925 at 0.1 h although seven knots lie
 * there. The rule was inferred from recorded answers.
 *
 * @param knots the table, at least one knot, in order of time
 * @param below the value before the first knot, 0 to 1
 * @param above the value after the last knot, 0 to 1
 */
public record MembershipCurve(List<Knot> knots, double below, double above) {

    /**
     * One point of the table.
     *
     * @param hours the time, in hours, at least 0
     * @param membership the value there, 0 to 1
     */
    public record Knot(double hours, double membership) {}

    /**
     * Checks the curve.
     *
     * @throws IllegalArgumentException with a sentence if a time is negative or out of order, or a value not in 0 to 1
     */
    public MembershipCurve {
        knots = List.copyOf(knots);
        if (knots.isEmpty()) {
            throw new IllegalArgumentException("the table must have at least one knot, but is empty");
        }
        requireMembership("the value below the table", below);
        requireMembership("the value above the table", above);
        double last = 0;
        for (int i = 0; i < knots.size(); i++) {
            double hours = knots.get(i).hours();
            if (!(hours >= 0 && hours < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "the hours of knot " + i + " must be a number of at least 0, but are " + hours);
            }
            if (hours < last) {
                throw new IllegalArgumentException("the knots must be in order of time, but knot " + i + " at "
                        + hours + " h follows one at " + last + " h");
            }
            requireMembership("the membership of knot " + i, knots.get(i).membership());
            last = hours;
        }
    }

    private static void requireMembership(String what, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(what + " must be a number from 0 to 1, but is " + value);
        }
    }

    /**
     * The membership at a time. A binary search.
     *
     * @param time in hours
     * @return 0 to 1
     */
    public double at(double time) {
        // The number of knots at or before the time; the last of them is the right-hand one where several coincide.
        int low = 0;
        int high = knots.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (knots.get(middle).hours() <= time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low == 0) {
            return below;
        }
        Knot left = knots.get(low - 1);
        if (low == knots.size()) {
            return time == left.hours() ? left.membership() : above;
        }
        Knot right = knots.get(low);
        double part = (time - left.hours()) / (right.hours() - left.hours());
        return left.membership() + part * (right.membership() - left.membership());
    }

    /** The time of the last knot, in hours: from there on the curve no longer changes. */
    public double end() {
        return knots.get(knots.size() - 1).hours();
    }

    /** Whether the curve, with its values before and after the table, never falls. */
    public boolean neverFalls() {
        return goesOneWay(1);
    }

    /** Whether the curve, with its values before and after the table, never rises. */
    public boolean neverRises() {
        return goesOneWay(-1);
    }

    private boolean goesOneWay(int sign) {
        double last = below;
        for (Knot knot : knots) {
            if (sign * (knot.membership() - last) < 0) {
                return false;
            }
            last = knot.membership();
        }
        return sign * (above - last) >= 0;
    }
}
