package io.ihcattribution.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.ihcattribution.batch.Batch;
import io.ihcattribution.batch.RunRedistribution;
import io.ihcattribution.run.Run;
import io.ihcattribution.text.KeyMask;
import io.ihcattribution.text.Quoted;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The web API's contract: how a batch is asked for, and what its replies mean. */
public final class IhcApi {

    private static final int LONGEST_WORDS = 300;

    /** Nobody waits for longer; an answer may ask for more than a number can hold. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(365);

    /**
     * How the API's words tell that it is the conversion type that it refuses, and not what was sent. Narrow: words
     * that merely name the type must not end a run of which one journey is at fault.
     */
    private static final Pattern CONVERSION_TYPE = Pattern.compile(
            "(unknown|no such|untrained|not trained|missing)\\W+(conv_type_id|conversion type)"
                    + "|(conv_type_id|conversion type)[^.;,]{0,60}(unknown|not known|not found|not"
                    + " trained|missing|does not exist)",
            Pattern.CASE_INSENSITIVE);

    private final String key;
    private final KeyMask mask;
    private final ObjectReader parameters;
    private final AnswerReader reader;
    private final RunRedistribution redistribution;
    private final Clock clock;

    /**
     * @param key the API's key
     * @param mask hides it
     * @param redistribution what each conversion type is sent with
     * @param json reads NaN as a figure, so that one lying journey does not fail the others
     */
    public IhcApi(String key, KeyMask mask, RunRedistribution redistribution, ObjectMapper json, Clock clock) {
        this.key = key;
        this.mask = mask;
        this.redistribution = redistribution;
        this.parameters = json.readerFor(JsonNode.class);
        this.reader = new AnswerReader(json);
        this.clock = clock;
    }

    /** The value of the header {@code x-api-key}. */
    public String key() {
        return key;
    }

    /** The query of the URL. */
    public String query(Batch batch) {
        return "conv_type_id=" + URLEncoder.encode(batch.convTypeId(), StandardCharsets.UTF_8);
    }

    /** The body that asks for a batch of a run. */
    public ComputeIhcRequest request(Batch batch, Run run) {
        String parameter = redistribution.of(run, batch.convTypeId());
        try {
            return new ComputeIhcRequest(batch, parameter.isEmpty() ? null : parameters.readValue(parameter));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the redistribution of run " + run.id() + " is not JSON", e);
        }
    }

    /**
     * Reads a reply, of whatever status.
     *
     * @param httpStatus the HTTP status
     * @param retryAfter the header {@code Retry-After}, or null
     * @param location the header {@code Location}, or null
     * @param body the body
     * @throws ApiUnavailable when the API is unwell: a status from 500 up, or 200 with a body that is not the
     *     promised JSON
     */
    public ApiReply read(int httpStatus, String retryAfter, String location, byte[] body) {
        Duration wait = wait(retryAfter);
        if (httpStatus >= 500) {
            throw new ApiUnavailable("HTTP status " + httpStatus + words(body), wait);
        }
        if (httpStatus >= 300 && httpStatus < 400) {
            return new ApiReply(httpStatus, wait, null, location == null ? words(body) : target(location));
        }
        AnswerReader.Body read;
        try {
            read = reader.read(body == null ? new byte[0] : body);
        } catch (IOException e) {
            if (httpStatus < 300) {
                throw new ApiUnavailable("HTTP status " + httpStatus + " with a body that is not the promised JSON"
                        + reason(e) + words(body), wait);
            }
            return new ApiReply(httpStatus, wait, null, words(body));
        }
        int status = status(httpStatus, read.rest());
        if (status >= 500) {
            throw new ApiUnavailable("statusCode " + status + " in the body" + words(body), wait);
        }
        boolean answered = read.figures() != null || read.rest().hasNonNull("value");
        if (status < 300 && !answered && !read.rest().hasNonNull("partialFailureErrors")) {
            throw new ApiUnavailable("status " + status + " with neither value nor partialFailureErrors" + words(body),
                    wait);
        }
        return new ApiReply(status, wait, answer(status, read), status < 300 ? "" : words(body));
    }

