package io.ihcattribution.boot;

import io.ihcattribution.api.HttpDeadline;
import io.ihcattribution.api.ProxyGuard;
import io.ihcattribution.api.ProxyServer;
import io.ihcattribution.api.TrustStore;
import io.ihcattribution.settings.ApiSettings;
import io.ihcattribution.settings.InvalidSettings;
import io.ihcattribution.settings.NetworkSettings;
import java.util.List;
import java.util.Optional;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.util.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How Camel's HTTP client calls the API: one attempt, bounded as a whole; the routes retry. */
final class HttpClient implements HttpClientConfigurer, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpClient.class);

    private final ApiSettings api;
    private final TrustStore trusted;
    private final Optional<ProxyServer> proxy;
    private final HttpDeadline deadline;

    /** @throws InvalidSettings when the environment names a proxy that cannot be used */
    HttpClient(ApiSettings api, NetworkSettings network) {
        this.api = api;
        this.trusted = network.trusted();
        this.proxy = proxy(api, network);
        this.deadline = new HttpDeadline(api.responseTimeout());
        proxy.ifPresent(named -> LOG.info("the API is called through the proxy {}", named.text()));
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.disableAutomaticRetries().addExecInterceptorFirst("http-deadline", deadline);
        proxy.ifPresent(named -> callThrough(named, client));
    }

    /** As many connections as requests may be in flight. Camel's own limits everything but the TLS handshake. */
    PoolingHttpClientConnectionManager connections() {
        Timeout connectTimeout = Timeout.of(api.connectTimeout());
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(api.concurrency())
                .setMaxConnPerRoute(api.concurrency())
                .setDefaultConnectionConfig(ConnectionConfig.custom().setConnectTimeout(connectTimeout).build())
                .setDefaultTlsConfig(TlsConfig.custom().setHandshakeTimeout(connectTimeout).build())
                .setTlsSocketStrategy(trusted == null ? null : new DefaultClientTlsStrategy(trusted.context()))
                .build();
    }

    /** @throws InvalidSettings when the environment names a proxy that cannot be used */
    static Optional<ProxyServer> proxy(ApiSettings api, NetworkSettings network) {
        try {
            return api.isEmbedded() ? Optional.empty()
                    : ProxyServer.of(api.url(), network.proxyServer(), System.getenv(), System.getProperties());
        } catch (IllegalArgumentException e) {
            throw new InvalidSettings(List.of(e.getMessage()));
        }
    }

    /** In plain HTTP to the proxy, with a tunnel where the API is called by https. */
    private static void callThrough(ProxyServer proxy, HttpClientBuilder client) {
        HttpHost host = new HttpHost("http", proxy.host().replaceAll("[\\[\\]]", ""), proxy.port());
        ProxyGuard guard = new ProxyGuard(proxy);
        client.setProxy(host)
                .addExecInterceptorBefore(ChainElement.CONNECT.name(), "proxy-guard", guard)
                .addExecInterceptorAfter(ChainElement.CONNECT.name(), "proxy-passed", guard::reached);
        if (!proxy.user().isEmpty()) {
            BasicCredentialsProvider credentials = new BasicCredentialsProvider();
            credentials.setCredentials(new AuthScope(host),
                    new UsernamePasswordCredentials(proxy.user(), proxy.password().toCharArray()));
            client.setDefaultCredentialsProvider(credentials);
        }
    }

    @Override
    public void close() {
        deadline.close();
    }
}
