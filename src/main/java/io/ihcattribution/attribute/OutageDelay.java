package io.ihcattribution.attribute;

import io.ihcattribution.api.ApiUnavailable;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Where the API said how long to wait ({@code Retry-After}), the next attempt comes then, and not before. An API that
 * asks for no pause at all gets the usual one: it would be called without end.
 */
public final class OutageDelay implements Processor {

    @Override
    public void process(Exchange exchange) {
        ApiUnavailable fault = ApiUnavailable.in(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
        if (fault != null && fault.retryAfter() != null && fault.retryAfter().toMillis() > 0) {
            exchange.getMessage().setHeader(Exchange.REDELIVERY_DELAY, fault.retryAfter().toMillis() + 1);
        } else {
            exchange.getMessage().removeHeader(Exchange.REDELIVERY_DELAY);
        }
    }
}
