package io.ihcattribution.sample;

import java.util.HexFormat;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * Keys, channels, costs and revenues: all that a row holds beside its time, each drawn from the row's own number.
 */
final class SampleRows {

    /** A user's sessions are numbered from the user's number times this, and so are the conversions. */
    private static final long NUMBERS_A_USER = 2_048;

    /** Distinct beginnings, so that a user, a session and a conversion of the same number share no figures. */
    private static final long SESSION_SALT = 0x53455353L;
    private static final long CONVERSION_SALT = 0x434f4e56L;
    private static final long USER_SALT = 0x55534552L;
    private static final long DAY_SALT = 0x444159L;

    /** An impression is paid for by the thousand, a click singly. */
    private static final double IMPRESSION_TO_CLICK = 0.012;

    private static final HexFormat HEX = HexFormat.of();

    private final long seed;
    private final List<SampleChannel> channels;
    private final int[] opening;
    private final int[] middle;
    private final int[] closing;

    SampleRows(ShopProfile profile) {
        seed = Draws.scatter(profile.seed());
        channels = profile.channels();
        opening = sums(SampleChannel::opening);
        middle = sums(SampleChannel::middle);
        closing = sums(SampleChannel::closing);
    }

    private int[] sums(ToIntFunction<SampleChannel> weight) {
        int[] sums = new int[channels.size()];
        int sum = 0;
        for (int i = 0; i < sums.length; i++) {
            sum += weight.applyAsInt(channels.get(i));
            sums[i] = sum;
        }
        return sums;
    }

    String userId(Visitor visitor) {
        return "u" + HEX.toHexDigits(scatter(USER_SALT, visitor.number()));
    }

    String conversionId(Visitor visitor, int conversion) {
        return HEX.toHexDigits(scatter(CONVERSION_SALT, number(visitor, conversion)));
    }

    /**
     * The first eight digits are the day's own: a day's keys lie together in the index, so that writing stays fast
     * when the index is larger than memory, and yet neither the days nor a day's sessions are in the order of time.
     */
    String sessionId(Visitor visitor, int session) {
        int day = visitor.sessionTimes()[session] / Visitor.SECONDS_OF_DAY;
        return HEX.toHexDigits(scatter(DAY_SALT, day), 8)
                + HEX.toHexDigits(scatter(SESSION_SALT, number(visitor, session)));
    }

    /** In EUR, two decimals. */
    double revenue(Visitor visitor, int conversion) {
        Draws draws = new Draws(scatter(CONVERSION_SALT + 1, number(visitor, conversion)));
        return Math.round(Math.max(4.9, draws.logNormal(64, 0.7)) * 100) / 100.0;
    }

    SampleSession session(Visitor visitor, int session) {
        Draws draws = new Draws(scatter(SESSION_SALT + 1, number(visitor, session)));
        boolean last = closesJourney(visitor, session);
        SampleChannel channel = channel(weights(visitor, session, last, draws), draws);
        // The session right before an order is a visit: an ad that was only seen puts nothing into a basket.
        boolean impression = !last && draws.chance(channel.impressionShare());
        boolean holder = !impression && draws.chance(0.85);
        boolean closer = !impression && (last || draws.chance(0.6));
        return new SampleSession(channel, holder, closer, impression, cost(channel, impression, draws));
    }

    private static boolean closesJourney(Visitor visitor, int session) {
        for (int end : visitor.journeyEnds()) {
            if (session == end - 1) {
                return true;
            }
        }
        return false;
    }

    private int[] weights(Visitor visitor, int session, boolean last, Draws draws) {
        int[] ends = visitor.journeyEnds();
        if (ends.length == 0 || session >= ends[ends.length - 1]) {
            return opening;
        }
        if (last) {
            // A journey of a single session is opened and closed by it.
            boolean single = session == 0;
            return single && draws.chance(0.4) ? opening : closing;
        }
        return session == 0 ? opening : middle;
    }

    private SampleChannel channel(int[] sums, Draws draws) {
        int drawn = draws.below(sums[sums.length - 1]);
        int i = 0;
        while (sums[i] <= drawn) {
            i++;
        }
        return channels.get(i);
    }

    private static double cost(SampleChannel channel, boolean impression, Draws draws) {
        if (!channel.paid()) {
            return 0;
        }
        double median = channel.costPerClick() * (impression ? IMPRESSION_TO_CLICK : 1);
        return Math.max(1, Math.round(draws.logNormal(median, 0.4) * 1_000)) / 1_000.0;
    }

    private static long number(Visitor visitor, int index) {
        return visitor.number() * NUMBERS_A_USER + index;
    }

    private long scatter(long salt, long number) {
        return Draws.scatter(number ^ Draws.scatter(seed + salt));
    }
}
