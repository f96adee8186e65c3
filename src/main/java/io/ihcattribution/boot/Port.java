package io.ihcattribution.boot;

import io.ihcattribution.settings.ConsoleSettings;
import io.ihcattribution.settings.InvalidSettings;
import io.ihcattribution.text.Quoted;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;

/** The port that the embedded service and the explanations listen on. */
final class Port {

    private Port() {}

    /**
     * A port that is free. One run does not need a particular one, so it does not fail where the usual is taken.
     *
     * @throws InvalidSettings when there is none
     */
    static int of(ConsoleSettings console, boolean isDaemon) {
        try {
            InetAddress host = InetAddress.getByName(console.host());
            Optional<Integer> port = bindable(host, console.port());
            if (port.isEmpty() && !isDaemon) {
                port = bindable(host, 0);
            }
            return port.orElseThrow(() -> new InvalidSettings(List.of("ihc.console.port: port " + console.port()
                    + " of " + console.host() + " is taken; expected a free one, or 0 for any")));
        } catch (IOException e) {
            throw new InvalidSettings(List.of(
                    "ihc.console.host: " + Quoted.of(console.host()) + " is not an address of this machine"));
        }
    }

    private static Optional<Integer> bindable(InetAddress host, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(host, port));
            return Optional.of(socket.getLocalPort());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
