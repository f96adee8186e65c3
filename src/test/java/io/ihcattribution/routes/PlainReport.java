package io.ihcattribution.routes;

import io.ihcattribution.routes.GeneratedShop.Conversion;
import io.ihcattribution.routes.GeneratedShop.Session;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the product must buy, keep and report, computed once more in memory, from nothing but the shop's rows and the
 * answers that the server gave; without a line of the product's code.
 */
final class PlainReport {

    /** What makes a journey, as the settings say it. */
    record Rules(int lookbackDays, boolean atConversion, int maxSessions, boolean keepsNewest) {}

    /** A line of the report; by date, then by the channel's bytes. */
    record Cell(String channel, String date) implements Comparable<Cell> {
        @Override
        public int compareTo(Cell other) {
            int byDate = date.compareTo(other.date);
            return byDate != 0 ? byDate : Arrays.compareUnsigned(
                    channel.getBytes(StandardCharsets.UTF_8), other.channel.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** What was sent for a conversion, and what came of it. */
    private record Purchase(List<Session> sent, Map<String, Double> credits) {}

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final Rules rules;
    private final Map<String, Purchase> purchases = new HashMap<>();
    /** The conversions whose credits are kept although their journeys could not be bought again. */
    private final Set<String> outdated = new TreeSet<>();
    /** The newest revenue of each conversion that could be read. */
    private final Map<String, Double> readable = new HashMap<>();
    private Map<String, Purchase> publishedPurchases = Map.of();
    private Map<String, Double> publishedRevenue = Map.of();

    PlainReport(Rules rules) {
        this.rules = rules;
    }

    /**
     * The journeys that a run over a window has to send: of each session what is sent, in order; see {@link #sent}.
     *
     * @param start the first conversion date, or empty
     * @param end the last conversion date, or empty
     * @param full whether it buys all of them again
     */
    Map<String, List<String>> toBuy(GeneratedShop shop, String start, String end, boolean full) {
        Map<String, List<String>> journeys = new TreeMap<>();
        for (Conversion conversion : shop.conversions()) {
            List<Session> journey = journey(shop, conversion);
            Purchase had = purchases.get(conversion.id());
            boolean settled = !full && had != null && had.credits() != null && (sent(had.sent()).equals(sent(journey))
                    || isHistory(shop, conversion, had, journey));
            if (isWithin(conversion.at().toLocalDate().toString(), start, end) && !journey.isEmpty() && !settled) {
                journeys.put(conversion.id(), sent(journey));
            }
        }
        return journeys;
    }

    /**
     * Whether the journey is what was bought, but for sessions from before the first that the shop has now; none of
     * which the rules leave out.
     */
    private boolean isHistory(GeneratedShop shop, Conversion conversion, Purchase had, List<Session> journey) {
        LocalDateTime begin = shop.sessions().stream().map(Session::at).min(Comparator.naturalOrder()).orElseThrow();
        Map<String, Session> left = new HashMap<>();
        journey.forEach(session -> left.put(session.id(), session));
        boolean lost = false;
        for (Session bought : had.sent()) {
            Session now = left.remove(bought.id());
            if (now != null) {
                if (!now.at().equals(bought.at()) || !channel(now).equals(channel(bought))) {
                    return false;
                }
            } else if (isLeftOut(conversion, bought) ? !journey.isEmpty() : !bought.at().isBefore(begin)) {
                return false;
            } else {
                lost |= !isLeftOut(conversion, bought);
            }
        }
        return lost && left.isEmpty();
    }

    /** Whether the rules leave a session out that was bought. */
    private boolean isLeftOut(Conversion conversion, Session bought) {
        return rules.lookbackDays() > 0 && bought.at().isBefore(conversion.at().minusDays(rules.lookbackDays()))
                || !rules.atConversion() && bought.at().equals(conversion.at());
    }

    /**
     * Takes over what a run over a window has bought. What was bought stays, outdated where it could not be bought
     * anew; it goes with its conversion, or where the rules leave all of it out.
     *
     * @param answers by conversion the credits of each of its sessions; null where the server refused it
     */
    void keep(GeneratedShop shop, String start, String end, Map<String, Map<String, Double>> answers) {
        Set<String> there = new TreeSet<>();
        for (Conversion conversion : shop.conversions()) {
            there.add(conversion.id());
            if (isWithin(conversion.at().toLocalDate().toString(), start, end)) {
                keep(shop, conversion, journey(shop, conversion), answers);
            }
            if (!(conversion.revenue() != null && conversion.revenue() < 0)) {
                readable.put(conversion.id(), conversion.revenue() == null ? 0 : conversion.revenue());
            }
        }
        if (start.isEmpty() && end.isEmpty()) {
            purchases.keySet().retainAll(there);
        }
        outdated.retainAll(purchases.keySet());
    }

    private void keep(GeneratedShop shop, Conversion conversion, List<Session> journey,
            Map<String, Map<String, Double>> answers) {
        String id = conversion.id();
        Purchase had = purchases.get(id);
        boolean hasCredits = had != null && had.credits() != null;
        boolean isOutdated;
        if (journey.isEmpty()) {
            boolean isRejected = revenue(conversion) < 0 || isTooLong(shop, conversion);
            if (!hasCredits
                    || !isRejected && had.sent().stream().allMatch(session -> isLeftOut(conversion, session))) {
                purchases.remove(id);
            }
            isOutdated = isRejected || hasCredits && !isHistory(shop, conversion, had, journey);
        } else if (!answers.containsKey(id)) {
            isOutdated = false;
        } else {
            isOutdated = answers.get(id) == null && hasCredits;
            if (!isOutdated) {
                purchases.put(id, new Purchase(journey, answers.get(id)));
            }
        }
        if (isOutdated) {
            outdated.add(id);
        } else {
            outdated.remove(id);
        }
    }

    /** The lines that have a credit that is kept although it is outdated. */
    Set<Cell> outdatedCells(GeneratedShop shop) {
        Set<Cell> cells = new TreeSet<>();
        shop.conversions().stream().filter(conversion -> outdated.contains(conversion.id()))
                .forEach(conversion -> purchases.get(conversion.id()).sent()
                        .forEach(session -> cells.add(place(session))));
        return cells;
    }

    /** Every credit that must be stored, as conversion, session and credit. */
    Set<String> credits() {
        Set<String> rows = new TreeSet<>();
        purchases.forEach((conversion, purchase) -> {
            if (purchase.credits() != null) {
                purchase.credits().forEach((session, credit) -> rows.add(conversion + "|" + session + "|" + credit));
            }
        });
        return rows;
    }

    /**
     * The report over all dates: cost, ihc and ihc_revenue of each line, in the lines' order. A cost stands where the
     * shop has its session today, a credit where its session was when it was sent.
     */
    TreeMap<Cell, double[]> cells(GeneratedShop shop) {
        Map<String, Cell> places = new LinkedHashMap<>();
        shop.sessions().forEach(session -> places.put(session.id(), place(session)));
        TreeMap<Cell, double[]> cells = new TreeMap<>();
        // A negative cost is none; of several the one that all agree on counts, once.
        Map<String, Set<Double>> costs = new LinkedHashMap<>();
        shop.costs().stream()
                .filter(cost -> cost.cost() != null && cost.cost() >= 0 && places.containsKey(cost.session()))
                .forEach(cost -> costs.computeIfAbsent(cost.session(), session -> new TreeSet<>())
                        .add(cost.cost() + 0.0));
        costs.forEach((session, figures) -> {
            if (figures.size() == 1) {
                cells.computeIfAbsent(places.get(session), cell -> new double[3])[0] += figures.iterator().next();
            }
        });
        for (Conversion conversion : shop.conversions()) {
            Purchase had = purchases.get(conversion.id());
            if (had != null && had.credits() != null) {
                had.sent().forEach(session -> {
                    double credit = had.credits().get(session.id());
                    double[] figures = cells.computeIfAbsent(place(session), cell -> new double[3]);
                    figures[1] += credit;
                    figures[2] += credit * readable.get(conversion.id());
                });
            }
        }
        return cells;
    }

    /** Without what pads it. */
    private static String channel(Session session) {
        return session.channel().replaceAll("^[ \\t\u00A0]+|[ \\t\u00A0]+$", "");
    }

    private static Cell place(Session session) {
        return new Cell(channel(session), session.at().toLocalDate().toString());
    }

    /** Remembers what has been published. */
    void publish(GeneratedShop shop) {
        publishedPurchases = Map.copyOf(purchases);
        publishedRevenue = revenue(shop);
    }

    /** Why a line's ihc, and why its ihc_revenue, is not what was published last. */
    record Causes(Set<String> ofIhc, Set<String> ofRevenue) {}

    /** The causes by line; a line that is not there has not moved. */
    Map<Cell, Causes> causes(GeneratedShop shop) {
        Map<String, Double> revenue = revenue(shop);
        Map<Cell, Causes> causes = new HashMap<>();
        Map<Cell, Double> revenueMoved = new HashMap<>();
        Set<String> conversions = new TreeSet<>(purchases.keySet());
        conversions.addAll(publishedPurchases.keySet());
        for (String conversion : conversions) {
            Purchase then = publishedRevenue.containsKey(conversion) ? publishedPurchases.get(conversion) : null;
            Purchase now = revenue.containsKey(conversion) ? purchases.get(conversion) : null;
            Map<Cell, Double> moved = new HashMap<>();
            credited(then).forEach((cell, credit) -> moved.merge(cell, -credit, Double::sum));
            credited(now).forEach((cell, credit) -> moved.merge(cell, credit, Double::sum));
            moved.forEach((cell, credit) -> {
                if (Math.abs(credit) > 1e-6) {
                    String cause = revenue.containsKey(conversion) ? cause(then, now) : "conversion gone";
                    at(causes, cell).ofIhc().add(cause);
                    at(causes, cell).ofRevenue().add(cause);
                }
            });
            if (revenue.containsKey(conversion)) {
                credited(then).forEach((cell, credit) -> revenueMoved.merge(
                        cell, credit * (revenue.get(conversion) - publishedRevenue.get(conversion)), Double::sum));
            }
        }
        revenueMoved.forEach((cell, moved) -> {
            if (Math.abs(moved) > 1e-6 && !at(causes, cell).ofIhc().contains("conversion gone")) {
                at(causes, cell).ofRevenue().add("changed revenue");
            }
        });
        return causes;
    }

    private static Causes at(Map<Cell, Causes> causes, Cell cell) {
        return causes.computeIfAbsent(cell, key -> new Causes(new TreeSet<>(), new TreeSet<>()));
    }

    private static String cause(Purchase then, Purchase now) {
        if (then == null || then.credits() == null) {
            return "new conversion";
        }
        if (now == null) {
            return "changed setting";
        }
        if (!then.credits().keySet().containsAll(now.credits().keySet())) {
            return "late session";
        }
        return sent(then.sent()).equals(sent(now.sent())) ? "changed model" : "changed session";
    }

    private static Map<Cell, Double> credited(Purchase purchase) {
        Map<Cell, Double> cells = new HashMap<>();
        if (purchase != null && purchase.credits() != null) {
            purchase.sent()
                    .forEach(session -> cells.merge(place(session), purchase.credits().get(session.id()), Double::sum));
        }
        return cells;
    }

    private Map<String, Double> revenue(GeneratedShop shop) {
        Map<String, Double> revenue = new HashMap<>();
        shop.conversions().forEach(conversion -> revenue.put(conversion.id(),
                readable.getOrDefault(conversion.id(), revenue(conversion))));
        return revenue;
    }

    private static double revenue(Conversion conversion) {
        return conversion.revenue() == null ? 0 : conversion.revenue();
    }

    static boolean isWithin(String date, String start, String end) {
        return (start.isEmpty() || date.compareTo(start) >= 0) && (end.isEmpty() || date.compareTo(end) <= 0);
    }

    /** The sessions that led to a conversion, oldest first; none where it must not be sent. */
    private List<Session> journey(GeneratedShop shop, Conversion conversion) {
        if (revenue(conversion) < 0) {
            return Collections.emptyList();
        }
        List<Session> journey = found(shop, conversion);
        if (journey.size() <= rules.maxSessions()) {
            return journey;
        }
        return rules.keepsNewest()
                ? journey.subList(journey.size() - rules.maxSessions(), journey.size()) : Collections.emptyList();
    }

    private boolean isTooLong(GeneratedShop shop, Conversion conversion) {
        return !rules.keepsNewest() && found(shop, conversion).size() > rules.maxSessions();
    }

    /** All sessions that led to a conversion, oldest first. */
    private List<Session> found(GeneratedShop shop, Conversion conversion) {
        LocalDateTime earliest = rules.lookbackDays() == 0
                ? LocalDateTime.MIN : conversion.at().minusDays(rules.lookbackDays());
        List<Session> journey = new ArrayList<>();
        for (Session session : shop.sessions()) {
            boolean early = session.at().isBefore(earliest);
            boolean late = rules.atConversion()
                    ? session.at().isAfter(conversion.at()) : !session.at().isBefore(conversion.at());
            if (session.user().equals(conversion.user()) && !early && !late) {
                journey.add(session);
            }
        }
        journey.sort(Comparator.comparing(Session::at).thenComparing(Session::id));
        return journey;
    }

    /** A session as it is sent, {@code id|time|channel|holder|closer|impression|conversion}. */
    static String line(String id, String time, String channel, int holder, int closer, int impression, int conversion) {
        return String.join("|", id, time, channel, "" + holder, "" + closer, "" + impression, "" + conversion);
    }

    /** What is sent of a journey; whose it is is not. */
    private static List<String> sent(List<Session> journey) {
        List<String> lines = new ArrayList<>();
        for (Session s : journey) {
            lines.add(line(s.id(), TIME.format(s.at()), channel(s), s.holder(), s.closer(), s.impression(),
                    lines.size() == journey.size() - 1 ? 1 : 0));
        }
        return lines;
    }
}
