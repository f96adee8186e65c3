package io.ihcattribution.embedded;

import io.ihcattribution.text.Quoted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which request to the embedded service meets which fault: a list such as {@code 429:0.05,500:0.02,latency:200ms} of
 * rates, each 0 to 1 and at most 1 together, or {@code script:500,429*3,ok,hang} for the first requests in order, after
 * which all is well. {@code latency}, which every answer takes, may come before either. The same request number meets
 * the same fault at every start.
 *
 * @param latency what every answer takes, at least
 * @param rates the share of requests that meet each fault
 * @param script the faults of the first requests; empty where rates decide
 */
public record FaultPlan(Duration latency, Map<Fault, Double> rates, List<Fault> script) {

    /** What a setting must look like, for the sentence that refuses it. */
    public static final String EXPECTED = "rates such as 429:0.05,500:0.02,latency:200ms or a script such as "
            + "script:500,429*3,ok; faults are " + Fault.codes();

    private static final Pattern LATENCY = Pattern.compile("latency:(\\d{1,7})(ms|s)");
    private static final Pattern RATE = Pattern.compile("[^:]+:(\\d*\\.?\\d+(?:[eE]-?\\d+)?)");
    private static final Pattern STEP = Pattern.compile("([a-z0-9-]+)(?:\\*(\\d{1,5}))?");
    private static final String SCRIPT = "script:";

    public FaultPlan {
        // In the order of the faults: how the rates are added up must not depend on the setting's text.
        rates = Collections.unmodifiableMap(new TreeMap<>(rates));
        script = List.copyOf(script);
    }

    /**
     * Reads a plan.
     *
     * @throws IllegalArgumentException with what is wrong with the text
     */
    public static FaultPlan parse(String text) {
        int script = text.indexOf(SCRIPT);
        Duration latency = Duration.ZERO;
        Map<Fault, Double> rates = new TreeMap<>();
        for (String word : words(script < 0 ? text : text.substring(0, script))) {
            String code = word.split(":", 2)[0];
            if (code.equals("latency")) {
                latency = latency(word);
            } else {
                rates.put(fault(code, word, " is not a fault with a rate"), rate(word));
            }
        }
        if (rates.values().stream().mapToDouble(rate -> rate).sum() > 1 + 1e-9) {
            throw new IllegalArgumentException("the rates are more than 1 together");
        }
        if (script >= 0 && !rates.isEmpty()) {
            throw new IllegalArgumentException("rates and a script exclude each other");
        }
        return new FaultPlan(latency, rates, script < 0 ? List.of() : steps(text.substring(script + SCRIPT.length())));
    }

    /**
     * The fault of a request.
     *
     * @param number the request's number since the start, from 1
     */
    public Fault of(long number) {
        if (!script.isEmpty()) {
            return number <= script.size() ? script.get((int) number - 1) : Fault.OK;
        }
        double place = new SplittableRandom(number).nextDouble();
        for (Map.Entry<Fault, Double> rate : rates.entrySet()) {
            place -= rate.getValue();
            if (place < 0) {
                return rate.getKey();
            }
        }
        return Fault.OK;
    }

    private static List<String> words(String text) {
        return Pattern.compile(",").splitAsStream(text).map(String::trim).filter(word -> !word.isEmpty()).toList();
    }

    private static Fault fault(String code, String word, String fault) {
        return Fault.of(code).orElseThrow(() -> new IllegalArgumentException(Quoted.of(word) + fault));
    }

    private static Duration latency(String word) {
        Matcher matcher = LATENCY.matcher(word);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(word + " is not a time with its unit, such as 200ms or 2s");
        }
        long amount = Long.parseLong(matcher.group(1));
        return matcher.group(2).equals("s") ? Duration.ofSeconds(amount) : Duration.ofMillis(amount);
    }

    private static double rate(String word) {
        Matcher matcher = RATE.matcher(word);
        double rate = matcher.matches() ? Double.parseDouble(matcher.group(1)) : 2;
        if (rate > 1) {
            throw new IllegalArgumentException(Quoted.of(word) + " has no rate from 0 to 1");
        }
        return rate;
    }

    private static List<Fault> steps(String text) {
        List<Fault> steps = new ArrayList<>();
        for (String word : words(text)) {
            Matcher matcher = STEP.matcher(word);
            Fault fault = fault(matcher.matches() ? matcher.group(1) : "", word, " is not a fault");
            int times = matcher.group(2) == null ? 1 : Integer.parseInt(matcher.group(2));
            steps.addAll(Collections.nCopies(times, fault));
        }
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("the script is empty");
        }
        return steps;
    }
}
