package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ihcattribution.boot.Daemon;
import io.ihcattribution.settings.InvalidSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The daemon's own port: who may ask there, and what becomes of requests that nobody should send. */
@Timeout(120)
@WholeApplication
class PortTest {

    private static final String EXPLAIN = "GET /explain?channel=Search&date=2026-01-02";
    private static final String COMPUTE = "POST /v1/compute_ihc?conv_type_id=default&Set-Cookie=a=b";

    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");

    @TempDir
    Path folder;

    private final LogLines log = LogLines.open();
    private Application application;
    private int port;

    @BeforeEach
    void attribute() throws IOException {
        Shop.empty(folder).singles(1, "2026-01-02");
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        application = Application.in(folder);
        assertThat(application.once().status()).isZero();
        application.with("ihc.console.port", "" + port);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void onlyItsOwnNamesAreAnswered() throws IOException {
        try (Daemon daemon = application.daemon()) {
            for (String host : List.of("127.0.0.1", "localhost", "LocalHost", "[::1]")) {
                assertThat(ask(EXPLAIN, "Host: " + host + ":" + port)).as(host).startsWith("HTTP/1.1 200");
            }
            for (String host : List.of("shop.example", "shop.example:" + port, "127.0.0.1", "127.0.0.1:" + (port + 1),
                    "127.0.0.1:" + port + ".shop.example", "user@127.0.0.1:" + port, "")) {
                assertThat(ask(EXPLAIN, "Host: " + host)).as(host)
                        .containsPattern("HTTP/1.1 (421|400)").doesNotContain("Search", "shop.example");
            }
            assertThat(ask(EXPLAIN, "Host: 127.0.0.1:" + port, "Host: shop.example")).doesNotContain("Search");
            assertThat(ask(EXPLAIN.replace("/explain", "http://shop.example/explain"), "Host: 127.0.0.1:" + port))
                    .startsWith("HTTP/1.1 400");
            assertThat(ask(EXPLAIN, "Host: shop.example:" + port)).startsWith("HTTP/1.1 421")
                    .contains("127.0.0.1:" + port, "ihc.console.allowed-hosts");
            assertThat(ask(EXPLAIN, own(), "Origin: http://localhost:" + port)).startsWith("HTTP/1.1 200");
            for (String origin : List.of("http://shop.example", "null", "http://localhost:3000")) {
                assertThat(ask(EXPLAIN, own(), "Origin: " + origin)).as(origin).startsWith("HTTP/1.1 403")
                        .doesNotContain("Search", "shop.example");
            }
        }
        assertNoFault();
    }

    @Test
    void namesThatAreSetAreAnswered() throws IOException {
        application.with("ihc.console.allowed-hosts", "Reports.example, other.example:8443");
        try (Daemon daemon = application.daemon()) {
            assertThat(ask(EXPLAIN, "Host: reports.example")).startsWith("HTTP/1.1 200");
            assertThat(ask(EXPLAIN, "Host: reports.example:80", "Origin: https://reports.example"))
                    .startsWith("HTTP/1.1 200");
            assertThat(ask(EXPLAIN, "Host: other.example:8443")).startsWith("HTTP/1.1 200");
            assertThat(ask(EXPLAIN, "Host: other.example")).startsWith("HTTP/1.1 421");
        }
    }

    @Test
    void whatAClientDoesWrongIsASentenceThatRepeatsNothing() throws IOException {
        String json = "Content-Type: application/json";
        try (Daemon daemon = application.daemon()) {
            require("415", ask(COMPUTE, own(), "Content-Type: application/x-www-form-urlencoded", "X-Mine: 1",
                    "a=b&Set-Cookie=c=d"), "application/json");
            require("415", ask(COMPUTE, own(), "Content-Type: multipart/form-data; boundary=x",
                    "--x\r\nContent-Disposition: form-data; name=\"Set-Cookie\"\r\n\r\nc=d\r\n--x--\r\n"),
                    "application");
            require("415", ask(COMPUTE, own(), json + "; charset=no-such", "{}"), "application/json");
            require("400", ask(COMPUTE + "&x=%zz", own(), json, "{}"), "two hexadecimal digits");
            require("400", ask("GET /%zz", own()), "two hexadecimal digits");
            require("404", ask("GET /no-such?Set-Cookie=a", own()), "nothing at this path");
            require("405", ask("PUT /explain", own()), "method");
            require("413", ask(COMPUTE, own(), json, "Content-Length: 100000000", ""), "too large");
            require("403", ask(COMPUTE, own(), json, "{}"), "x-api-key is missing");
            require("400", ask(COMPUTE, own(), json, "x-api-key: k", "{"), "");
        }
        assertNoFault();
    }

    @Test
    void aBodyThatBreaksOffIsNoFault() throws IOException {
        String head = COMPUTE + " HTTP/1.1\r\n" + own() + "\r\nContent-Type: application/json\r\n";
        try (Daemon daemon = application.daemon()) {
            try (Socket socket = connect()) {
                socket.getOutputStream().write((head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                assertThat(answer(socket.getInputStream())).satisfiesAnyOf(none -> assertThat(none).isEmpty(),
                        refused -> assertThat(refused).startsWith("HTTP/1.1 400"));
            }
            try (Socket socket = connect()) {
                socket.getOutputStream().write((head + "Content-Length: 1000\r\n\r\n{")
                        .getBytes(StandardCharsets.US_ASCII));
                socket.setSoLinger(true, 0);
            }
            require("404", ask("GET /no-such", own()), "nothing at this path");
        }
        assertNoFault();
    }

    @Test
    void theEmbeddedServiceIsThereOnlyWhereItIsUsed() throws IOException {
        application.with("ihc.api.url", "http://127.0.0.1:9/v1/compute_ihc").with("ihc.api.key", "k");
        try (Daemon daemon = application.daemon()) {
            require("404", ask(COMPUTE, own(), "x-api-key: k", "{}"), "nothing at this path");
            assertThat(ask(EXPLAIN, own())).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void aConnectionOnWhichNothingMovesIsClosed() throws IOException {
        application.with("ihc.console.idle-timeout", "200ms");
        try (Daemon daemon = application.daemon();
                Socket silent = connect(); Socket slow = connect()) {
            slow.getOutputStream().write("GET /expl".getBytes(StandardCharsets.US_ASCII));

            // They wait for as long as the server does.
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
            assertThat(slow.getInputStream().read()).isEqualTo(-1);
        }
    }

    /** As it does where somebody takes the port between the look at it and the start. */
    @Test
    void aPortThatIsTakenStopsTheStart() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            application.with("camel.server.port", "" + taken.getLocalPort());

            assertThatThrownBy(application::daemon).isInstanceOf(InvalidSettings.class)
                    .hasMessageContaining("ihc.console.port: port " + taken.getLocalPort()
                            + " of 127.0.0.1 cannot be listened on");
            Application.Result once = application.once();
            assertThat(once.status()).isEqualTo(2);
            assertThat(once.err()).contains("ihc.console.port: port " + taken.getLocalPort());
            assertThat(log.text()).as("told once, by whoever asked for the start").doesNotContain("ERROR", "\tat ");
        }
    }

    private static void require(String status, String answer, String words) {
        assertThat(answer).startsWith("HTTP/1.1 " + status).contains(words)
                .doesNotContainIgnoringCase("set-cookie", "X-Mine", "Exception", "\tat ");
    }

    private void assertNoFault() {
        assertThat(log.text()).doesNotContain("ERROR", "WARN", "\tat ");
    }

    private String own() {
        return "Host: 127.0.0.1:" + port;
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        // A read cannot be interrupted.
        socket.setSoTimeout(30_000);
        return socket;
    }

    /** The whole answer as it came; the last argument is the body where the request line begins with POST. */
    private String ask(String requestLine, String... headers) throws IOException {
        boolean hasBody = requestLine.startsWith("POST");
        String body = hasBody ? headers[headers.length - 1] : "";
        StringBuilder head = new StringBuilder(requestLine + " HTTP/1.1\r\nConnection: close\r\n");
        for (int i = 0; i < headers.length - (hasBody ? 1 : 0); i++) {
            head.append(headers[i]).append("\r\n");
        }
        if (head.indexOf("Content-Length") < 0) {
            head.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        try (Socket socket = connect()) {
            socket.getOutputStream().write((head + "\r\n" + body).getBytes(StandardCharsets.ISO_8859_1));
            return answer(socket.getInputStream());
        }
    }

    /** Up to its length: a connection whose request is not whole stays open. */
    private static String answer(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int read = in.read(); read >= 0 && head.indexOf("\r\n\r\n") < 0; read = in.read()) {
            head.append((char) read);
        }
        Matcher length = LENGTH.matcher(head);
        return head + (length.find()
                ? new String(in.readNBytes(Integer.parseInt(length.group(1)) - 1), StandardCharsets.UTF_8) : "");
    }
}
