package io.ihcattribution.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ihcattribution.files.WholeFile;
import io.ihcattribution.ledger.RunLedger;
import io.ihcattribution.run.Run;
import io.ihcattribution.text.KeyMask;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is written beside a trigger file of what became of its run. */
public final class TriggerResults {

    private static final Logger LOG = LoggerFactory.getLogger(TriggerResults.class);
    private static final String GOES_ON = "; the run goes on after the next run or start, and its result is then in "
            + RunOutcome.DONE;

    private final Path folder;
    private final RunLedger ledger;
    private final ObjectMapper json;
    private final KeyMask key;
    private final Faults faults;

    /**
     * @param folder the trigger folder
     * @param json writes lines that people can read
     * @param key what no result shows
     */
    public TriggerResults(Path folder, RunLedger ledger, ObjectMapper json, KeyMask key, Faults faults) {
        this.folder = folder;
        this.ledger = ledger;
        this.json = json;
        this.key = key;
        this.faults = faults;
    }

    /**
     * Writes what became of a trigger's run into the folder where the trigger goes. Where it cannot be written the log
     * says so: what the run has done stands.
     */
    public void write(String name, RunOutcome outcome) {
        Path file = folder.resolve(outcome.folder()).resolve(name + outcome.ending());
        try {
            WholeFile.write(file, key.hide(text(outcome)).getBytes(StandardCharsets.UTF_8));
            if (outcome.state() == RunOutcome.State.COMPLETED && outcome.summary().run().resumed()) {
                // What was said when the run was not done.
                Files.deleteIfExists(failed(name));
                Files.deleteIfExists(failed(name + RunOutcome.ERROR));
            }
        } catch (IOException e) {
            LOG.error("{} cannot be written: {}; what the run has done stands", file, faults.sentence(e));
        }
    }

    /**
     * The same for a run that was taken up after its trigger was told that it is not done; the trigger is moved, too.
     *
     * @param run the run; null where it could not begin
     */
    public void writeLate(Run run, RunOutcome outcome) {
        String name = run == null ? null : run.request().name();
        // A later file of the same name has had its own answer.
        if (name == null || outcome.state() == RunOutcome.State.INTERRUPTED || !ledger.isLastOfItsTrigger(run)) {
            return;
        }
        try {
            if (outcome.state() == RunOutcome.State.COMPLETED && Files.exists(failed(name))) {
                Path done = Files.createDirectories(folder.resolve(RunOutcome.DONE));
                Files.move(failed(name), done.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            LOG.error("trigger {} cannot be moved to {}: {}", name, outcome.folder(), faults.sentence(e));
        }
        write(name, outcome);
        LOG.info("trigger {} goes to {}: its run was taken up and has ended", name, outcome.folder());
    }

    /** The summary as JSON; or the sentence why the run was not done. */
    private String text(RunOutcome outcome) throws JsonProcessingException {
        if (outcome.summary() != null) {
            return json.writeValueAsString(outcome.summary().file());
        }
        return outcome.reason() + (outcome.state() == RunOutcome.State.INTERRUPTED ? GOES_ON : "") + "\n";
    }

    private Path failed(String name) {
        return folder.resolve(RunOutcome.FAILED).resolve(name);
    }
}
