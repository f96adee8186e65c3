package io.ihcattribution.explain;

import io.ihcattribution.figures.Figures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Locale;

/** An explanation as lines for people. */
final class TextForm implements Form {

    private final Writer out;
    private boolean costsBegun;
    private boolean conversionsBegun;

    TextForm(Writer out) {
        this.out = out;
    }

    @Override
    public void begin(Cell cell, CellRow.Reported reported) {
        line("%-12s %s", "cell", cell);
        line("%-12s %s", "report", reported == null ? "not in it yet" : figures(
                reported.cost(), reported.ihc(), reported.ihcRevenue()));
    }

    @Override
    public void cost(CellRow.Cost cost) {
        if (!costsBegun) {
            costsBegun = true;
            line("%ncosts");
        }
        line("  %s  %s  cost %s", cost.sessionId(), cost.startedAt(), Figures.text(cost.cost()));
    }

    @Override
    public void conversion(CellRow.Conversion conversion) {
        if (!conversionsBegun) {
            conversionsBegun = true;
            line("%nconversions, each with the sessions of its journey; those marked * count in this cell");
        }
        line("%s  %s  revenue %s, journey of %d, run %s%s, fingerprint %s", conversion.convId(), conversion.convertedAt(),
                Figures.text(conversion.revenue()), conversion.sessions(), conversion.runId(),
                conversion.batch() == null ? "" : " batch " + conversion.batch(), conversion.fingerprint());
    }

    @Override
    public void session(CellRow.Credit credit) {
        line("  %s %s  %s  %s  ihc %s (initializer %s, holder %s, closer %s), ihc_revenue %s", credit.inCell() ? "*" : " ",
                credit.sessionId(), credit.startedAt(), credit.channel(), Figures.text(credit.ihc()),
                phase(credit.initializer()), phase(credit.holder()), phase(credit.closer()), Figures.text(credit.ihcRevenue()));
    }

    @Override
    public void end(CellRow.Reported reported, Sums sums) {
        line("%n%-12s %s, of %d costs and %d credits of %d conversions", "sum",
                figures(sums.cost(), sums.ihc(), sums.ihcRevenue()), sums.costs(), sums.credits(), sums.conversions());
        if (!sums.areAllListed()) {
            line("%-12s %d of the costs and %d of the conversions; the sum is of all", "listed", sums.costsListed(),
                    sums.conversionsListed());
        }
        line("%-12s %s", "adds up", sums.addUpTo(reported) ? "yes" : "no: the sources or the credits have changed since the"
                + " report was made, or a run is under way; --once --steps report makes it anew");
    }

    @Override
    public void unknown(String sentence) {
        line("%s", sentence);
    }

    private static String figures(double cost, double ihc, double revenue) {
        return "cost " + Figures.text(cost) + ", ihc " + Figures.text(ihc) + ", ihc_revenue " + Figures.text(revenue)
                + ", CPO " + orNone(Figures.ratio(cost, ihc)) + ", ROAS " + orNone(Figures.ratio(revenue, cost));
    }

    private static String orNone(String ratio) {
        return ratio.isEmpty() ? "none" : ratio;
    }

    private static String phase(Double share) {
        return share == null ? "unknown" : Figures.text(share);
    }

    /** What the shop has written is shown, never obeyed: a terminal takes control characters for commands. */
    private void line(String format, Object... values) {
        for (int i = 0; i < values.length; i++) {
            if (!(values[i] instanceof Number)) {
                values[i] = String.valueOf(values[i]).replaceAll("\\p{Cntrl}", "?");
            }
        }
        try {
            out.write(String.format(Locale.ROOT, format + "%n", values));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
