package io.ihcattribution.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Draws the history of each user, from the user's number alone. */
final class Visitors {

    /** The most conversions of one user. */
    private static final int MAX_CONVERSIONS = 4;

    /** The wider the spread of a journey's length, the more one-session journeys and the longer the tail. */
    private static final double LENGTH_SIGMA = 1.1;

    /** The share of the converting users who convert several times. */
    private static final double REPEAT_SHARE = 0.12;

    /** The share of the users with one conversion who have no session at all. */
    private static final double SESSIONLESS_SHARE = 0.01;

    /** Keeps journeys of many sessions from being squeezed into the first days. */
    private static final int SESSIONS_A_DAY = 6;

    private static final int LONGEST_REACH_DAYS = 28;

    private static final int IDLE_REACH_DAYS = 14;

    private static final int SHORTEST_LAG = 15;

    private static final int LONGEST_LAG = 1_100;

    /** How busy each hour (UTC) is: quiet nights, a lunch peak, the evening on the sofa. */
    private static final int[] HOUR_WEIGHTS = {
            9, 5, 3, 2, 2, 4, 10, 20, 32, 40, 44, 46, 50, 48, 44, 43, 44, 48, 56, 66, 74, 68, 44, 20
    };

    private static final int BUSYNESS = Arrays.stream(HOUR_WEIGHTS).sum();

    /** Sessions start early enough before midnight that the conversion still falls on the same day. */
    private static final int LAST_SECOND = Visitor.SECONDS_OF_DAY - LONGEST_LAG - SHORTEST_LAG - 1;

    private final ShopProfile profile;
    private final double medianLength;

    Visitors(ShopProfile profile) {
        this.profile = profile;
        // The mean of a log-normal figure is its median times exp(sigma² / 2).
        this.medianLength = profile.meanSessions() / StrictMath.exp(LENGTH_SIGMA * LENGTH_SIGMA / 2);
    }

    /** Users who convert, until there are enough conversions; then others, until there are enough sessions. */
    List<Visitor> all() {
        List<Visitor> all = new ArrayList<>();
        int sessions = 0;
        int conversions = 0;
        while (conversions < profile.conversions()) {
            Visitor visitor = converting(all.size(), profile.conversions() - conversions);
            all.add(visitor);
            conversions += visitor.conversionTimes().length;
            sessions += visitor.sessionTimes().length;
        }
        while (sessions < profile.sessions()) {
            Visitor visitor = idle(all.size(), profile.sessions() - sessions);
            all.add(visitor);
            sessions += visitor.sessionTimes().length;
        }
        return all;
    }

    /**
     * A user who converts.
     *
     * @param number the user's number
     * @param max the most conversions the user may have
     */
    private Visitor converting(long number, int max) {
        Draws draws = draws(number);
        int conversions = Math.min(Math.min(conversions(draws), profile.days()), max);
        if (conversions == 1 && draws.chance(SESSIONLESS_SHARE)) {
            int time = at(draws.below(profile.days()), draws);
            return new Visitor(number, new int[0], new int[] {time}, new int[] {0});
        }
        int[] ends = journeyEnds(conversions, draws);
        int[] days = conversionDays(ends, draws);
        int lastDay = days[conversions - 1];
        int later = lastDay < profile.days() - 1 && draws.chance(0.15) ? 1 + draws.below(3) : 0;

        int[] times = new int[ends[conversions - 1] + later];
        int[] conversionTimes = new int[conversions];
        int from = 0;
        for (int i = 0; i < conversions; i++) {
            int to = ends[i];
            int free = i == 0 ? days[0] : days[i] - days[i - 1] - 1;
            int reach = Math.min(free, Math.min(to - from, LONGEST_REACH_DAYS));
            times[from] = at(days[i], draws);
            for (int session = from + 1; session < to; session++) {
                times[session] = at(days[i] - draws.upToMostlySmall(reach), draws);
            }
            Arrays.sort(times, from, to);
            conversionTimes[i] = times[to - 1] + SHORTEST_LAG + draws.upToMostlySmall(LONGEST_LAG);
            from = to;
        }
        for (int session = from; session < times.length; session++) {
            times[session] = at(lastDay + 1 + draws.below(profile.days() - 1 - lastDay), draws);
        }
        Arrays.sort(times, from, times.length);
        return new Visitor(number, times, conversionTimes, ends);
    }

    /**
     * A user who never converts.
     *
     * @param number the user's number
     * @param max the most sessions the user may have
     */
    private Visitor idle(long number, int max) {
        Draws draws = draws(number);
        int[] times = new int[Math.min(1 + draws.upToMostlySmall(5), max)];
        int day = draws.below(profile.days());
        for (int session = 0; session < times.length; session++) {
            int away = session == 0 ? 0 : draws.upToMostlySmall(IDLE_REACH_DAYS);
            times[session] = at(nearby(day, draws.chance(0.5) ? away : -away), draws);
        }
        Arrays.sort(times);
        return new Visitor(number, times, new int[0], new int[0]);
    }

    private Draws draws(long number) {
        return new Draws(Draws.scatter(profile.seed() ^ Draws.scatter(number + 1)));
    }

    private int conversions(Draws draws) {
        if (!draws.chance(REPEAT_SHARE)) {
            return 1;
        }
        return 2 + draws.upToMostlySmall(MAX_CONVERSIONS - 2);
    }

    /** The sessions up to each conversion: each conversion has at least one of its own. */
    private int[] journeyEnds(int conversions, Draws draws) {
        int[] ends = new int[conversions];
        int sessions = 0;
        for (int i = 0; i < conversions; i++) {
            int max = profile.maxSessions() - sessions - (conversions - 1 - i);
            int length = (int) (draws.logNormal(medianLength, LENGTH_SIGMA) + 0.5);
            sessions += Math.max(1, Math.min(length, max));
            ends[i] = sessions;
        }
        return ends;
    }

    /** The day of each conversion, ascending, no two on one day. */
    private int[] conversionDays(int[] ends, Draws draws) {
        int last = ends.length - 1;
        int[] days = new int[ends.length];
        int earliest = Math.min(profile.days() - 1, ends[last] / SESSIONS_A_DAY + last);
        days[last] = earliest + draws.below(profile.days() - earliest);
        for (int i = last - 1; i >= 0; i--) {
            int free = days[i + 1] - 1 - i;
            days[i] = days[i + 1] - 1 - draws.upToMostlySmall(Math.min(free, profile.days() / 3));
        }
        return days;
    }

    /** Turns round where the profile's days end, so that no day at their edges is emptier or fuller. */
    private int nearby(int day, int away) {
        int last = profile.days() - 1;
        int meant = Math.abs(day + away);
        return Math.max(0, meant > last ? 2 * last - meant : meant);
    }

    private static int at(int day, Draws draws) {
        int hour = 0;
        for (int drawn = draws.below(BUSYNESS); drawn >= HOUR_WEIGHTS[hour]; hour++) {
            drawn -= HOUR_WEIGHTS[hour];
        }
        int second = hour * 3_600 + draws.below(3_600);
        return day * Visitor.SECONDS_OF_DAY + (second <= LAST_SECOND ? second : second - 1_800);
    }
}
