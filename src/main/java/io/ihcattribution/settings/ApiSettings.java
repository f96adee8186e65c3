package io.ihcattribution.settings;

import static io.ihcattribution.settings.Setting.Rank.ESSENTIAL;
import static io.ihcattribution.settings.Setting.Rank.RARE;

import io.ihcattribution.files.TextFile;
import io.ihcattribution.run.CallAllowance;
import io.ihcattribution.text.KeyMask;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/**
 * The API, and how it is called.
 *
 * @param url The API, whole URL up to and including /compute_ihc. Empty: the embedded IHC service, free of charge.
 * @param key The API's key. Better as the environment variable IHC_API_KEY or in a file (ihc.api.key-file) than
 *     here.
 * @param keyFile A file whose only line is the API's key; used where ihc.api.key is empty.
 * @param convTypeId The conversion type: the name of a model that the API's account has trained.
 * @param concurrency Requests in flight at once.
 * @param requestsPerSecond Requests started per second; 0 = no limit of our own.
 * @param monthlyCalls Calls that your plan with the API allows in a calendar month; a dry run then says what share
 *     of them a run would take; 0 = not known.
 * @param maxCallsPerRun Max calls that one run may make. A run is counted first and stops before the first call
 *     where it would make more; one that comes to it by retries stops there. 0 = no limit.
 * @param connectTimeout How long the API may take to accept a connection.
 * @param responseTimeout How long a whole exchange with the API may take, up to the answer's last byte.
 * @param retryDelay The first pause before another try; it doubles from try to try, with jitter.
 * @param retryDelayMax The longest pause before another try.
 * @param giveUpAfter An outage of the API longer than this ends the run as interrupted; the next start or trigger
 *     takes it up.
 * @param breakerCalls The circuit breaker looks at this many calls.
 * @param breakerFailureRate The circuit breaker opens at this share of failures.
 * @param breakerOpen The circuit breaker stays open for this long.
 */
public record ApiSettings(
        @Setting(key = "ihc.api.url", rank = ESSENTIAL, pattern = ApiSettings.URL,
                expected = "an http or https URL up to and including /compute_ihc, without user and query") String url,
        @Setting(key = "ihc.api.key", rank = ESSENTIAL, secret = true) String key,
        @Setting(key = "ihc.api.key-file", rank = ESSENTIAL) Path keyFile,
        @Setting(key = "ihc.api.conv-type-id", byDefault = "default", rank = ESSENTIAL,
                expected = "the name of a conversion type") String convTypeId,
        @Setting(key = "ihc.api.concurrency", byDefault = "4", min = 1, max = 64) int concurrency,
        @Setting(key = "ihc.api.requests-per-second", byDefault = "0", max = 10_000) int requestsPerSecond,
        @Setting(key = "ihc.api.monthly-calls", byDefault = "0", max = 1_000_000_000) int monthlyCalls,
        @Setting(key = "ihc.api.max-calls-per-run", byDefault = "0", max = 1_000_000_000) int maxCallsPerRun,
        @Setting(key = "ihc.api.connect-timeout", byDefault = "10s", rank = RARE) Duration connectTimeout,
        @Setting(key = "ihc.api.response-timeout", byDefault = "60s", rank = RARE) Duration responseTimeout,
        @Setting(key = "ihc.api.retry-delay", byDefault = "1s", rank = RARE) Duration retryDelay,
        @Setting(key = "ihc.api.retry-delay-max", byDefault = "60s", rank = RARE) Duration retryDelayMax,
        @Setting(key = "ihc.api.give-up-after", byDefault = "30m", rank = RARE) Duration giveUpAfter,
        @Setting(key = "ihc.api.breaker-calls", byDefault = "10", min = 1, max = 10_000, rank = RARE) int breakerCalls,
        @Setting(key = "ihc.api.breaker-failure-rate", byDefault = "50", min = 1, max = 100, unit = "percent",
                rank = RARE) int breakerFailureRate,
        @Setting(key = "ihc.api.breaker-open", byDefault = "15s", rank = RARE) Duration breakerOpen)
        implements SettingsReader.Checked {

    static final String URL = "(https?://(\\[[0-9a-fA-F:.]+]|[\\w.-]+)(:\\d+)?(/[\\w./~%:@!$&'()*+,;=-]*)?)?";
    private static final String LOOPBACK = "https?://(localhost|127\\.0\\.0\\.1|\\[::1])([:/].*)?";

    /** What a service without keys is called with. */
    private static final String NO_KEY = "x-no-key-0000";

    /** Whether the API is the embedded service. */
    public boolean isEmbedded() {
        return url.isEmpty();
    }

    /** The key that is sent: the one that is set or in the file; any, where there is none. */
    public String sentKey() {
        String own = ownKey();
        return own == null || own.isEmpty() ? NO_KEY : own;
    }

    /** Hides the key that is set, in whatever others read. */
    public KeyMask mask() {
        return KeyMask.of(Objects.requireNonNullElse(ownKey(), ""));
    }

    /** Whether a key is set that cannot be hidden, since it cannot be told from other text. */
    public boolean hasPlainKey() {
        String own = ownKey();
        return own != null && !own.isEmpty() && !KeyMask.isDistinct(own);
    }

    /** The calls that may be made. */
    public CallAllowance allowance() {
        return new CallAllowance(monthlyCalls, maxCallsPerRun, concurrency, requestsPerSecond);
    }

    @Override
    public void check(SettingFaults faults) {
        String own = ownKey();
        // Where somebody writes the key itself.
        boolean isPath = keyFile != null && keyFile.toString().matches(".*[./\\\\].*");
        faults.unless(own != null, "ihc.api.key-file", isPath ? keyFile : "***",
                "a file that can be read and holds the API's key as text in UTF-8");
        faults.unless(own == null || own.chars().allMatch(c -> c > ' ' && c <= '~'), "ihc.api.key", "***",
                "printable characters without spaces");
        if (own != null && own.isEmpty() && !isEmbedded() && !url.matches(LOOPBACK)) {
            faults.add("ihc.api.key: is empty, but ihc.api.url names the API; set the environment variable "
                    + "IHC_API_KEY, or ihc.api.key-file");
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "ApiSettings[" + url + "]";
    }

    /** The key that is set, empty where none is; null where its file cannot be read. */
    private String ownKey() {
        try {
            return key.isEmpty() && keyFile != null ? TextFile.read(keyFile).trim() : key;
        } catch (IOException e) {
            return null;
        }
    }
}
