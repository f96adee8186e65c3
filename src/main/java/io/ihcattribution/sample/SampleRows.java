package io.ihcattribution.sample;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.ToIntFunction;

/** The rows of the shop's tables; all that a row holds beside its time is drawn from the row's own number. */
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

    private final ShopProfile profile;
    private final long seed;

    SampleRows(ShopProfile profile) {
        this.profile = profile;
        seed = Draws.scatter(profile.seed());
    }

    /**
     * A conversion.
     *
     * @param revenue in EUR, two decimals
     */
    record ConversionRow(String convId, String userId, String date, String time, double revenue) {}

    /**
     * A session.
     *
     * @param cost in EUR, three decimals; null where the channel reports none
     */
    record SessionRow(
            String sessionId, String userId, String date, String time, String channel, boolean holder, boolean closer,
            boolean impression, Double cost) {}

    ConversionRow conversion(Visitor visitor, int conversion) {
        LocalDateTime at = at(visitor.conversionTimes()[conversion]);
        Draws draws = new Draws(scatter(CONVERSION_SALT + 1, number(visitor, conversion)));
        String convId = HEX.toHexDigits(scatter(CONVERSION_SALT, number(visitor, conversion)));
        return new ConversionRow(convId, userId(visitor), at.toLocalDate().toString(), clock(at),
                Math.round(Math.max(4.9, draws.logNormal(64, 0.7)) * 100) / 100.0);
    }

    SessionRow session(Visitor visitor, int session) {
        LocalDateTime at = at(visitor.sessionTimes()[session]);
        Draws draws = new Draws(scatter(SESSION_SALT + 1, number(visitor, session)));
        boolean last = Arrays.stream(visitor.journeyEnds()).anyMatch(end -> end == session + 1);
        SampleChannel channel = channel(part(visitor, session, last, draws), draws);
        // The session right before an order is a visit: an ad that was only seen puts nothing into a basket.
        boolean impression = !last && draws.chance(channel.impressionShare());
        boolean holder = !impression && draws.chance(0.85);
        boolean closer = !impression && (last || draws.chance(0.6));
        return new SessionRow(sessionId(visitor, session), userId(visitor), at.toLocalDate().toString(), clock(at),
                channel.name(), holder, closer, impression, cost(channel, impression, draws));
    }

    private String userId(Visitor visitor) {
        return "u" + HEX.toHexDigits(scatter(USER_SALT, visitor.number()));
    }

    /**
     * The first eight digits are the day's own: a day's keys lie together in the index, so that writing stays fast
     * when the index is larger than memory, and yet neither the days nor a day's sessions are in the order of time.
     */
    private String sessionId(Visitor visitor, int session) {
        int day = visitor.sessionTimes()[session] / Visitor.SECONDS_OF_DAY;
        return HEX.toHexDigits(scatter(DAY_SALT, day), 8)
                + HEX.toHexDigits(scatter(SESSION_SALT, number(visitor, session)));
    }

    /** The weight of each channel in the place that the session has; a single one both opens and closes its journey. */
    private static ToIntFunction<SampleChannel> part(Visitor visitor, int session, boolean last, Draws draws) {
        int[] ends = visitor.journeyEnds();
        boolean leadsNowhere = ends.length == 0 || session >= ends[ends.length - 1];
        if (leadsNowhere || session == 0 && (!last || draws.chance(0.4))) {
            return SampleChannel::opening;
        }
        return last ? SampleChannel::closing : SampleChannel::middle;
    }

    private static SampleChannel channel(ToIntFunction<SampleChannel> weight, Draws draws) {
        int drawn = draws.below(SampleChannel.ALL.stream().mapToInt(weight).sum());
        int i = 0;
        while (drawn >= weight.applyAsInt(SampleChannel.ALL.get(i))) {
            drawn -= weight.applyAsInt(SampleChannel.ALL.get(i));
            i++;
        }
        return SampleChannel.ALL.get(i);
    }

    private static Double cost(SampleChannel channel, boolean impression, Draws draws) {
        if (!channel.paid()) {
            return channel.costRow() ? 0.0 : null;
        }
        double median = channel.costPerClick() * (impression ? IMPRESSION_TO_CLICK : 1);
        return Math.max(1, Math.round(draws.logNormal(median, 0.4) * 1_000)) / 1_000.0;
    }

    private LocalDateTime at(int time) {
        return profile.firstDay().atStartOfDay().plusSeconds(time);
    }

    private static String clock(LocalDateTime at) {
        return at.format(DateTimeFormatter.ISO_LOCAL_TIME);
    }

    private static long number(Visitor visitor, int index) {
        return visitor.number() * NUMBERS_A_USER + index;
    }

    private long scatter(long salt, long number) {
        return Draws.scatter(number ^ Draws.scatter(seed + salt));
    }
}