    /**
     * What a reply says of the batch: the answer, or on 400 and its like that it is refused as a whole.
     *
     * @throws ApiRateLimited on 429
     * @throws ApiAccessDenied on 401, 403 and whatever else would be refused again, whatever was sent
     */
    public ApiVerdict accept(ApiReply reply) {
        // Every half of the batch would be refused for the same reason, at the price of a call each.
        if (reply.status() == 400 && CONVERSION_TYPE.matcher(reply.words()).find()) {
            throw new ApiAccessDenied("the API refuses the conversion type (conv_type_id, ihc.api.conv-type-id): "
                    + "status " + reply.status() + reply.words());
        }
        return switch (reply.status()) {
            case 200, 206 -> reply.answer();
            case 429, 408, 425 -> throw new ApiRateLimited("the API asks to be called later, status " + reply.status()
                    + (reply.retryAfter() == null ? "" : ", in " + reply.retryAfter().toSeconds() + " s")
                    + reply.words(), reply.retryAfter());
            case 301, 302, 303, 307, 308 -> throw new ApiAccessDenied("the API's URL (ihc.api.url) answers with a"
                    + " redirect, status " + reply.status() + reply.words() + "; it is not followed, for the key would"
                    + " go with it. Set ihc.api.url to the URL that serves requests");
            case 400, 406, 413,
                    422 -> new BatchRefused("status " + reply.status() + reply.words(), reply.status() == 413);
            case 401, 403 -> throw new ApiAccessDenied("the API refuses the key (ihc.api.key): status "
                    + reply.status() + reply.words());
            default -> throw new ApiAccessDenied("the API does not serve this URL (ihc.api.url): status "
                    + reply.status() + reply.words());
        };
    }

    /** What the body says of itself; but a refusal in the HTTP status is one, whatever the body says. */
    private static int status(int httpStatus, JsonNode tree) {
        JsonNode said = tree.path("statusCode");
        int status = said.canConvertToInt() ? said.intValue() : said.asInt(httpStatus);
        return httpStatus >= 400 && status < 400 ? httpStatus : status;
    }

    private static ComputeIhcAnswer answer(int status, AnswerReader.Body body) {
        List<JsonNode> errors = null;
        JsonNode failures = body.rest().path("partialFailureErrors");
        if (failures.isArray()) {
            errors = new ArrayList<>(failures.size());
            failures.forEach(errors::add);
        } else if (!failures.isMissingNode() && !failures.isNull()) {
            errors = List.of(failures);
        }
        return new ComputeIhcAnswer(status, body.figures(), errors, body.rest().get("message"));
    }

    /** The time that {@code Retry-After} asks for, in seconds or as an HTTP date; null where it says neither. */
    private Duration wait(String retryAfter) {
        if (retryAfter == null) {
            return null;
        }
        try {
            long seconds = Long.parseLong(retryAfter.trim());
            return Duration.ofSeconds(Math.min(LONGEST_WAIT.toSeconds(), Math.max(0, seconds)));
        } catch (NumberFormatException e) {
            // then it is a date
        }
        try {
            ZonedDateTime until = ZonedDateTime.parse(retryAfter.trim(), DateTimeFormatter.RFC_1123_DATE_TIME);
            Duration wait = Duration.between(clock.instant(), until.toInstant());
            return wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Where it is not JSON from the start, the words of the body say more. */
    private static String reason(IOException e) {
        return e instanceof JsonEOFException ? ", for it breaks off" : "";
    }

    /** Where a redirect leads; without a password. */
    private String target(String location) {
        return words((" to " + location.replaceFirst("//[^/@]*@", "//")).getBytes(StandardCharsets.UTF_8));
    }

    /** The beginning of a body, for people; without the key, which some servers repeat. */
    private String words(byte[] body) {
        if (body == null || body.length == 0) {
            return "";
        }
        String text = new String(body, 0, Math.min(body.length, LONGEST_WORDS * 4), StandardCharsets.UTF_8)
                .replaceAll("\\s+", " ").trim();
        return ": " + Quoted.onOneLine(Quoted.cut(mask.hide(text), LONGEST_WORDS));
    }
}
