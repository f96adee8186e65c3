package io.ihcattribution.api;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * Bounds an exchange with the API as a whole, from the connection to the answer's last byte: the client's own time-outs
 * begin anew with every byte, so that an answer that drips would never end, and one without end would fill the memory.
 */
public final class HttpDeadline implements ExecChainHandler, AutoCloseable {

    /**
     * An answer repeats the ids that were sent, which JSON may write in up to three times the bytes, and adds figures.
     */
    private static final long BYTES_PER_BYTE_SENT = 4;

    private static final long BYTES_OF_ANY_ANSWER = 1 << 20;

    private final Duration deadline;
    private final ScheduledThreadPoolExecutor timer;

    /** @param deadline how long the exchange may take */
    public HttpDeadline(Duration deadline) {
        this.deadline = deadline;
        timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "http-deadline");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
    }

    /** @throws IOException when the exchange takes too long, or its answer is larger than any could be */
    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        AtomicBoolean late = new AtomicBoolean();
        Future<?> end = timer.schedule(() -> {
            late.set(true);
            scope.execRuntime.discardEndpoint();
        }, deadline.toMillis(), TimeUnit.MILLISECONDS);
        try {
            ClassicHttpResponse response = chain.proceed(request, scope);
            if (response.getEntity() != null) {
                response.setEntity(whole(response.getEntity(), most(request), scope));
            }
            return response;
        } catch (IOException | HttpException | RuntimeException e) {
            scope.execRuntime.discardEndpoint();
            if (!late.get()) {
                throw e;
            }
            SocketTimeoutException timeout = new SocketTimeoutException(
                    "no whole answer within " + deadline.toMillis() + " ms (ihc.api.response-timeout)");
            timeout.addSuppressed(e);
            throw timeout;
        } finally {
            end.cancel(false);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private static HttpEntity whole(HttpEntity entity, int most, ExecChain.Scope scope) throws IOException {
        InputStream content = entity.getContent();
        byte[] body = content.readNBytes(most + 1);
        if (body.length > most) {
            // Before the stream is closed, which would read it to its end.
            scope.execRuntime.discardEndpoint();
            throw new IOException("an answer of more than " + most + " bytes, which is none to this request");
        }
        content.close();
        return new ByteArrayEntity(body, ContentType.parseLenient(entity.getContentType()));
    }

    private static int most(ClassicHttpRequest request) {
        long sent = request.getEntity() == null ? 0 : Math.max(0, request.getEntity().getContentLength());
        return (int) Math.min(Integer.MAX_VALUE - 16, BYTES_OF_ANY_ANSWER + sent * BYTES_PER_BYTE_SENT);
    }
}
