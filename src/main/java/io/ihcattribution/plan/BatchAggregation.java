package io.ihcattribution.plan;

import io.ihcattribution.attribute.LearnedBatchLimits;
import io.ihcattribution.batch.JourneyToSend;
import io.ihcattribution.batch.OpenBatch;
import io.ihcattribution.run.Run;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.Expression;

/** Gathers journeys into a batch; the batch is closed before the journey that would exceed a limit is added. */
public final class BatchAggregation implements AggregationStrategy, Expression {

    private final LearnedBatchLimits limits;

    public BatchAggregation(LearnedBatchLimits limits) {
        this.limits = limits;
    }

    /** What gathers in one batch: journeys of one run and one conversion type. */
    @Override
    public <T> T evaluate(Exchange exchange, Class<T> type) {
        return type.cast(exchange.getVariable("run", Run.class).id() + " " + journey(exchange).convTypeId());
    }

    @Override
    public boolean canPreComplete() {
        return true;
    }

    @Override
    public boolean preComplete(Exchange oldExchange, Exchange newExchange) {
        return oldExchange != null && !oldExchange.getMessage().getBody(OpenBatch.class).admits(journey(newExchange));
    }

    @Override
    public Exchange aggregate(Exchange oldExchange, Exchange newExchange) {
        Exchange gathered = oldExchange;
        if (gathered == null) {
            gathered = newExchange;
            JourneyToSend first = journey(newExchange);
            gathered.getMessage().setBody(OpenBatch.beginningWith(first, limits.current()));
        } else {
            gathered.getMessage().getBody(OpenBatch.class).add(journey(newExchange));
        }
        return gathered;
    }

    private static JourneyToSend journey(Exchange exchange) {
        return exchange.getMessage().getBody(JourneyToSend.class);
    }
}
