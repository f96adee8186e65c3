package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The faults that the embedded service shows on request, as a run meets them. */
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
    void retryAfterIsHonoured() {
        Shop.empty(folder).singles(1, "2026-01-05");
        Instant before = Instant.now();

        assertThat(Application.in(folder).with("ihc.embedded.faults", "script:429").with("ihc.api.retry-delay-max", "5s")
                .once().status()).isZero();

        assertThat(Duration.between(before, Instant.now())).isGreaterThan(Duration.ofSeconds(1));
    }

    @Test
    void wrongSumsFailTheJourneyAndNotItsBatch() {
        Shop shop = Shop.empty(folder).singles(3, "2026-01-05");

        Application.Result result = Application.in(folder).with("ihc.embedded.faults", "script:wrong-sums").once();

        assertThat(result.status()).isEqualTo(3);
        assertThat(shop.rows("select conv_id, state from ihc_journey order by conv_id"))
                .containsExactly("c0001|failed", "c0002|attributed", "c0003|attributed");
        assertThat(result.out()).contains("c0001: its ihc sums to 0.5");
    }

    @Test
    void neverWithARealApi() {
        Shop.empty(folder);
        try (IhcServer server = IhcServer.givingEqualShares()) {
            Application.Result result = Application.in(folder).calling(server).with("ihc.embedded.faults", "500:0.1").once();

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
