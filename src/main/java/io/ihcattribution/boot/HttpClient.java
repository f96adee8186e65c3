package io.ihcattribution.boot;

import io.ihcattribution.api.HttpDeadline;
import io.ihcattribution.settings.ApiSettings;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.Timeout;

/** How Camel's HTTP client calls the API: one attempt, bounded as a whole; the routes retry. */
final class HttpClient implements HttpClientConfigurer, AutoCloseable {

    private final ApiSettings api;
    private final HttpDeadline deadline;

    HttpClient(ApiSettings api) {
        this.api = api;
        this.deadline = new HttpDeadline(api.responseTimeout());
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.disableAutomaticRetries().addExecInterceptorFirst("http-deadline", deadline);
    }

    /** As many connections as requests may be in flight. Camel's own limits everything but the TLS handshake. */
    PoolingHttpClientConnectionManager connections() {
        Timeout connectTimeout = Timeout.of(api.connectTimeout());
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(api.concurrency())
                .setMaxConnPerRoute(api.concurrency())
                .setDefaultConnectionConfig(ConnectionConfig.custom().setConnectTimeout(connectTimeout).build())
                .setDefaultTlsConfig(TlsConfig.custom().setHandshakeTimeout(connectTimeout).build())
                .build();
    }

    @Override
    public void close() {
        deadline.close();
    }
}
