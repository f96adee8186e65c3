package io.ihcattribution.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The API beyond a proxy, and with a certificate of an authority that Java does not know. */
@Timeout(120)
@WholeApplication
class ProxyTest {

    private static final String HOST = "api.shop.test";
    private static final String PASSWORD = "pr0xy-s3cret";

    @TempDir
    Path folder;

    private Shop shop;
    private TlsKeys keys;
    private WireServer api;

    @BeforeEach
    void open() throws Exception {
        shop = Shop.empty(folder).singles(2, "2026-01-01");
        keys = TlsKeys.of(HOST, Files.createDirectory(folder.resolve("keys")));
        api = WireServer.on(keys.listen(), (number, request, socket) -> WireServer.equalShares(request, socket));
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void callsTheApiThroughATunnelThatTheProxyCannotRead() throws IOException {
        try (ForwardProxy proxy = ForwardProxy.to(api.port())) {
            Application.Result result = application(proxy.address()).once();

            assertThat(result.status()).as(result.err()).isZero();
            assertThat(api.requests()).hasSize(1);
            assertThat(proxy.heads()).singleElement().asString().startsWith("CONNECT " + HOST + ":443 HTTP/1.1")
                    .doesNotContain("x-api-key", "test-key", "compute_ihc");
            assertThat(shop.cell("select count(*) from attribution_customer_journey")).isEqualTo("2");
        }
    }

    @Test
    void callsAnApiWithoutTlsThroughTheProxy() throws IOException {
        try (WireServer plain =
                WireServer.answering((number, request, socket) -> WireServer.equalShares(request, socket));
                ForwardProxy proxy = ForwardProxy.to(plain.port())) {
            Application.Result result = application(proxy.address())
                    .with("ihc.api.url", "http://" + HOST + "/v1/compute_ihc").once();

            assertThat(result.status()).as(result.err()).isZero();
            assertThat(proxy.heads()).singleElement().asString()
                    .startsWith("POST http://" + HOST + "/v1/compute_ihc?conv_type_id=default HTTP/1.1");
        }
    }

    @Test
    void givesUserAndPasswordToTheProxyAndShowsThePasswordNowhere() throws IOException {
        try (LogLines log = LogLines.open(); ForwardProxy proxy = ForwardProxy.to(api.port()).asking(basic())) {
            Files.writeString(folder.resolve("password"), PASSWORD + "\n");
            Application.Result result = application(proxy.address()).with("ihc.api.proxy-user", "me")
                    .with("ihc.api.proxy-password-file", folder.resolve("password").toString()).once();

            assertThat(result.status()).as(result.err()).isZero();
            assertThat(api.requests()).hasSize(1);
            assertThat(log.text()).contains("through the proxy " + proxy.address() + " (ihc.api.proxy)")
                    .doesNotContain(PASSWORD, basic());
            assertThat(result.out() + result.err()).doesNotContain(PASSWORD);
        }
        Files.delete(folder.resolve("password"));
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).allSatisfy(file -> assertThat(new String(
                    Files.readAllBytes(file), StandardCharsets.ISO_8859_1)).as(file.toString())
                    .doesNotContain(PASSWORD));
        }
    }

    @Test
    void aProxyThatRefusesEndsTheRunAtOnceAndIsNotTakenForTheApi() throws IOException {
        try (ForwardProxy proxy = ForwardProxy.to(api.port()).asking(basic())) {
            requireRefused(application(proxy.address()).once(),
                    "the proxy " + proxy.address() + " (ihc.api.proxy) asks for a user and password", "407");
            requireRefused(application(proxy.address()).with("ihc.api.proxy-user", "me")
                    .with("ihc.api.proxy-password", "wrong-0815").once(), "asks for another user or password", "407");
            proxy.refusing(403);
            requireRefused(application(proxy.address()).once(), "does not let calls to the API through", "403");
            assertThat(proxy.heads()).hasSize(4);
        }
        assertThat(api.requests()).isEmpty();
    }

    @Test
    void aProxyThatCannotReachTheApiIsAnOutage() throws IOException {
        try (ForwardProxy proxy = ForwardProxy.to(api.port()).refusing(502)) {
            Application.Result result =
                    application(proxy.address()).with("ihc.api.give-up-after", "200ms").once();

            assertThat(result.err()).contains("the proxy " + proxy.address(), "cannot reach the API: status 502");
            assertThat(shop.rows("select state from ihc_run")).containsExactly("interrupted");
        }
    }

    @Test
    void theEnvironmentAndJavaNameAProxyForTheApiAndNeverForThisMachine() throws Exception {
        try (IhcServer here = IhcServer.givingEqualShares(); ForwardProxy proxy = ForwardProxy.to(api.port())) {
            String named = "http://" + proxy.address();
            assertThat(run(Product.in(folder, here.url()).environment("HTTP_PROXY", named)
                    .environment("HTTPS_PROXY", named))).as(log()).isZero();
            assertThat(here.requests()).hasSize(1);
            assertThat(run(Product.in(folder, "").environment("HTTP_PROXY", named), "--mode", "full"))
                    .as("the embedded service").isZero();
            assertThat(proxy.heads()).isEmpty();

            assertThat(run(beyond().environment("HTTPS_PROXY", named), "--mode", "full")).as(log()).isZero();
            assertThat(proxy.heads()).hasSize(1);
            assertThat(run(beyond().environment("JDK_JAVA_OPTIONS", "-Dhttps.proxyHost=127.0.0.1 -Dhttps.proxyPort="
                    + proxy.address().split(":")[1]), "--mode", "full")).as(log()).isZero();
            assertThat(proxy.heads()).hasSize(2);
        }
    }

    @Test
    void trustsACertificateOfTheFileAndNoOther() throws IOException {
        try (ForwardProxy proxy = ForwardProxy.to(api.port())) {
            Application application = application(proxy.address()).with("ihc.api.give-up-after", "200ms");
            Application.Result distrusted = application.with("ihc.api.trust-store", "").once();
            assertThat(distrusted.status()).isEqualTo(1);
            assertThat(distrusted.err()).contains("certification path", "ihc.api.trust-store");
            assertThat(api.requests()).isEmpty();

            application.with("ihc.api.trust-store", keys.store().toString());
            Application.Result noPassword = application.once();
            assertThat(noPassword.status()).isEqualTo(2);
            assertThat(noPassword.err()).contains("ihc.api.trust-store: \"" + keys.store(), "password");
            Application.Result wrong = application.with("ihc.api.trust-store-password", "wrong-0815").once();
            assertThat(wrong.status()).isEqualTo(2);
            assertThat(wrong.err()).contains("the password (ihc.api.trust-store-password) is wrong")
                    .doesNotContain("wrong-0815");
            assertThat(application.with("ihc.api.trust-store-password", TlsKeys.PASSWORD).once().status()).isZero();
            assertThat(api.requests()).hasSize(1);
        }
    }

    private Application application(String proxy) {
        return Application.in(folder).with("ihc.api.url", "https://" + HOST + "/v1/compute_ihc")
                .with("ihc.api.key", "test-key").with("ihc.api.proxy", proxy)
                .with("ihc.api.trust-store", keys.pem().toString());
    }

    private Product beyond() {
        return Product.in(folder, "https://" + HOST + "/v1/compute_ihc").with("ihc.api.trust-store",
                keys.pem().toString());
    }

    private static int run(Product product, String... arguments) throws InterruptedException {
        String[] all = Stream.concat(Stream.of("--once"), Stream.of(arguments)).toArray(String[]::new);
        return product.start(all).waitFor();
    }

    private String log() {
        return Application.read(folder.resolve("product.log"));
    }

    private static String basic() {
        return Base64.getEncoder().encodeToString(("me:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    }

    private void requireRefused(Application.Result result, String... words) {
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains(words).doesNotContain("ihc.api.key", "wrong-0815");
        assertThat(result.err().strip()).hasLineCount(1);
    }
}
