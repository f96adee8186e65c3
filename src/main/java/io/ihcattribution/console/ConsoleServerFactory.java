package io.ihcattribution.console;

import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.Service;
import org.apache.camel.component.platform.http.main.DefaultMainHttpServerFactory;
import org.apache.camel.component.platform.http.main.MainHttpServer;
import org.apache.camel.main.HttpServerConfigurationProperties;

/** Makes the server of the port where Camel would make its own, of the same {@code camel.server.*} keys. */
public final class ConsoleServerFactory extends DefaultMainHttpServerFactory {

    private final RequestGate gate;
    private final Duration idleTimeout;

    /** @param idleTimeout a connection on which nothing moves for this long is closed */
    public ConsoleServerFactory(RequestGate gate, Duration idleTimeout) {
        this.gate = gate;
        this.idleTimeout = idleTimeout;
    }

    @Override
    public Service newHttpServer(CamelContext camelContext, HttpServerConfigurationProperties configuration) {
        configuration.setFileUploadEnabled(false);
        MainHttpServer server = (MainHttpServer) super.newHttpServer(camelContext, configuration);
        return new ConsoleServer(server.getConfiguration(), gate, idleTimeout);
    }
}
