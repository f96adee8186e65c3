package io.ihcattribution.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ihcattribution.api.ProxyServer.Setting;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which proxy the API is called through. */
class ProxyServerTest {

    private static final String API = "https://api.shop.example/v1/compute_ihc";
    private static final Setting UNSET = new Setting("", "", "");

    @Test
    void theSettingComesBeforeJavaAndThatBeforeTheEnvironment() {
        Map<String, String> environment =
                Map.of("HTTPS_PROXY", "http://c.example:3", "HTTP_PROXY", "http://d.example:4");
        Properties java = java("https.proxyHost", "b.example", "https.proxyPort", "2");

        assertThat(proxy(API, new Setting("a.example:1", "", ""), environment, java)).isEqualTo("a.example:1");
        assertThat(proxy(API, UNSET, environment, java)).isEqualTo("b.example:2");
        assertThat(proxy(API, UNSET, environment, new Properties())).isEqualTo("c.example:3");
        assertThat(proxy(API.replace("https", "http"), UNSET, environment, java)).isEqualTo("d.example:4");
        assertThat(proxy(API, UNSET, Map.of(), new Properties())).isNull();
        assertThat(proxy(API, new Setting("off", "", ""), environment, java)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8642/x", "https://localhost/x", "http://127.1.2.3/x", "http://[::1]:1/x"})
    void thisMachineIsNeverCalledThroughAProxy(String url) {
        assertThat(proxy(url, new Setting("a.example:1", "", ""),
                Map.of("HTTPS_PROXY", "http://c.example:3", "HTTP_PROXY", "http://c.example:3"),
                java("https.proxyHost", "b.example", "http.proxyHost", "b.example"))).isNull();
    }

    @ParameterizedTest
    @CsvSource({"shop.example, true", "'other, .shop.example', true", "*.shop.example, true", "*, true",
            "API.shop.example, true", "api.shop.example:443, true", "api.shop.example:444, false", "op.example, false",
            "'', false"})
    void hostsOfNoProxyAreCalledDirectly(String noProxy, boolean direct) {
        String url = API.replace("example/", "example:443/");
        assertThat(
                proxy(url, UNSET, Map.of("https_proxy", "c.example:3", "no_proxy", noProxy), new Properties()) == null)
                .isEqualTo(direct);
    }

    @ParameterizedTest
    @CsvSource({"localhost|*.shop.example, true", "api.*, true", "*.other.example, false"})
    void hostsOfJavasListAreCalledDirectly(String nonProxyHosts, boolean direct) {
        assertThat(
                proxy(API, UNSET, Map.of(), java("https.proxyHost", "b.example", "http.nonProxyHosts", nonProxyHosts))
                        == null)
                .isEqualTo(direct);
    }

    @Test
    void userAndPasswordOfTheEnvironmentAreUsedAndNeverShown() {
        ProxyServer proxy = ProxyServer.of(API, UNSET, Map.of("ALL_PROXY", "http://me:p%40ss+w@c.example/"),
                new Properties()).orElseThrow();

        assertThat(proxy.user()).isEqualTo("me");
        assertThat(proxy.password()).isEqualTo("p@ss+w");
        assertThat(proxy.port()).isEqualTo(80);
        assertThat(proxy.toString()).isEqualTo("c.example:80 (the environment variable ALL_PROXY)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"socks5://me:s3cret@c.example:1", "https://me:s3cret@c.example:1", "c.example:99999", "a b"})
    void whatIsNoHttpProxyIsRefusedWithoutItsValue(String value) {
        assertThatThrownBy(() -> ProxyServer.of(API, UNSET, Map.of("HTTPS_PROXY", value), new Properties()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("HTTPS_PROXY names no proxy that can be used", "ihc.api.proxy", "off")
                .hasMessageNotContainingAny("s3cret", "c.example");
    }

    private static String proxy(String url, Setting setting, Map<String, String> environment, Properties java) {
        return ProxyServer.of(url, setting, environment, java).map(proxy -> proxy.host() + ":" + proxy.port())
                .orElse(null);
    }

    private static Properties java(String... properties) {
        Properties java = new Properties();
        for (int i = 0; i < properties.length; i += 2) {
            java.setProperty(properties[i], properties[i + 1]);
        }
        return java;
    }
}
