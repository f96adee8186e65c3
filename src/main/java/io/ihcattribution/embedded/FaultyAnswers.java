package io.ihcattribution.embedded;

import com.fasterxml.jackson.databind.node.TextNode;
import io.ihcattribution.api.ComputeIhcAnswer;
import io.ihcattribution.api.ComputeIhcAnswer.SessionFigures;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** Lets requests to the embedded service meet the faults of a plan. Safe for use by several threads. */
public final class FaultyAnswers {

    private static final long SLICE_MILLIS = 50;
    private static final String RETRY_AFTER_SECONDS = "1";

    private final EmbeddedIhc service;
    private final FaultPlan plan;
    private final Duration hanging;
    private final BooleanSupplier stopping;
    private final AtomicLong requests = new AtomicLong();

    /**
     * Faults as planned.
     *
     * @param service what answers where nothing goes wrong
     * @param hanging how long a request hangs
     * @param stopping whether the process ends, which no request must hold up
     */
    public FaultyAnswers(EmbeddedIhc service, FaultPlan plan, Duration hanging, BooleanSupplier stopping) {
        this.service = service;
        this.plan = plan;
        this.hanging = hanging;
        this.stopping = stopping;
    }

    /** The fault of the next request, once the time has passed that its answer takes. */
    public Fault next() throws InterruptedException {
        Fault fault = plan.of(requests.incrementAndGet());
        long end = System.nanoTime() + (fault == Fault.HANG ? hanging : plan.latency()).toNanos();
        long left = end - System.nanoTime();
        while (left > 0 && !stopping.getAsBoolean()) {
            Thread.sleep(Math.min(SLICE_MILLIS, Math.max(1, left / 1_000_000)));
            left = end - System.nanoTime();
        }
        return fault;
    }

    /** The answer to a request, see {@link EmbeddedIhc#compute}, or what the fault makes of it. */
    public ComputeIhcAnswer answer(Fault fault, String convTypeId, String key, byte[] body) {
        if (fault.status() != 0) {
            return new ComputeIhcAnswer(fault.status(), null, null,
                    TextNode.valueOf("a fault on request (ihc.embedded.faults)"));
        }
        ComputeIhcAnswer answer = service.compute(convTypeId, key, body);
        return fault == Fault.WRONG_SUMS && answer.value() != null && !answer.value().isEmpty()
                ? new ComputeIhcAnswer(answer.statusCode(), halved(answer.value()), answer.partialFailureErrors(), null)
                : answer;
    }

    /** The HTTP status of an answer: what its body says of itself. */
    public int status(ComputeIhcAnswer answer) {
        return answer.statusCode();
    }

    /** The header {@code Retry-After}; null where the answer has none. */
    public String retryAfter(Fault fault) {
        return fault == Fault.RATE_LIMITED ? RETRY_AFTER_SECONDS : null;
    }

    /** The body, or what the fault leaves of it. */
    public byte[] body(Fault fault, byte[] body) {
        return fault == Fault.TRUNCATED ? Arrays.copyOf(body, body.length / 2) : body;
    }

    private static List<SessionFigures> halved(List<SessionFigures> value) {
        String first = value.get(0).conversionId();
        return value.stream().map(figures -> figures.conversionId().equals(first)
                ? new SessionFigures(first, figures.sessionId(), figures.initializer(), figures.holder(),
                        figures.closer(), ((Number) figures.ihc()).doubleValue() / 2)
                : figures).toList();
    }
}
