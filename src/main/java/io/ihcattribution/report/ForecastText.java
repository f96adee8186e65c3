package io.ihcattribution.report;

import io.ihcattribution.run.CallTime;
import io.ihcattribution.run.Forecast;
import io.ihcattribution.run.Losses;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A forecast as lines for a terminal. */
final class ForecastText {

    private ForecastText() {}

    /** The lines, each by its label. */
    static Map<String, String> lines(Forecast forecast) {
        Forecast.Amount all = forecast.wouldSend();
        Forecast.Amount again = forecast.boughtAgain();
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("journeys", text("would send %,d: %,d new, %,d bought again", all.journeys(),
                all.journeys() - again.journeys(), again.journeys()) + forecast.termsNote());
        lines.put("sessions", text("would send %,d, %,d of them bought again", all.sessions(), again.sessions()));
        lines.put("requests",
                text("would make %,d, %,d of them for what is bought again", all.requests(), again.requests()));
        if (forecast.refused()) {
            lines.put("REFUSED",
                    text("a run may make %,d requests (ihc.api.max-calls-per-run)", forecast.maxCallsPerRun()));
        }
        Losses losses = forecast.losses();
        if (losses != null && !losses.isNone()) {
            lines.put("paid for", text("of %,d attributed conversions %,d are deleted, %,d would be outdated, %,d have"
                    + " lost half of their sessions", losses.attributed(), losses.deleted(), losses.outdated(),
                    losses.shorter()));
        }
        if (losses != null && losses.stopped() != null) {
            lines.put("STOPPED", losses.stopped());
        }
        lines.put("this month", text("%,d calls made", forecast.callsThisMonth()) + (forecast.monthlyCalls() == null
                ? "; share of the plan unknown (ihc.api.monthly-calls)"
                : text(" of %,d; this run would take %.1f %%, %,d would be left", forecast.monthlyCalls(),
                        100 * forecast.shareOfMonth(), forecast.callsLeft())));
        lines.put("time", time(forecast.time()));
        return lines;
    }

    private static String time(CallTime time) {
        return time == null
                ? "unknown; the ledger has no answered call of this service to go by"
                : text("%s to %s for the calls; %.1f s a call, give or take %.1f s, in the last %,d",
                        duration(time.leastSeconds()),
                        duration(time.mostSeconds()), time.secondsPerCall(), time.margin(), time.calls());
    }

    private static String duration(long seconds) {
        return seconds < 120 ? seconds + " s"
                : seconds < 7_200 ? seconds / 60 + " min" : text("%.1f h", seconds / 3600.0);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
