package io.ihcattribution.attribute;

import io.ihcattribution.batch.Attempts;
import io.ihcattribution.batch.Claim;
import io.ihcattribution.control.Faults;
import io.ihcattribution.files.WholeFile;
import io.ihcattribution.text.KeyMask;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audit: each request and answer as a compressed file without headers, so without the key. A figure can be traced
 * to the answer that it came from by its ledger row.
 */
public final class AuditFiles {

    private static final Logger LOG = LoggerFactory.getLogger(AuditFiles.class);

    private final Path folder;
    private final KeyMask key;
    private final Faults faults;
    /** The run of which the log has said that a file could not be written. */
    private String told = "";

    /**
     * @param folder where the files go; null where the audit is off
     * @param key what no file shows, where the API repeats it
     */
    public AuditFiles(Path folder, KeyMask key, Faults faults) {
        this.folder = folder;
        this.key = key;
        this.faults = faults;
    }

    /**
     * Keeps what is asked. Where that cannot be done the log says so once a run: what is asked is to be paid for, and
     * goes on.
     */
    public void keepRequest(Attempts attempts, byte[] body) {
        keep(attempts, "request", body);
    }

    /** Keeps what is answered, or says that it cannot. */
    public void keepAnswer(Attempts attempts, byte[] body) {
        keep(attempts, "answer", body);
    }

    private void keep(Attempts attempts, String part, byte[] body) {
        if (folder == null) {
            return;
        }
        Claim claim = attempts.last();
        String run = claim.batch().runId();
        // A name of its own for each file, and so for what it is called until it is whole: many are written at once.
        Path file = folder.resolve(run).resolve(String.format(
                "batch-%06d-attempt-%d-%s.json.gz", claim.batch().number(), claim.attempt(), part));
        try {
            WholeFile.write(file, compressed(key.hide(body)));
        } catch (IOException e) {
            tell(run, file, e);
        }
    }

    private synchronized void tell(String run, Path file, IOException fault) {
        if (!told.equals(run)) {
            told = run;
            LOG.warn("the audit of run {} is incomplete: {} cannot be written: {}", run, file, faults.sentence(fault));
        }
    }

    private static byte[] compressed(byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        }
        return bytes.toByteArray();
    }
}
