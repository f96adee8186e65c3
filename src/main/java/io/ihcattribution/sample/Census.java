package io.ihcattribution.sample;

import java.util.Arrays;

/**
 * How many users a profile comes to, and between which days each is active: four bytes a user, so that the days can be
 * written one after the other without keeping any session.
 */
final class Census {

    private final Visitors visitors;
    private short[] firstDays = new short[1_024];
    private short[] lastDays = new short[1_024];
    private int users;
    private int convertingUsers;
    private int conversions;
    private int sessions;
    /** The last converting user and the last idle one fill the profile's totals, and may have to be cut for it. */
    private int conversionsOfLast = Visitors.MOST_CONVERSIONS;
    private int sessionsOfLast;

    Census(ShopProfile profile) {
        visitors = new Visitors(profile);
        while (conversions < profile.conversions()) {
            conversionsOfLast = profile.conversions() - conversions;
            add(visitors.converting(users, conversionsOfLast));
        }
        convertingUsers = users;
        while (sessions < profile.sessions()) {
            sessionsOfLast = profile.sessions() - sessions;
            add(visitors.idle(users, sessionsOfLast));
        }
    }

    private void add(Visitor visitor) {
        if (users == firstDays.length) {
            firstDays = Arrays.copyOf(firstDays, users + users / 2);
            lastDays = Arrays.copyOf(lastDays, users + users / 2);
        }
        firstDays[users] = (short) visitor.firstDay();
        lastDays[users] = (short) visitor.lastDay();
        users++;
        conversions += visitor.conversionTimes().length;
        sessions += visitor.sessionTimes().length;
    }

    int users() {
        return users;
    }

    int conversions() {
        return conversions;
    }

    int sessions() {
        return sessions;
    }

    /** Whether anything of the user can lie on the day, from 0. */
    boolean mayBeActive(int user, int day) {
        return firstDays[user] <= day && day <= lastDays[user];
    }

    /** The user's history, the same each time. */
    Visitor visitor(int user) {
        if (user < convertingUsers) {
            return visitors.converting(user, user == convertingUsers - 1 ? conversionsOfLast : Integer.MAX_VALUE);
        }
        return visitors.idle(user, user == users - 1 ? sessionsOfLast : Integer.MAX_VALUE);
    }
}
