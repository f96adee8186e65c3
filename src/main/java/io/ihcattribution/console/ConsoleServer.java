package io.ihcattribution.console;

import io.ihcattribution.settings.InvalidSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.component.platform.http.PlatformHttpConstants;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.component.vertx.common.VertxHelper;
import org.apache.camel.support.jsse.SSLContextParameters;

/**
 * Camel's server with what it cannot be told: a gate before the routes, an end to idle connections, and a start that
 * fails where the port is taken, of which Camel's own makes a warning.
 */
final class ConsoleServer extends VertxPlatformHttpServer {

    private final VertxPlatformHttpServerConfiguration configuration;
    private final RequestGate gate;
    private final Duration idleTimeout;
    private Vertx vertx;
    private HttpServer server;

    ConsoleServer(VertxPlatformHttpServerConfiguration configuration, RequestGate gate, Duration idleTimeout) {
        super(configuration);
        this.configuration = configuration;
        this.gate = gate;
        this.idleTimeout = idleTimeout;
    }

    /** Where Camel looks for the port. */
    @Override
    public HttpServer getServer() {
        return server;
    }

    /** Without files of its own in the folder for temporary ones: nothing is served from files. */
    @Override
    protected Vertx lookupVertx() {
        if (vertx == null) {
            vertx = Vertx.vertx(new VertxOptions().setFileSystemOptions(
                    new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        }
        return vertx;
    }

    @Override
    protected void startServer() throws Exception {
        Router routes = VertxPlatformHttpRouter.lookup(getCamelContext(),
                VertxPlatformHttpRouter.getRouterNameFromPort(configuration.getPort()));
        Router all = Router.router(vertx);
        // A client that goes away in the middle of its request fails as 200.
        Stream.of(all, routes).forEach(router -> IntStream.concat(IntStream.of(200), IntStream.range(400, 600))
                .forEach(status -> router.errorHandler(status, gate::refuse)));
        all.route().handler(gate::judge);
        all.route(configuration.getPath() + "*").subRouter(routes);
        HttpServerOptions options = new HttpServerOptions().setHttp2ClearTextEnabled(false)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS).setIdleTimeout(Math.toIntExact(idleTimeout.toMillis()));
        SSLContextParameters tls = configuration.isUseGlobalSslContextParameters()
                ? getCamelContext().getSSLContextParameters() : configuration.getSslContextParameters();
        if (tls != null) {
            VertxHelper.setupSSLOptions(getCamelContext(), tls, options);
        }
        try {
            server = join(vertx.createHttpServer(options).requestHandler(all)
                    .listen(configuration.getBindPort(), configuration.getBindHost()));
        } catch (CompletionException e) {
            throw new InvalidSettings(List.of("ihc.console.port: port " + configuration.getBindPort() + " of "
                    + configuration.getBindHost() + " cannot be listened on: " + e.getCause().getMessage()));
        }
    }

    @Override
    protected void stopServer() {
        if (server != null) {
            getCamelContext().removeComponent(PlatformHttpConstants.PLATFORM_HTTP_COMPONENT_NAME);
            join(server.close());
            server = null;
        }
    }

    @Override
    protected void stopVertx() {
        if (vertx != null) {
            join(vertx.close());
            vertx = null;
        }
    }

    private static <T> T join(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
