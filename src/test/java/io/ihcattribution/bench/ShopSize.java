package io.ihcattribution.bench;

import io.ihcattribution.sample.ShopProfile;
import java.time.LocalDate;

/** How large a shop to measure with is; each is ten times the one before. */
public enum ShopSize {

    /** 20,000 conversions and 400,000 sessions. */
    S(1),
    /** 200,000 conversions and 4,000,000 sessions. */
    M(10),
    /** 2,000,000 conversions and 40,000,000 sessions. */
    L(100);

    private final int factor;

    ShopSize(int factor) {
        this.factor = factor;
    }

    /** A year (2025), 20 sessions for each conversion, most of them in journeys of 1 to 100. */
    public ShopProfile profile() {
        return new ShopProfile(
                20250101L, LocalDate.of(2025, 1, 1), 365, 20_000 * factor, 400_000 * factor, 19, 100);
    }
}
