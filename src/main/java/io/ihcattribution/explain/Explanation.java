package io.ihcattribution.explain;

import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Explains a cell while its rows come by: writes them out up to a limit, and adds up all. It holds one row. */
public final class Explanation {

    private static final int MOST_NAMED = 10;

    private final Cell cell;
    private final Form form;
    private final int most;

    private CellRow.Reported reported;
    private boolean begun;
    private String convId;
    private boolean conversionIsListed;
    private int listed;
    private long costs;
    private double cost;
    private long conversions;
    private long credits;
    private double ihc;
    private double ihcRevenue;
    private long costsListed;
    private long conversionsListed;

    private Explanation(Cell cell, Form form, int most) {
        this.cell = cell;
        this.form = form;
        this.most = most;
    }

    /** As lines for people. */
    public static Explanation asText(Cell cell, Writer out, int most) {
        return new Explanation(cell, new TextForm(out), most);
    }

    /**
     * As one JSON object.
     *
     * @param most so many rows are written out, and the last conversion to its end; the sums are over all
     */
    public static Explanation asJson(Cell cell, Writer out, int most) {
        return new Explanation(cell, new JsonForm(out), most);
    }

    /** Takes the next row. */
    public void take(CellRow row) {
        if (row instanceof CellRow.Reported figures) {
            reported = figures;
        }
        if (!begun) {
            begun = true;
            form.begin(cell, reported);
        }
        if (row instanceof CellRow.Cost paid) {
            take(paid);
        } else if (row instanceof CellRow.Credit credit) {
            take(credit);
        }
    }

    /**
     * Ends the explanation.
     *
     * @param near cells that may have been meant, where there is none such
     * @return whether there is such a cell
     */
    public boolean end(List<Cell> near) {
        if (begun) {
            form.end(reported, new Sums(
                    costs, cost, conversions, credits, ihc, ihcRevenue, costsListed, conversionsListed));
        } else {
            form.unknown(unknown(near));
        }
        return begun;
    }

    /** Whether a row has come by. */
    public boolean isKnown() {
        return begun;
    }

    private void take(CellRow.Cost paid) {
        costs++;
        cost += paid.cost();
        if (listed < most) {
            listed++;
            costsListed++;
            form.cost(paid);
        }
    }

    private void take(CellRow.Credit credit) {
        if (!credit.conversion().convId().equals(convId)) {
            convId = credit.conversion().convId();
            conversions++;
            conversionIsListed = listed < most;
            if (conversionIsListed) {
                conversionsListed++;
                form.conversion(credit.conversion());
            }
        }
        if (credit.inCell()) {
            credits++;
            ihc += credit.ihc();
            ihcRevenue += credit.ihcRevenue();
        }
        if (conversionIsListed) {
            listed++;
            form.session(credit);
        }
    }

    private String unknown(List<Cell> near) {
        String sentence = "the report has no cell of channel \"" + cell.channel() + "\" and date " + cell.date();
        List<String> dates = near.stream().filter(other -> other.channel().equals(cell.channel())).map(Cell::date).toList();
        List<String> channels = near.stream().filter(other -> other.date().equals(cell.date())).map(Cell::channel).toList();
        if (!dates.isEmpty()) {
            sentence += "; the channel's nearest dates are " + String.join(" and ", dates);
        }
        List<String> alike = channels.stream().filter(this::isAlike).toList();
        if (!alike.isEmpty()) {
            sentence += "; did you mean " + named(alike) + "?";
        } else if (!channels.isEmpty()) {
            sentence += "; the date's channels are " + named(channels);
        }
        return sentence;
    }

    /** As far as people mistype: capitals, blanks, a part of the name. */
    private boolean isAlike(String channel) {
        String asked = simple(cell.channel());
        String other = simple(channel);
        return !asked.isEmpty() && !other.isEmpty() && (asked.contains(other) || other.contains(asked));
    }

    private static String simple(String channel) {
        return channel.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    private static String named(List<String> channels) {
        return channels.stream().limit(MOST_NAMED).map(channel -> "\"" + channel + "\"").collect(Collectors.joining(", "))
                + (channels.size() > MOST_NAMED ? " and " + (channels.size() - MOST_NAMED) + " more" : "");
    }
}
