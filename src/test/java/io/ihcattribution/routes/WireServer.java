package io.ihcattribution.routes;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server in the API's place that has the connection in its hands: what no HTTP server does, it does. */
final class WireServer implements AutoCloseable {

    /** How a request is answered, byte by byte. */
    interface Wire {
        /** @param number the request's number, from 1, in the order of arrival */
        void answer(int number, IhcServer.Request request, Socket socket) throws Exception;
    }

    /** A request with the time of its arrival. */
    record Arrival(long nanoTime, IhcServer.Request request) {}

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Arrival> arrivals = new CopyOnWriteArrayList<>();
    private final Wire wire;

    private WireServer(ServerSocket server, Wire wire) {
        this.server = server;
        this.wire = wire;
        threads.execute(this::accept);
    }

    static WireServer answering(Wire wire) {
        return at(0, wire);
    }

    /** At a port of its own choice, such as one that an earlier server has left. */
    static WireServer at(int port, Wire wire) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port), 64);
            return new WireServer(socket, wire);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** On a socket that is listening already, such as one that speaks TLS. */
    static WireServer on(ServerSocket socket, Wire wire) {
        return new WireServer(socket, wire);
    }

    int port() {
        return server.getLocalPort();
    }

    String url() {
        return "http://127.0.0.1:" + port() + "/v1/compute_ihc";
    }

    List<Arrival> arrivals() {
        return List.copyOf(arrivals);
    }

    List<IhcServer.Request> requests() {
        return arrivals.stream().map(Arrival::request).toList();
    }

    /** Nanoseconds between two arrivals, numbered from 1. */
    long between(int earlier, int later) {
        return arrivals.get(later - 1).nanoTime() - arrivals.get(earlier - 1).nanoTime();
    }

    /** Writes a whole answer, as it should be. */
    static void reply(Socket socket, IhcServer.Reply reply) throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + reply.status() + " Status\r\nConnection: close\r\n");
        reply.headers().forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (!reply.headers().containsKey("Transfer-Encoding")) {
            head.append("Content-Length: ").append(reply.body().length).append("\r\n");
        }
        OutputStream out = socket.getOutputStream();
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        out.write(reply.body());
        out.flush();
    }

    /** Writes a whole answer that gives every session of a journey the same credit. */
    static void equalShares(IhcServer.Request request, Socket socket) throws IOException {
        reply(socket, IhcServer.Reply.json(200, IhcServer.equalShares(request)));
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                // closed, or a handshake that the client broke off
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            IhcServer.Request request = read(socket.getInputStream());
            int number;
            synchronized (arrivals) {
                arrivals.add(new Arrival(System.nanoTime(), request));
                number = arrivals.size();
            }
            wire.answer(number, request, socket);
        } catch (Exception e) {
            // what the client makes of a broken connection is what is tested
        }
    }

    private static IhcServer.Request read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int read = in.read();
            if (read < 0) {
                throw new IOException("no request");
            }
            head.write(read);
        }
        String text = head.toString(StandardCharsets.ISO_8859_1);
        int length = text.lines().filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.split(":")[1].trim())).findFirst().orElse(-1);
        byte[] body = length >= 0 ? in.readNBytes(length) : chunks(in);
        return new IhcServer.Request(text.split(" ")[0], text.split(" ")[1], "", Map.of(),
                IhcServer.JSON.readTree(body));
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            body.write(in.readNBytes(size));
            line(in);
        }
        line(in);
        return body.toByteArray();
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
