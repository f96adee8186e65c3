package io.ihcattribution.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What is written for people of a run, beside the report. */
public final class RunFiles {

    private final ObjectMapper json;

    /** @param json writes lines that people can read */
    public RunFiles(ObjectMapper json) {
        this.json = json;
    }

    /** The file beside a trigger: the summary as JSON; or the sentence why the run was not done. */
    public String outcome(RunOutcome outcome) throws JsonProcessingException {
        return outcome.summary() == null ? outcome.reason() + "\n" : json.writeValueAsString(outcome.summary().file());
    }
}
