package io.ihcattribution.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A real HTTP server in the API's place, that keeps every request it got: attempts are counted here, not in the client.
 */
final class IhcServer implements AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper();

    /** How a request is answered. */
    interface Behaviour {
        /** @param number the request's number, from 1, in the order of arrival */
        Reply answer(int number, Request request) throws IOException;
    }

    /** What is answered. */
    record Reply(int status, Map<String, String> headers, byte[] body) {
        static Reply json(int status, JsonNode body) {
            return text(status, body.toString());
        }

        static Reply text(int status, String body) {
            return new Reply(status, Map.of("Content-Type", "application/json"), body.getBytes(StandardCharsets.UTF_8));
        }

        Reply with(String header, String value) {
            Map<String, String> all = new LinkedHashMap<>(headers);
            all.put(header, value);
            return new Reply(status, all, body);
        }
    }

    /** What was asked. */
    record Request(String method, String path, String query, Map<String, List<String>> headers, JsonNode body) {
        /** The sessions, in the order sent. */
        ArrayNode sessions() {
            return (ArrayNode) body.get("customer_journeys");
        }

        /** The sessions by journey, in the order sent. */
        Map<String, List<JsonNode>> journeys() {
            Map<String, List<JsonNode>> journeys = new LinkedHashMap<>();
            sessions().forEach(session -> journeys
                    .computeIfAbsent(session.get("conversion_id").asText(), id -> new java.util.ArrayList<>())
                    .add(session));
            return journeys;
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile Behaviour behaviour;

    private IhcServer(Behaviour behaviour) {
        this.behaviour = behaviour;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/compute_ihc", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    static IhcServer answering(Behaviour behaviour) {
        return new IhcServer(behaviour);
    }

    /** Gives every session of a journey the same credit. */
    static IhcServer givingEqualShares() {
        return new IhcServer((number, request) -> Reply.json(200, equalShares(request)));
    }

    /** The answer that gives every session of a journey the same credit. */
    static ObjectNode equalShares(Request request) {
        ObjectNode answer = JSON.createObjectNode().put("statusCode", 200);
        ArrayNode value = answer.putArray("value");
        request.journeys().forEach((conversion, sessions) -> sessions.forEach(session -> {
            double share = 1.0 / sessions.size();
            value.addObject().put("conversion_id", conversion).put("session_id", session.get("session_id").asText())
                    .put("initializer", share).put("holder", share).put("closer", share).put("ihc", share);
        }));
        answer.putArray("partialFailureErrors");
        return answer;
    }

    void behave(Behaviour other) {
        behaviour = other;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/compute_ihc";
    }

    /** Every request so far, in the order of arrival. */
    List<Request> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Request request = new Request(exchange.getRequestMethod(), exchange.getRequestURI().getPath(),
                    exchange.getRequestURI().getQuery(), Map.copyOf(exchange.getRequestHeaders()), JSON.readTree(body));
            int number;
            synchronized (requests) {
                requests.add(request);
                number = requests.size();
            }
            Reply reply = behaviour.answer(number, request);
            reply.headers().forEach(exchange.getResponseHeaders()::add);
            exchange.sendResponseHeaders(reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
            exchange.getResponseBody().write(reply.body());
        }
    }
}
