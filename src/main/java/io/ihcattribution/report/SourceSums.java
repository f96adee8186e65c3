package io.ihcattribution.report;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

/** What the sources of each period sum to, from the thread that sums them to the one that waits for it. */
public final class SourceSums {

    private final Map<ReportPeriod, CompletableFuture<Map<String, Object>>> periods = new ConcurrentHashMap<>();
    private volatile Exception fault;

    void keep(ReportPeriod period, Map<String, Object> row) {
        of(period).complete(row);
    }

    void fail(Exception why) {
        fault = why;
        periods.values().forEach(period -> period.completeExceptionally(why));
    }

    Map<String, Object> await(ReportPeriod period) throws Exception {
        CompletableFuture<Map<String, Object>> row = of(period);
        // Asked for after it went wrong.
        if (fault != null) {
            row.completeExceptionally(fault);
        }
        try {
            return row.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private CompletableFuture<Map<String, Object>> of(ReportPeriod period) {
        return periods.computeIfAbsent(period, key -> new CompletableFuture<>());
    }
}
