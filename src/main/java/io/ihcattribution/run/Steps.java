package io.ihcattribution.run;

import io.ihcattribution.text.Quoted;
import java.util.Arrays;
import java.util.List;

/**
 * The stages that a run goes through; both by default, one where an orchestrator runs them apart.
 *
 * @param attribute journeys are sent and their credits stored
 * @param report the report is filled and published
 */
public record Steps(boolean attribute, boolean report) {

    /** Both stages. */
    public static final Steps BOTH = new Steps(true, true);

    /**
     * Reads a list such as {@code attribute,report}.
     *
     * @throws IllegalArgumentException when a word is none of the two, or there is none
     */
    public static Steps of(String words) {
        List<String> steps = Arrays.stream(words.split(",")).map(String::trim).filter(s -> !s.isEmpty()).toList();
        steps.stream().filter(step -> !List.of("attribute", "report").contains(step)).findFirst().ifPresent(step -> {
            throw new IllegalArgumentException("steps: " + Quoted.of(step) + " is not one of attribute, report");
        });
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("steps: names none; expected attribute, report or both");
        }
        return new Steps(steps.contains("attribute"), steps.contains("report"));
    }

    /** The list, as settings, trigger files and the ledger have it. */
    public String code() {
        return attribute && report ? "attribute,report" : attribute ? "attribute" : "report";
    }
}
