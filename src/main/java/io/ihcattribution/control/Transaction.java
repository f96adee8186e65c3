package io.ihcattribution.control;

import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.spi.TransactedPolicy;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What {@code transacted} means in a route: the steps within it succeed or fail as one, and a fault goes up to the
 * caller. Camel's own policy for Spring is an error handler, too, which marks each fault as dealt with: the error
 * handlers of the routes above then leave it alone, so that a run that failed in a transaction never ended.
 */
public final class Transaction implements TransactedPolicy {

    private final TransactionTemplate template;

    public Transaction(PlatformTransactionManager manager) {
        template = new TransactionTemplate(manager);
    }

    @Override
    public void beforeWrap(Route route, NamedNode definition) {
        // nothing to prepare
    }

    @Override
    public Processor wrap(Route route, Processor steps) {
        return exchange -> run(exchange, steps);
    }

    /** All steps in this thread, which is where Spring keeps the connection. */
    private void run(Exchange exchange, Processor steps) {
        exchange.getUnitOfWork().beginTransactedBy(this);
        try {
            template.executeWithoutResult(status -> {
                try {
                    steps.process(exchange);
                } catch (Exception e) {
                    exchange.setException(e);
                }
                if (exchange.getException() != null) {
                    status.setRollbackOnly();
                }
            });
        } catch (RuntimeException e) {
            // The commit's own fault, unless a step's came first.
            if (exchange.getException() == null) {
                exchange.setException(e);
            }
        } finally {
            exchange.getUnitOfWork().endTransactedBy(this);
        }
    }
}
