package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.ihcattribution.boot.Daemon;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The faults that the embedded service shows on request, as a run meets them. */
@WholeApplication
class EmbeddedFaultsTest {

    @TempDir
    Path folder;

    @Test
    void aRunComesThroughEveryKindOfFault() {
        Shop shop = Shop.empty(folder).singles(6, "2026-01-05");

        Application.Result result = Application.in(folder)
                .with("ihc.embedded.faults", "latency:50ms,script:500,429,truncated,503,hang,ok")
                .with("ihc.api.response-timeout", "500ms")
                .with("ihc.api.breaker-calls", "100")
                .once();

        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
        assertThat(shop.cell("select attempts || ' ' || attributed from ihc_batch")).isEqualTo("6 6");
    }

    @Test
    @Timeout(60)
    void whatTheServiceSaysIsReadAsItSaidIt() {
        Shop.empty(folder).singles(1, "2026-01-05");

        Application.Result result = Application.in(folder).with("ihc.embedded.faults", "500:1")
                .with("ihc.api.give-up-after", "200ms").once();

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("a fault on request (ihc.embedded.faults)");
    }

    @Test
    void aClientSeesThemOverHttp() throws Exception {
        Shop.empty(folder);
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        try (Daemon daemon = Application.in(folder).with("ihc.console.port", Integer.toString(port))
                .with("ihc.embedded.faults", "latency:300ms,script:429,503,truncated").daemon()) {
            long before = System.nanoTime();
            HttpResponse<String> limited = post(port);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(300));
            assertThat(limited.statusCode()).isEqualTo(429);
            assertThat(limited.headers().firstValue("Retry-After")).contains("1");

            HttpResponse<String> unavailable = post(port);
            assertThat(unavailable.statusCode()).isEqualTo(503);
            assertThat(unavailable.headers().firstValue("Retry-After")).isEmpty();

            HttpResponse<String> truncated = post(port);
            assertThat(truncated.statusCode()).isEqualTo(200);
            HttpResponse<String> whole = post(port);
            assertThat(whole.body()).startsWith(truncated.body()).hasSizeGreaterThan(truncated.body().length());
        }
    }

    private static HttpResponse<String> post(int port) throws Exception {
        return HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/compute_ihc?conv_type_id=default"))
                        .header("x-api-key", "key")
                        .POST(HttpRequest.BodyPublishers.ofString("""
                                {"customer_journeys": [{"conversion_id": "c", "session_id": "s",
                                "timestamp": "2026-01-05 10:00:00", "channel_label": "Email", "holder_engagement": 1,
                                "closer_engagement": 1, "conversion": 1, "impression_interaction": 0}]}"""))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void wrongSumsFailTheJourneyAndNotItsBatch() {
        Shop shop = Shop.empty(folder).singles(3, "2026-01-05");

        Application.Result result = Application.in(folder).with("ihc.embedded.faults", "script:wrong-sums").once();

        assertThat(result.status()).isEqualTo(3);
        assertThat(shop.rows("select conv_id, state from ihc_journey order by conv_id"))
                .containsExactly("c0001|failed", "c0002|attributed", "c0003|attributed");
        assertThat(result.out()).contains("c0001: its credits (ihc) in the API's answer sum to 0.5");
    }

    @Test
    void neverWithARealApi() {
        Shop.empty(folder);
        try (IhcServer server = IhcServer.givingEqualShares()) {
            Application.Result result = Application.in(folder).calling(server).with("ihc.embedded.faults", "500:0.1")
                    .once();

            assertThat(result.status()).isEqualTo(2);
            assertThat(result.err()).contains("ihc.embedded.faults").contains("ihc.api.url");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void refusesAPlanItCannotRead() {
        Shop.empty(folder);

        Application.Result result = Application.in(folder).with("ihc.embedded.faults", "teapot:1").once();

        assertThat(result.status()).isEqualTo(2);
        assertThat(result.err()).contains("ihc.embedded.faults: \"teapot:1\"").contains("wrong-sums");
    }

    @Test
    @Timeout(60)
    void anUnknownConversionTypeEndsTheRunAfterOneCall() {
        Shop shop = Shop.empty(folder).singles(150, "2026-01-05");

        Application.Result result = Application.in(folder).with("ihc.api.concurrency", "1")
                .once("--conv-type-id", "nobody-trained");

        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("unknown conversion type").contains("nobody-trained")
                .contains("ihc.api.conv-type-id");
        assertThat(shop.cell("select sum(attempts) from ihc_batch")).isEqualTo("1");
    }
}
