package io.ihcattribution.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Locale;

/**
 * What a run would buy, were it begun now.
 *
 * @param wouldSend all that it would send
 * @param boughtAgain the part of it whose conversions have credits already that were paid for: its journeys and
 *     sessions, and the requests that would not be made without them
 * @param callsThisMonth calls to the API that the ledger counts in this calendar month, UTC
 * @param monthlyCalls the calls that the plan allows a month; null where it is not known
 * @param shareOfMonth the requests as a share of those; null where they are not known
 * @param onOtherTerms the journeys of those that were bought with another conversion type or redistribution
 * @param maxCallsPerRun the most calls that the settings allow a run; null where they set no limit
 * @param losses what would be lost of what was paid for; null where it is not counted
 * @param time how long the calls would take; null where the ledger knows of none to go by
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
        "would_send", "bought_again", "on_other_terms", "losses", "calls_this_month", "monthly_calls", "share_of_month",
        "max_calls_per_run",
        "time", "calls_left", "refused"})
public record Forecast(
        Amount wouldSend, Amount boughtAgain, long onOtherTerms, long callsThisMonth, Integer monthlyCalls,
        Double shareOfMonth, Integer maxCallsPerRun, Losses losses, CallTime time) {

    /** An amount of journeys. */
    public record Amount(long journeys, long sessions, long requests) {}

    /** Of what is counted and what is allowed; 0 stands for a plan that is not known and for no limit. */
    public static Forecast of(Amount wouldSend, Amount boughtAgain, long onOtherTerms, long callsThisMonth,
            int monthlyCalls, int maxCallsPerRun, CallTime time) {
        return new Forecast(
                wouldSend, boughtAgain, onOtherTerms, callsThisMonth, monthlyCalls == 0 ? null : monthlyCalls,
                monthlyCalls == 0 ? null : (double) wouldSend.requests() / monthlyCalls,
                maxCallsPerRun == 0 ? null : maxCallsPerRun, null, time);
    }

    /** The same with what would be lost. */
    public Forecast losing(Losses lost) {
        return new Forecast(wouldSend, boughtAgain, onOtherTerms, callsThisMonth, monthlyCalls, shareOfMonth,
                maxCallsPerRun, lost, time);
    }

    /** What is bought, for the log. */
    public String sentence() {
        return String.format(Locale.ROOT, "%,d journeys (%,d sessions): %,d new, %,d bought again%s",
                wouldSend.journeys(), wouldSend.sessions(), wouldSend.journeys() - boughtAgain.journeys(),
                boughtAgain.journeys(), termsNote());
    }

    /** Why journeys are bought again that have not changed; empty where none are. */
    public String termsNote() {
        return onOtherTerms == 0 ? "" : String.format(Locale.ROOT, ", %,d of them because an earlier run bought them"
                + " with another conversion type or redistribution", onOtherTerms);
    }

    /** The calls of the month's plan that would be left, less than 0 where it does not suffice; null: not known. */
    @JsonProperty
    public Long callsLeft() {
        return monthlyCalls == null ? null : monthlyCalls - callsThisMonth - wouldSend.requests();
    }

    /** Whether a run would be refused for {@code ihc.api.max-calls-per-run}. */
    @JsonProperty
    public boolean refused() {
        return maxCallsPerRun != null && wouldSend.requests() > maxCallsPerRun;
    }
}
