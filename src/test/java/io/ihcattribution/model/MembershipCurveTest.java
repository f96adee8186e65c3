package io.ihcattribution.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ihcattribution.model.MembershipCurve.Knot;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MembershipCurveTest {

    @Test
    void isLinearBetweenKnotsAndConstantOutside() {
        MembershipCurve curve = curve(0.25, 0.75, 10, 0.3, 20, 0.5);

        assertThat(curve.at(9.999)).isEqualTo(0.25);
        assertThat(curve.at(10)).isEqualTo(0.3);
        assertThat(curve.at(12.5)).isEqualTo(0.35);
        assertThat(curve.at(20)).isEqualTo(0.5);
        assertThat(curve.at(20.001)).isEqualTo(0.75);
    }

    @Test
    void takesTheRightHandValueWhereItJumps() {
        MembershipCurve curve = curve(1, 0, 0.1, 1, 0.1, 0.95, 0.1, 0.925, 0.2, 0.9, 0.2, 0.85);

        assertThat(curve.at(0.0999)).isEqualTo(1);
        assertThat(curve.at(0.1)).isEqualTo(0.925);
        assertThat(curve.at(0.15)).isCloseTo(0.9125, within(1e-12));
        assertThat(curve.at(0.2)).isEqualTo(0.85);
        assertThat(curve.at(0.21)).isZero();
    }

    @Test
    void servesASingleKnot() {
        MembershipCurve curve = curve(0, 1, 5, 0.5);

        assertThat(List.of(curve.at(4), curve.at(5), curve.at(6))).containsExactly(0.0, 0.5, 1.0);
    }

    @Test
    void knowsItsSense() {
        assertThat(curve(0, 1, 1, 0.2, 2, 0.2, 3, 0.4).neverFalls()).isTrue();
        assertThat(curve(0.3, 1, 1, 0.2, 2, 0.4).neverFalls()).isFalse();
        assertThat(curve(0, 0.3, 1, 0.2, 2, 0.4).neverFalls()).isFalse();
        assertThat(curve(1, 0, 1, 0.4, 2, 0.2).neverRises()).isTrue();
        assertThat(curve(1, 0, 1, 0.2, 2, 0.4).neverRises()).isFalse();
        assertThat(curve(1, 0.5, 1, 0.4, 2, 0.2).neverRises()).isFalse();
    }

    @Test
    void refusesTablesThatAreNone() {
        assertThatThrownBy(() -> new MembershipCurve(List.of(), 0, 1)).hasMessageContaining("at least one knot");
        assertThatThrownBy(() -> curve(0, 1, 2, 0.1, 1, 0.2))
                .hasMessageContaining("knot 1 at 1.0 h follows one at 2.0 h");
        assertThatThrownBy(() -> curve(0, 1, 1, 1.1))
                .hasMessageContaining("membership of knot 0").hasMessageContaining("1.1");
        assertThatThrownBy(() -> curve(0, 1, -1, 0.1)).hasMessageContaining("at least 0");
        assertThatThrownBy(() -> curve(0, 1, Double.NaN, 0.1)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> curve(0, 2, 1, 0.1)).hasMessageContaining("above the table");
    }

    static MembershipCurve curve(double below, double above, double... knots) {
        Knot[] list = new Knot[knots.length / 2];
        Arrays.setAll(list, i -> new Knot(knots[2 * i], knots[2 * i + 1]));
        return new MembershipCurve(List.of(list), below, above);
    }
}
