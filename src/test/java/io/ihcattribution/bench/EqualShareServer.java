package io.ihcattribution.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server in the API's place that costs as little as can be: every session of a journey gets the same credit. It
 * streams, so that what is measured is the product and not the server.
 */
public final class EqualShareServer implements AutoCloseable {

    static {
        // Otherwise the JDK's server waits 40 ms for an acknowledgement between an answer's head and its body. It reads
        // the property once, when the first server of the JVM is made.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final JsonFactory JSON = new JsonFactory();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(32);
    private final AtomicInteger requests = new AtomicInteger();
    private volatile long latencyMillis;

    public EqualShareServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
        server.createContext("/v1/compute_ihc", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** The value for {@code ihc.api.url}. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/compute_ihc";
    }

    /** How long every answer takes from now on, milliseconds. */
    public void delay(long millis) {
        latencyMillis = millis;
    }

    /** The requests since the last call of this method. */
    public int takeRequests() {
        return requests.getAndSet(0);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        long due = System.nanoTime() + latencyMillis * 1_000_000;
        try (exchange) {
            requests.incrementAndGet();
            byte[] answer = answer(exchange.getRequestBody().readAllBytes());
            sleepUntil(due);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private static void sleepUntil(long due) {
        try {
            long millis = (due - System.nanoTime()) / 1_000_000;
            if (millis > 0) {
                Thread.sleep(millis);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] answer(byte[] request) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream(request.length);
        try (JsonParser in = JSON.createParser(request); JsonGenerator out = JSON.createGenerator(body)) {
            out.writeStartObject();
            out.writeNumberField("statusCode", 200);
            out.writeArrayFieldStart("value");
            String journey = null;
            List<String> sessions = new ArrayList<>();
            String convId = null;
            String sessionId = null;
            for (JsonToken token = in.nextToken(); token != null; token = in.nextToken()) {
                if (token == JsonToken.FIELD_NAME && in.currentName().equals("conversion_id")) {
                    convId = in.nextTextValue();
                } else if (token == JsonToken.FIELD_NAME && in.currentName().equals("session_id")) {
                    sessionId = in.nextTextValue();
                } else if (token == JsonToken.END_OBJECT && sessionId != null) {
                    if (!convId.equals(journey)) {
                        write(journey, sessions, out);
                        journey = convId;
                    }
                    sessions.add(sessionId);
                    sessionId = null;
                }
            }
            write(journey, sessions, out);
            out.writeEndArray();
            out.writeArrayFieldStart("partialFailureErrors");
            out.writeEndArray();
            out.writeEndObject();
        }
        return body.toByteArray();
    }

    private static void write(String journey, List<String> sessions, JsonGenerator out) throws IOException {
        double share = 1.0 / sessions.size();
        for (String session : sessions) {
            out.writeStartObject();
            out.writeStringField("conversion_id", journey);
            out.writeStringField("session_id", session);
            out.writeNumberField("initializer", share);
            out.writeNumberField("holder", share);
            out.writeNumberField("closer", share);
            out.writeNumberField("ihc", share);
            out.writeEndObject();
        }
        sessions.clear();
    }
}
