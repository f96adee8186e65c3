package io.ihcattribution.runtime;

import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;

/**
 * Calls a route with an exchange of its own. Camel marks an exchange that an error handler has dealt with, and no other
 * error handler looks at it again: without this a transaction that was rolled back would not be tried again, a fault that a
 * stage has retried in vain would not end the run in its row, and one that has would not come to the trigger that waits.
 */
final class Apart implements Processor {

    private final String uri;

    /** @param uri the route, such as {@code direct:run-stages} */
    Apart(String uri) {
        this.uri = uri;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        try (ProducerTemplate template = exchange.getContext().createProducerTemplate()) {
            Exchange done = template.send(uri, ExchangePattern.InOut, own -> {
                own.getMessage().setBody(exchange.getMessage().getBody());
                for (Map.Entry<String, Object> variable : exchange.getVariables().entrySet()) {
                    own.setVariable(variable.getKey(), variable.getValue());
                }
            });
            if (done.getException() != null) {
                throw done.getException();
            }
            exchange.getMessage().setBody(done.getMessage().getBody());
        }
    }
}
