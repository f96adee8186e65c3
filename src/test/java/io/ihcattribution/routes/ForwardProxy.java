package io.ihcattribution.routes;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real HTTP proxy of this machine: whatever host is asked for, it leads to one port of this machine. */
final class ForwardProxy implements AutoCloseable {

    private final ServerSocket server = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final int target;
    private volatile String credentials;
    private volatile int refusal;

    private ForwardProxy(int target) throws IOException {
        this.target = target;
        threads.execute(this::accept);
    }

    static ForwardProxy to(int target) throws IOException {
        return new ForwardProxy(target);
    }

    /** Lets only those through whose header Proxy-Authorization ends with these. */
    ForwardProxy asking(String base64) {
        credentials = base64;
        return this;
    }

    /** Lets nobody through. */
    ForwardProxy refusing(int status) {
        refusal = status;
        return this;
    }

    String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /** The head of each request to the proxy. */
    List<String> heads() {
        return List.copyOf(heads);
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            String head = head(client.getInputStream());
            heads.add(head);
            OutputStream out = client.getOutputStream();
            if (refusal != 0) {
                answer(out, refusal + " Refused", "");
            } else if (credentials != null && !head.contains("Proxy-Authorization: Basic " + credentials + "\r\n")) {
                answer(out, "407 Proxy Authentication Required", "Proxy-Authenticate: Basic realm=\"proxy\"\r\n");
            } else {
                try (Socket api = new Socket(InetAddress.getLoopbackAddress(), target)) {
                    if (head.startsWith("CONNECT ")) {
                        out.write("HTTP/1.1 200 Connected\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    } else {
                        api.getOutputStream().write(head.replaceFirst(" http://[^/]+", " ")
                                .getBytes(StandardCharsets.ISO_8859_1));
                    }
                    threads.execute(() -> copy(client, api));
                    copy(api, client);
                }
            }
        } catch (IOException e) {
            // what the client makes of it is what is tested
        }
    }

    private static void answer(OutputStream out, String status, String headers) throws IOException {
        out.write(("HTTP/1.1 " + status + "\r\n" + headers + "Connection: close\r\nContent-Length: 0\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // one of the two has gone
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int read = in.read();
            if (read < 0) {
                throw new IOException("no request");
            }
            head.append((char) read);
        }
        return head.toString();
    }
}
