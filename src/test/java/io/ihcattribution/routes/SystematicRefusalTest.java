package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.ihcattribution.routes.IhcServer.Reply;
import io.ihcattribution.routes.IhcServer.Request;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An API that accepts nothing of a run is asked a few times, however large the shop; calls are counted there. */
@Timeout(120)
@WholeApplication
class SystematicRefusalTest {

    /** What the documents promise: of any shop. */
    private static final int MOST_CALLS = 60;

    @TempDir
    Path folder;

    private Shop shop;

    @BeforeEach
    void fill() {
        shop = Shop.empty(folder);
    }

    @ParameterizedTest
    @CsvSource({"64, 4, 100", "64, 8, 100", "2000, 1, 100", "2000, 4, 100", "2000, 8, 100", "2000, 64, 100",
            "2000, 64, 7", "2000, 8, 1"})
    void stopsAfterTenJourneysThatAreRefusedAlike(int conversions, int concurrency, int batch) {
        shop.singles(conversions, "2026-01-01");
        try (IhcServer server = IhcServer.answering(SystematicRefusalTest::refusingEach)) {
            Application.Result result = application(server, concurrency)
                    .with("ihc.batch.max-journeys", "" + batch).once();

            assertThat(result.status()).isEqualTo(1);
            assertThat(result.err()).contains("none of the 10 journeys", "all for the same reason",
                    "holder_engagement must be a boolean", "were not sent and stay as they are", "then run again");
            assertThat(result.err().strip()).hasLineCount(1);
            assertThat(server.requests()).hasSizeLessThanOrEqualTo(30);
            assertThat(shop.cell("select sum(attempts) from ihc_batch")).isEqualTo("" + server.requests().size());
            assertThat(shop.cell("select state || reason from ihc_run")).startsWith("failed")
                    .contains("holder_engagement must be a boolean");
            assertThat(shop.rows("select state, count(*) from ihc_journey group by state"))
                    .containsExactly("failed|10");
            assertThat(shop.cell("select count(*) from ihc_batch where state in ('open', 'sent')")).isEqualTo("0");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8, 64})
    void makesSixtyCallsAtMostWhateverTheWords(int concurrency) {
        shop.singles(2000, "2026-01-01");
        Random random = new Random(7);
        try (IhcServer server = IhcServer.answering((number, request) -> Reply.text(400, message(
                random.ints(12, 'a', 'z').mapToObj(c -> "" + (char) c).collect(Collectors.joining()))))) {
            Application.Result result = application(server, concurrency).once();

            assertThat(result.status()).isEqualTo(1);
            assertThat(result.err()).contains("none of the 20 journeys");
            assertThat(server.requests()).hasSizeLessThanOrEqualTo(MOST_CALLS);
        }
    }

    @ParameterizedTest
    @CsvSource({"413, 8", "413, 64", "400, 8"})
    void soItDoesWhereEveryRequestIsCalledTooLarge(int status, int concurrency) {
        shop.singles(2000, "2026-01-01");
        try (IhcServer server =
                IhcServer.answering((number, request) -> Reply.text(status, message("the request is too large")))) {
            Application.Result result = application(server, concurrency).once();

            assertThat(result.status()).isEqualTo(1);
            assertThat(result.err()).contains("none of the 10 journeys", "the request is too large");
            assertThat(server.requests()).hasSizeLessThanOrEqualTo(MOST_CALLS);
        }
    }

    @Test
    void journeysThatAreRefusedWithinAnAnswerAreRefusedToo() {
        shop.singles(2000, "2026-01-01");
        try (IhcServer server = IhcServer.answering((number, request) -> {
            var answer = IhcServer.JSON.createObjectNode().put("statusCode", 206);
            answer.putArray("value");
            var errors = answer.putArray("partialFailureErrors");
            request.journeys().keySet().forEach(id -> errors.addObject().put("statusCode", 406)
                    .put("conversion_id", id).put("message", "Timestamp could not be parsed"));
            return Reply.json(200, answer);
        })) {
            Application.Result result = application(server, 8).once();

            assertThat(result.status()).isEqualTo(1);
            assertThat(result.err()).contains("for the same reason", "Timestamp could not be parsed");
            assertThat(server.requests()).hasSizeLessThanOrEqualTo(8);
        }
    }

    @Test
    void whatWasNotSentStaysAsItWas() {
        shop.singles(300, "2026-01-01");
        try (IhcServer server = IhcServer.givingEqualShares()) {
            assertThat(application(server, 4).once().status()).isZero();
            int before = server.requests().size();
            server.behave(SystematicRefusalTest::refusingEach);

            assertThat(application(server, 4).once("--mode", "full").status()).isEqualTo(1);

            assertThat(server.requests()).hasSizeLessThanOrEqualTo(before + 30);
            assertThat(shop.rows("select j.state, j.tried_state, count(*) from ihc_journey j"
                    + " join attribution_customer_journey c on c.conv_id = j.conv_id group by 1, 2 order by 2"))
                    .as("what was refused keeps its credits, too")
                    .containsExactly("attributed||290", "attributed|failed|10");
        }
    }

    /** Rows that go bad together lie together in the plan: the oldest, those of one country. */
    @Test
    void aRunOfWhichTheFirstThousandAreBadGoesOnWithTheOthers() {
        shop.singles(2000, "2026-01-01");
        try (IhcServer server = IhcServer.answering(
                (number, request) -> request.journeys().keySet().stream().anyMatch(id -> id.compareTo("c1001") < 0)
                        ? refusingEach(number, request) : Reply.json(200, IhcServer.equalShares(request)))) {
            assertThat(application(server, 4).once().status()).isEqualTo(3);

            assertThat(shop.rows("select state, count(*) from ihc_journey group by state"))
                    .containsExactly("attributed|1000", "failed|1000");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 6, 11, 16})
    void whatARunHasTriedBeforeARestartCounts(int callsBefore) {
        shop.singles(2000, "2026-01-01");
        try (IhcServer server = IhcServer.answering((number, request) -> number <= callsBefore
                ? refusingEach(number, request) : Reply.text(503, ""))) {
            assertThat(application(server, 4).with("ihc.api.give-up-after", "200ms").once().status()).isEqualTo(1);
            assertThat(shop.cell("select state from ihc_run")).isEqualTo("interrupted");
            int before = server.requests().size();
            server.behave(SystematicRefusalTest::refusingEach);

            assertThat(application(server, 4).once().err()).contains("none of the 10 journeys");

            assertThat(shop.cell("select count(*) from ihc_run")).isEqualTo("1");
            assertThat(shop.cell("select count(*) from ihc_journey where state = 'failed'")).isEqualTo("10");
            assertThat(callsBefore + server.requests().size() - before).isLessThanOrEqualTo(30);
        }
    }

    private Application application(IhcServer server, int concurrency) {
        return Application.in(folder).calling(server).with("ihc.api.concurrency", "" + concurrency);
    }

    /** The same words each time, but for what they are said of. */
    private static Reply refusingEach(int number, Request request) {
        var session = request.sessions().get(0);
        return Reply.text(400, message("request 7f" + number + "e: conversion " + session.get("conversion_id").asText()
                + ", session " + session.get("session_id").asText() + ": holder_engagement must be a boolean"));
    }

    private static String message(String words) {
        return "{\"statusCode\":400,\"message\":\"" + words + "\"}";
    }
}
