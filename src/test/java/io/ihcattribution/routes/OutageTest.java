package io.ihcattribution.routes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ihcattribution.routes.IhcServer.Reply;
import io.ihcattribution.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the run makes of an API that is unwell. Attempts are counted at a server that is unwell in just that way. */
@WholeApplication
class OutageTest {

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);

    @TempDir
    Path folder;

    private Shop shop;

    @BeforeEach
    void shopOfThreeBatches() {
        shop = Shop.empty(folder).singles(6, "2026-01-01");
    }

    /** One request after the other, two journeys each; a breaker that does not open. */
    private Application application(String url) {
        return Application.in(folder)
                .with("ihc.api.url", url).with("ihc.api.key", "test-key")
                .with("ihc.api.concurrency", "1").with("ihc.batch.max-journeys", "2");
    }

    private static final List<Fault> FAULTS = List.of(
            fault("reset in mid-body", "the connection broke", (number, request, socket) -> {
                byte[] body = IhcServer.equalShares(request).toString().getBytes(UTF_8);
                socket.getOutputStream()
                        .write(("HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n").getBytes(UTF_8));
                socket.getOutputStream().write(body, 0, body.length / 2);
                socket.getOutputStream().flush();
                socket.setSoLinger(true, 0);
                socket.close();
            }),
            fault("closed in mid-body", "the answer broke off", (number, request, socket) -> {
                byte[] body = IhcServer.equalShares(request).toString().getBytes(UTF_8);
                socket.getOutputStream()
                        .write(("HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n").getBytes(UTF_8));
                socket.getOutputStream().write(body, 0, body.length / 2);
            }),
            fault("closed without an answer", "the connection was closed without an HTTP answer",
                    (number, request, socket) -> socket.close()),
            fault("a response that never comes", "ihc.api.response-timeout",
                    (number, request, socket) -> new CountDownLatch(1).await(20, TimeUnit.SECONDS)),
            fault("chunks that break off", "the answer broke off",
                    (number, request, socket) -> socket.getOutputStream().write(
                            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7\r\n{\"value".getBytes(UTF_8))),
            fault("an answer that drips for ever", "no whole answer within 400 ms",
                    (number, request, socket) -> drip(socket,
                            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\n \r\n")),
            fault("headers that drip for ever", "no whole answer within 400 ms",
                    (number, request, socket) -> drip(socket,
                            "HTTP/1.1 200 OK\r\nX-Drip: ", "x")),
            fault("gzip that is none", "says it is gzip, and is not",
                    (number, request, socket) -> WireServer.reply(socket,
                            Reply.text(200, "this is not gzip").with("Content-Encoding", "gzip"))),
            fault("not HTTP at all", "without an HTTP answer",
                    (number, request, socket) -> socket.getOutputStream().write("hello\r\n\r\n".getBytes(UTF_8))),
            fault("HTML with status 200", "not the promised JSON", (number, request, socket) -> WireServer.reply(socket,
                    Reply.text(200, "<html><body>Sign in</body></html>").with("Content-Type", "text/html"))),
            fault("truncated JSON", "not the promised JSON", (number, request, socket) -> {
                String body = IhcServer.equalShares(request).toString();
                WireServer.reply(socket, Reply.text(200, body.substring(0, body.length() - 20)));
            }),
            fault("empty body", "neither value nor partialFailureErrors",
                    (number, request, socket) -> WireServer.reply(socket, Reply.text(200, ""))),
            fault("JSON of another kind", "neither value nor partialFailureErrors",
                    (number, request, socket) -> WireServer.reply(socket, Reply.text(200, "[1, 2]"))),
            fault("500", "HTTP status 500: it broke",
                    (number, request, socket) -> WireServer.reply(socket, Reply.text(500, "it broke"))),
            fault("503", "HTTP status 503", (number, request, socket) -> WireServer.reply(socket, Reply.text(503, ""))),
            fault("504", "HTTP status 504",
                    (number, request, socket) -> WireServer.reply(socket, Reply.text(504, "{}"))),
            fault("429", "the API asks to be called later, status 429",
                    (number, request, socket) -> WireServer.reply(socket,
                            Reply.text(429, "{\"message\":\"Too Many Requests\"}"))),
            fault("429 that asks for no pause", "status 429",
                    (number, request, socket) -> WireServer.reply(socket,
                            Reply.text(429, "{}").with("Retry-After", "0"))),
            fault("429 beside a body that claims success", "status 429",
                    (number, request, socket) -> WireServer.reply(socket,
                            Reply.json(429, IhcServer.equalShares(request)))),
            fault("statusCode 500 in a 200 body", "statusCode 500 in the body", (number, request, socket) -> WireServer
                    .reply(socket, Reply.text(200, "{\"statusCode\": 500, \"message\": \"internal\"}"))));

    /** @param words what the run's row says of it */
    private record Fault(String name, String words, WireServer.Wire wire) {}

    private static Fault fault(String name, String words, WireServer.Wire wire) {
        return new Fault(name, words, wire);
    }

    /** One run, in which every fault befalls a batch of its own, once or twice. */
    @Test
    void waitsOutEachKindOfFaultAndRecoversByItself() {
        shop.execute("delete from conversions");
        shop.execute("delete from session_sources");
        shop.singles(FAULTS.size(), "2026-01-01");
        Map<String, Integer> attempts = new ConcurrentHashMap<>();
        List<String> unexpected = new CopyOnWriteArrayList<>();
        try (WireServer server = WireServer.answering((number, request, socket) -> {
            String journey = request.journeys().keySet().iterator().next();
            Fault fault = FAULTS.get(Integer.parseInt(journey.substring(1)) - 1);
            int attempt = attempts.merge(journey, 1, Integer::sum);
            String row = shop.cell("select state || '|' || coalesce(reason, '') from ihc_run");
            boolean said = attempt == 1 ? row.equals("running|")
                    : row.startsWith("waiting|waiting for the API: ") && row.contains(fault.words);
            if (!said) {
                unexpected.add(fault.name + ", attempt " + attempt + ": the run's row says " + row);
            }
            if (attempt == 1) {
                fault.wire.answer(number, request, socket);
            } else {
                WireServer.equalShares(request, socket);
            }
        })) {
            Application.Result result = application(server.url()).with("ihc.batch.max-journeys", "1")
                    .with("ihc.api.breaker-calls", "1000").with("ihc.api.response-timeout", "400ms").once();

            assertThat(result.status()).as(result.err()).isZero();
            assertThat(unexpected).isEmpty();
            assertThat(server.requests()).hasSize(2 * FAULTS.size());
            assertThat(shop.rows("select distinct attempts, state from ihc_batch")).containsExactly("2|answered");
            assertEverythingStored();
        }
    }

    @Test
    void anApiThatAsksToBeCalledInTheNextMillenniumIsGivenUpWithItsWords() {
        try (IhcServer server = IhcServer.answering((number, request) -> Reply.text(429, "{\"message\":\"slow down\"}")
                .with("Retry-After", "9223372036854775807")); LogLines log = LogLines.open()) {
            Application.Result result = application(server.url()).once();

            assertThat(result.err()).contains("gave up waiting for the API (ihc.api.give-up-after)",
                    "the API asks to be called later, status 429", "slow down");
            assertThat(shop.cell("select state from ihc_run")).isEqualTo("interrupted");
            assertThat(log.text()).doesNotContain("Exception").doesNotContain("Failed to invoke");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void readsGzipAndChunks() {
        try (WireServer server = WireServer.answering((number, request, socket) -> {
            byte[] body = IhcServer.equalShares(request).toString().getBytes(UTF_8);
            if (number == 1) {
                WireServer.reply(socket, new Reply(200, Map.of("Content-Encoding", "gzip"), gzip(body)));
            } else if (number == 2) {
                WireServer.reply(socket, new Reply(200, Map.of("Transfer-Encoding", "chunked"), chunks(body)));
            } else {
                WireServer.reply(socket, new Reply(200,
                        Map.of("Content-Encoding", "gzip", "Transfer-Encoding", "chunked"), chunks(gzip(body))));
            }
        })) {
            assertThat(application(server.url()).once().status()).isZero();
            assertThat(server.requests()).hasSize(3);
            assertEverythingStored();
        }
    }

    @Test
    void waitsForAnApiThatRefusesConnections() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Application application = application("http://127.0.0.1:" + port + "/v1/compute_ihc");
        CompletableFuture<Application.Result> run = CompletableFuture.supplyAsync(application::once);
        Await.until(
                () -> shop.has("ihc_run") && shop.rows("select 1 from ihc_run where state = 'waiting'").size() == 1);
        assertThat(shop.cell("select reason from ihc_run")).contains("Connection refused");

        try (WireServer server =
                WireServer.at(port, (number, request, socket) -> WireServer.equalShares(request, socket))) {
            assertThat(run.get(60, TimeUnit.SECONDS).status()).isZero();
            assertThat(server.requests()).hasSize(3);
            assertEverythingStored();
        }
    }

    @Test
    void isInterruptedAfterAnOutageThatIsTooLongAndTakenUpByTheNextStart() {
        IhcServer.Behaviour down = (number, request) -> Reply.text(503, "down for maintenance");
        try (IhcServer server = IhcServer.answering((number, request) -> number <= 2
                ? Reply.json(200, IhcServer.equalShares(request)) : down.answer(number, request))) {
            Application application = application(server.url()).with("ihc.api.give-up-after", "500ms");

            Application.Result first = application.once();

            assertThat(first.status()).isEqualTo(1);
            assertThat(first.err())
                    .contains(
                            "(ihc.api.give-up-after): HTTP status 503: down for maintenance")
                    .contains("the next start goes on with the rest");
            assertThat(shop.cell("select state from ihc_run")).isEqualTo("interrupted");
            assertThat(shop.cell("select reason from ihc_run")).contains("down for maintenance");
            assertThat(shop.cell("select count(*) from ihc_lease")).isEqualTo("0");
            assertThat(shop.cell("select sum(attempts) from ihc_batch")).isEqualTo("" + server.requests().size());
            assertThat(application.hasReport("channel_reporting.csv")).isFalse();
            int before = server.requests().size();
            String run = shop.cell("select run_id from ihc_run");

            server.behave((number, request) -> Reply.json(200, IhcServer.equalShares(request)));
            Application.Result second = application.once();

            assertThat(second.status()).isZero();
            assertThat(server.requests()).hasSize(before + 1);
            assertThat(server.requests().get(before).journeys().keySet()).containsExactly("c0005", "c0006");
            assertThat(shop.rows("select run_id, state, coalesce(reason, '') from ihc_run"))
                    .containsExactly(run + "|completed|");
            assertEverythingStored();
        }
    }

    @Test
    void takesUpAnInterruptedRunWithinTheSameProcess() throws Exception {
        try (IhcServer server = IhcServer.answering((number, request) -> Reply.text(503, ""));
                // The breaker would stay open for longer than the run waits.
                var daemon = application(server.url()).with("ihc.api.give-up-after", "300ms")
                        .with("ihc.api.breaker-calls", "1000").with("ihc.trigger.settle", "50ms").daemon()) {
            Files.writeString(folder.resolve("triggers/a.json"), "");
            Await.until(() -> Files.exists(folder.resolve("triggers/.failed/a.json")));
            assertThat(shop.cell("select state from ihc_run")).isEqualTo("interrupted");
            assertThat(Application.read(folder.resolve("triggers/.failed/a.json.error.txt")))
                    .contains("HTTP status 503");
            int before = server.requests().size();

            // One failure is an outage that has just begun, not the one that was given up.
            server.behave((number, request) -> number == before + 1 ? Reply.text(503, "")
                    : Reply.json(200, IhcServer.equalShares(request)));
            Files.writeString(folder.resolve("triggers/a.json"), "");
            Await.until(() -> Files.exists(folder.resolve("triggers/.done/a.json")));

            assertThat(shop.rows("select state from ihc_run")).containsExactly("completed");
            assertThat(server.requests()).hasSize(before + 4);
            assertEverythingStored();
        }
    }

    @Test
    void anOutageIsAWarningAndNoFault() {
        try (LogLines log = LogLines.open();
                WireServer down = WireServer.answering((number, request, socket) -> socket.close())) {
            assertThat(application(down.url()).with("ihc.api.give-up-after", "200ms").once().status()).isEqualTo(1);

            assertThat(log.text()).containsPattern("WARN \\S+ run \\S+ interrupted: ").doesNotContain("ERROR", "\tat ");
        }
        assertInterruptedAndTakenUp();
    }

    @Test
    void aHostThatNoNameServerKnowsIsAnOutage() {
        Application application =
                application("http://no-such-host.invalid/v1/compute_ihc").with("ihc.api.give-up-after", "200ms");

        Application.Result result = application.once();

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("no-such-host.invalid");
        assertInterruptedAndTakenUp();
    }

    @Test
    void aCertificateThatNobodySignedIsAnOutageAndNothingIsSent() throws Exception {
        try (WireServer server =
                WireServer.on(selfSigned(), (number, request, socket) -> WireServer.equalShares(request, socket))) {
            Application.Result result = application("https://127.0.0.1:" + server.port() + "/v1/compute_ihc")
                    .with("ihc.api.give-up-after", "200ms").once();

            assertThat(result.status()).isEqualTo(1);
            assertThat(result.err()).containsIgnoringCase("certification path");
            assertThat(server.requests()).isEmpty();
        }
        assertInterruptedAndTakenUp();
    }

    @Test
    void aPortThatDoesNotSpeakTlsIsAnOutage() {
        try (WireServer server =
                WireServer.answering((number, request, socket) -> WireServer.equalShares(request, socket));
                WireServer plain = WireServer.answering((number, request, socket) -> socket.close())) {
            Application.Result result = application("https://127.0.0.1:" + plain.port() + "/v1/compute_ihc")
                    .with("ihc.api.response-timeout", "300ms").with("ihc.api.connect-timeout", "300ms")
                    .with("ihc.api.give-up-after", "200ms").once();
            assertThat(result.status()).isEqualTo(1);
        }
        assertInterruptedAndTakenUp();
    }

    @Test
    void whatIsSetForHttpIsSetForHttps() {
        List<String> http =
                Settings.defaults().entrySet().stream().filter(e -> e.getKey().startsWith("camel.component.http."))
                        .map(e -> e.getKey().replace(".http.", ".https.") + "=" + e.getValue()).toList();

        assertThat(http).isNotEmpty()
                .isSubsetOf(Settings.defaults().entrySet().stream().map(Object::toString).toList());
    }

    @Test
    void honoursRetryAfterInSeconds() {
        assertNextAttemptNotBefore(() -> "2", Duration.ofSeconds(2), 429);
        assertThat(shop.cell("select state from ihc_run")).isEqualTo("completed");
    }

    @Test
    void honoursRetryAfterOf503() {
        assertNextAttemptNotBefore(() -> "1", Duration.ofSeconds(1), 503);
    }

    @Test
    void honoursRetryAfterAsADate() {
        // Whole seconds: three from now, cut, are at least two.
        assertNextAttemptNotBefore(() -> HTTP_DATE.format(Instant.now().plusSeconds(3)), Duration.ofMillis(1_900), 429);
    }

    private void assertNextAttemptNotBefore(java.util.function.Supplier<String> retryAfter, Duration least,
            int status) {
        try (WireServer server = WireServer.answering((number, request, socket) -> {
            if (number == 1) {
                WireServer.reply(socket, Reply.text(status, "{}").with("Retry-After", retryAfter.get()));
            } else {
                WireServer.equalShares(request, socket);
            }
        })) {
            // Four at once: the API asked all of them.
            Application.Result result = application(server.url()).with("ihc.api.concurrency", "4").once();

            assertThat(result.status()).isZero();
            assertThat(server.requests()).hasSize(4);
            // Those that were under way already may have arrived; one that is tried again may not.
            List<String> refused = new ArrayList<>(server.requests().get(0).journeys().keySet());
            int again = IntStream.rangeClosed(2, 4)
                    .filter(i -> server.requests().get(i - 1).journeys().keySet().containsAll(refused)).findFirst()
                    .orElseThrow();
            assertThat(server.between(1, again)).isGreaterThanOrEqualTo(least.toNanos());
            assertEverythingStored();
        }
    }

    @Test
    void asksNobodyElseBeforeRetryAfter() {
        shop.execute("delete from conversions");
        shop.execute("delete from session_sources");
        shop.singles(8, "2026-01-01");
        CountDownLatch second = new CountDownLatch(1);
        try (WireServer server = WireServer.answering((number, request, socket) -> {
            if (number == 1) {
                second.await(10, TimeUnit.SECONDS);
                WireServer.reply(socket, Reply.text(429, "{}").with("Retry-After", "2"));
            } else if (number == 2) {
                second.countDown();
                // Answered after the first was refused: the third request would follow at once.
                Await.until(() -> shop.cell("select state from ihc_run").equals("waiting"));
                WireServer.equalShares(request, socket);
            } else {
                WireServer.equalShares(request, socket);
            }
        })) {
            assertThat(application(server.url()).with("ihc.api.concurrency", "2").once().status()).isZero();
            assertThat(server.requests()).hasSize(5);
            assertThat(server.between(1, 3)).isGreaterThanOrEqualTo(Duration.ofSeconds(2).toNanos());
        }
    }

    @Test
    void givesUpAtOnceWhereTheApiAsksForMorePatienceThanThereIs() {
        try (IhcServer server =
                IhcServer.answering((number, request) -> Reply.text(429, "{}").with("Retry-After", "3600"))) {
            Application.Result result = application(server.url()).with("ihc.api.give-up-after", "1m").once();

            assertThat(result.status()).isEqualTo(1);
            assertThat(server.requests()).hasSize(1);
            assertThat(shop.cell("select state from ihc_run")).isEqualTo("interrupted");
        }
    }

    @Test
    void theBreakerOpensAndClosesAndNoCallIsMadeWhileItIsOpen() {
        try (WireServer server = WireServer.answering((number, request, socket) -> {
            if (number <= 4) {
                WireServer.reply(socket, Reply.text(500, ""));
            } else {
                WireServer.equalShares(request, socket);
            }
        })) {
            Application.Result result = application(server.url()).with("ihc.api.breaker-calls", "3")
                    .with("ihc.api.breaker-open", "1s").once();

            assertThat(result.status()).isZero();
            assertThat(server.requests()).hasSize(7);
            // Three failures open it; the call that it lets through then fails, and opens it again; the next closes it.
            assertThat(server.between(3, 4)).isGreaterThanOrEqualTo(Duration.ofMillis(990).toNanos());
            assertThat(server.between(4, 5)).isGreaterThanOrEqualTo(Duration.ofMillis(990).toNanos());
            assertThat(shop.cell("select sum(attempts) from ihc_batch")).isEqualTo("7");
            assertEverythingStored();
        }
    }

    @Test
    void retriesOneOfTheHalvesAsWell() {
        try (IhcServer server = IhcServer.answering((number, request) -> {
            if (request.journeys().size() == 2 && request.journeys().containsKey("c0003")) {
                return Reply.text(400, "{\"statusCode\":400,\"message\":\"something is wrong\"}");
            }
            return number == 3 || number == 4 ? Reply.text(503, "") : Reply.json(200, IhcServer.equalShares(request));
        })) {
            assertThat(application(server.url()).once().status()).isZero();
            // c1+c2, c3+c4 refused, c3 twice in vain and then answered, c4, c5+c6
            assertThat(server.requests()).hasSize(7);
            assertThat(shop.cell("select sum(attempts) from ihc_batch")).isEqualTo("7");
            assertEverythingStored();
        }
    }

    /** Endless, and never slower than the client's patience for the next byte. */
    private static void drip(Socket socket, String beginning, String drop) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(beginning.getBytes(UTF_8));
        // Ends when the client hangs up.
        while (true) {
            out.write(drop.getBytes(UTF_8));
            out.flush();
            LockSupport.parkNanos(20_000_000);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "gzip"})
    void anAnswerWithoutEndFillsNoMemory(String encoding) {
        AtomicBoolean read = new AtomicBoolean();
        try (WireServer server = WireServer.answering((number, request, socket) -> {
            if (number > 1) {
                WireServer.equalShares(request, socket);
                return;
            }
            byte[] spaces = " ".repeat(1 << 16).getBytes(UTF_8);
            OutputStream out = socket.getOutputStream();
            out.write(("HTTP/1.1 200 OK\r\n" + (encoding.equals("gzip") ? "Content-Encoding: gzip\r\n" : "") + "\r\n")
                    .getBytes(UTF_8));
            OutputStream body = encoding.equals("gzip") ? new GZIPOutputStream(out, true) : out;
            // Far more than the process has memory.
            for (long sent = 0; sent < 1L << 34; sent += spaces.length) {
                body.write(spaces);
            }
            read.set(true);
        })) {
            Application.Result result = application(server.url()).once();

            assertThat(result.status()).as(result.err()).isZero();
            assertThat(read).as("it was read to its end").isFalse();
            assertThat(server.requests()).hasSize(4);
            assertThat(shop.cell("select last_error from ihc_batch where batch_no = 1"))
                    .contains("an answer of more than");
            assertEverythingStored();
        }
    }

    private void assertEverythingStored() {
        assertThat(shop.rows("select conv_id, session_id, ihc from attribution_customer_journey order by conv_id"))
                .isEqualTo(
                        shop.rows("select conv_id, 's' || substr(conv_id, 2), 1.0 from conversions order by conv_id"));
        assertThat(shop.cell("select count(*) from ihc_journey where state <> 'attributed'")).isEqualTo("0");
        assertThat(shop.rows("select state from ihc_run")).containsExactly("completed");
        assertThat(shop.cell("select count(*) from ihc_batch where state in ('open', 'sent')")).isEqualTo("0");
    }

    private void assertInterruptedAndTakenUp() {
        assertThat(shop.cell("select state from ihc_run")).isEqualTo("interrupted");
        assertThat(shop.cell("select count(*) from attribution_customer_journey")).isEqualTo("0");
        try (IhcServer server = IhcServer.givingEqualShares()) {
            assertThat(application(server.url()).once().status()).isZero();
            assertThat(server.requests()).hasSize(3);
            assertEverythingStored();
        }
    }

    private static byte[] gzip(byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        }
        return bytes.toByteArray();
    }

    private static byte[] chunks(byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int from = 0; from < body.length; from += 50) {
            int length = Math.min(50, body.length - from);
            bytes.write((Integer.toHexString(length) + "\r\n").getBytes(UTF_8));
            bytes.write(body, from, length);
            bytes.write("\r\n".getBytes(UTF_8));
        }
        bytes.write("0\r\n\r\n".getBytes(UTF_8));
        return bytes.toByteArray();
    }

    private ServerSocket selfSigned() throws Exception {
        Path file = folder.resolve("server.p12");
        Process keytool =
                new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair",
                        "-alias", "server", "-keyalg", "EC", "-dname", "CN=127.0.0.1", "-storetype", "PKCS12",
                        "-keystore", file.toString(),
                        "-storepass", "changeit").redirectErrorStream(true).start();
        assertThat(keytool.waitFor()).as(new String(keytool.getInputStream().readAllBytes(), UTF_8)).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, "changeit".toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context.getServerSocketFactory().createServerSocket(0, 16, InetAddress.getLoopbackAddress());
    }
}
