package io.ihcattribution.source;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * What is read of the source in a thread of its own, beside the caller's work.
 *
 * @param <T> what is read
 */
public final class SourceReading<T> implements AutoCloseable {

    private final CompletableFuture<T> read;

    private SourceReading(CompletableFuture<T> read) {
        this.read = read;
    }

    /** Begins to read. */
    public static <T> SourceReading<T> begin(Supplier<T> reader) {
        return new SourceReading<>(CompletableFuture.supplyAsync(reader));
    }

    /** Reads at once, in the caller's thread. */
    static <T> SourceReading<T> done(Supplier<T> reader) {
        return new SourceReading<>(CompletableFuture.completedFuture(reader.get()));
    }

    /** Waits for what is read; what the reader threw is thrown here. */
    public T result() {
        try {
            return read.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException fault ? fault : e;
        }
    }

    /** Waits until nothing is read any more, whatever has become of it: what it reads from can be closed then. */
    @Override
    public void close() {
        read.handle((result, fault) -> result).join();
    }
}
