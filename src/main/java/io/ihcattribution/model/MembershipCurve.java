package io.ihcattribution.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How far a session belongs to a phase, as a function of a time in hours: a table, linear between its knots.
 *
 * <p>Several knots may share an abscissa: the curve jumps there and takes the last (right-hand) of their values. So a
 * trained closer curve, whose times were rounded to tenths of an hour, has 0.925 at 0.1 h although seven knots lie
 * there. The rule was inferred from recorded answers.
 *
 * <p>Immutable. A look-up is a binary search over primitive arrays.
 */
public final class MembershipCurve {

    /**
     * One point of the table.
     *
     * @param hours the time, in hours, at least 0
     * @param membership the value there, 0 to 1
     */
    public record Knot(double hours, double membership) {}

    private final double[] hours;
    private final double[] memberships;
    private final double below;
    private final double above;

    /**
     * A curve through the knots.
     *
     * @param knots at least one, in order of time
     * @param below the value before the first knot, 0 to 1
     * @param above the value after the last knot, 0 to 1
     * @throws IllegalArgumentException with a sentence if a time is negative or out of order, or a value not in 0 to 1
     */
    public MembershipCurve(List<Knot> knots, double below, double above) {
        if (knots.isEmpty()) {
            throw new IllegalArgumentException("the table must have at least one knot, but is empty");
        }
        requireMembership("the value below the table", below);
        requireMembership("the value above the table", above);
        hours = new double[knots.size()];
        memberships = new double[knots.size()];
        for (int i = 0; i < hours.length; i++) {
            hours[i] = knots.get(i).hours();
            memberships[i] = knots.get(i).membership();
            if (!(hours[i] >= 0 && hours[i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "the hours of knot " + i + " must be a number of at least 0, but are " + hours[i]);
            }
            if (i > 0 && hours[i] < hours[i - 1]) {
                throw new IllegalArgumentException("the knots must be in order of time, but knot " + i + " at "
                        + hours[i] + " h follows one at " + hours[i - 1] + " h");
            }
            requireMembership("the membership of knot " + i, memberships[i]);
        }
        this.below = below;
        this.above = above;
    }

    private static void requireMembership(String what, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(what + " must be a number from 0 to 1, but is " + value);
        }
    }

    /**
     * The membership at a time.
     *
     * @param time in hours
     * @return 0 to 1
     */
    public double at(double time) {
        // The number of knots at or before the time; the last of them is the right-hand one where several coincide.
        int low = 0;
        int high = hours.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (hours[middle] <= time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low == 0) {
            return below;
        }
        int left = low - 1;
        if (low == hours.length) {
            return time == hours[left] ? memberships[left] : above;
        }
        double part = (time - hours[left]) / (hours[low] - hours[left]);
        return memberships[left] + part * (memberships[low] - memberships[left]);
    }

    /** The table, in order of time. */
    public List<Knot> knots() {
        List<Knot> knots = new ArrayList<>(hours.length);
        for (int i = 0; i < hours.length; i++) {
            knots.add(new Knot(hours[i], memberships[i]));
        }
        return knots;
    }

    /** The value before the first knot. */
    public double below() {
        return below;
    }

    /** The value after the last knot. */
    public double above() {
        return above;
    }

    /** The time of the last knot, in hours: from there on the curve no longer changes. */
    public double end() {
        return hours[hours.length - 1];
    }

    /** Whether the curve, with its values before and after the table, never falls. */
    public boolean neverFalls() {
        double last = below;
        for (double membership : memberships) {
            if (membership < last) {
                return false;
            }
            last = membership;
        }
        return above >= last;
    }

    /** Whether the curve, with its values before and after the table, never rises. */
    public boolean neverRises() {
        double last = below;
        for (double membership : memberships) {
            if (membership > last) {
                return false;
            }
            last = membership;
        }
        return above <= last;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MembershipCurve that
                && Arrays.equals(hours, that.hours)
                && Arrays.equals(memberships, that.memberships)
                && Double.compare(below, that.below) == 0
                && Double.compare(above, that.above) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(hours) + Arrays.hashCode(memberships);
    }

    @Override
    public String toString() {
        return "MembershipCurve" + knots() + " below " + below + " above " + above;
    }
}
