package io.ihcattribution.explain;

import io.ihcattribution.figures.Figures;
import io.ihcattribution.text.Quoted;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;

/** An explanation as lines for people. */
final class ExplanationText {

    private final Writer out;

    ExplanationText(Writer out) {
        this.out = out;
    }

    void write(Explanation explanation) throws IOException {
        CellFigures report = explanation.report();
        line("%-12s %s, %s", "cell", explanation.cell().channel(), explanation.cell().date());
        line("%-12s %s", "report", report == null ? "not in it yet" : figures(report));
        if (!explanation.costs().isEmpty()) {
            line("%ncosts");
        }
        for (Explanation.Cost cost : explanation.costs()) {
            line("  %s  %s  cost %s", cost.sessionId(), cost.startedAt(), Figures.text(cost.cost()));
        }
        if (!explanation.conversions().isEmpty()) {
            line("%nconversions, each with the sessions of its journey; those marked * count in this cell");
        }
        for (Explanation.Conversion conversion : explanation.conversions()) {
            write(conversion);
        }
        Explanation.Sum sum = explanation.sum();
        line("%n%-12s %s, of %d costs and %d credits of %d conversions", "sum", figures(sum.figures()), sum.costs(),
                sum.credits(), sum.conversions());
        if (!explanation.isWhole()) {
            line("%-12s %d of the costs and %d of the conversions; the sum is of all", "listed",
                    explanation.costsListed(), explanation.conversionsListed());
        }
        line("%-12s %s", "adds up", explanation.addsUp() ? "yes" : "no: the sources or the credits have changed since"
                + " the report was made, or a run is under way; --once --steps report makes it anew");
    }

    /** What the shop has written is shown, never obeyed: a terminal takes control characters for commands. */
    void line(String format, Object... values) throws IOException {
        for (int i = 0; i < values.length; i++) {
            if (!(values[i] instanceof Number)) {
                values[i] = Quoted.onOneLine(String.valueOf(values[i]));
            }
        }
        out.write(String.format(Locale.ROOT, format + "%n", values));
    }

    private void write(Explanation.Conversion conversion) throws IOException {
        line("%s  %s  revenue %s, journey of %d, run %s%s, fingerprint %s", conversion.convId(),
                conversion.convertedAt(), Figures.text(conversion.revenue()), conversion.journeyLength(),
                conversion.runId(), conversion.batch() == null ? "" : " batch " + conversion.batch(),
                conversion.fingerprint());
        if (conversion.outdated() != null) {
            line("  outdated: %s", conversion.outdated());
        }
        for (Explanation.Session session : conversion.sessions()) {
            line("  %s %s  %s  %s  ihc %s (initializer %s, holder %s, closer %s), ihc_revenue %s",
                    session.inCell() ? "*" : " ", session.sessionId(), session.startedAt(), session.channelName(),
                    Figures.text(session.ihc()), text(session.initializer(), "unknown"),
                    text(session.holder(), "unknown"), text(session.closer(), "unknown"),
                    Figures.text(session.ihcRevenue()));
        }
    }

    private static String figures(CellFigures figures) {
        return "cost " + Figures.text(figures.cost()) + ", ihc " + Figures.text(figures.ihc()) + ", ihc_revenue "
                + Figures.text(figures.ihcRevenue()) + ", CPO " + text(figures.costPerOrder(), "none") + ", ROAS "
                + text(figures.returnOnSpend(), "none");
    }

    private static String text(Double figure, String otherwise) {
        return figure == null ? otherwise : Figures.text(figure);
    }
}
