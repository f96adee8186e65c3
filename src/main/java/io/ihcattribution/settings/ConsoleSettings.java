package io.ihcattribution.settings;

import static io.ihcattribution.settings.Setting.Rank.RARE;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.time.Duration;
import java.util.List;

/**
 * The daemon's own port: the embedded IHC service and /explain.
 *
 * @param host Address that the embedded IHC service and /explain listen on; loopback unless you know why.
 * @param port Port of the embedded IHC service and of /explain; 0 = any free one. --once takes a free one where it
 *     is taken.
 * @param allowedHosts Further names under which the port may be asked, host or host:port, such as a reverse proxy's.
 *     A request is answered where its Host, and its Origin if it has one, is 127.0.0.1, localhost or [::1] or
 *     ihc.console.host, with the port.
 * @param idleTimeout A connection on which nothing moves for this long is closed.
 */
public record ConsoleSettings(
        @Setting(key = "ihc.console.host", byDefault = "127.0.0.1", expected = "an address of this machine",
                rank = RARE) String host,
        @Setting(key = "ihc.console.port", byDefault = "8642", max = 65_535) int port,
        @Setting(key = "ihc.console.allowed-hosts", rank = RARE) List<String> allowedHosts,
        @Setting(key = "ihc.console.idle-timeout", byDefault = "2m", rank = RARE) Duration idleTimeout)
        implements SettingsReader.Checked {

    @Override
    public void check(SettingFaults faults) {
        faults.unless(isOfThisMachine(), "ihc.console.host", host, "an address of this machine");
    }

    private boolean isOfThisMachine() {
        try {
            InetAddress address = InetAddress.getByName(host);
            return address.isAnyLocalAddress() || address.isLoopbackAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (IOException e) {
            return false;
        }
    }
}
